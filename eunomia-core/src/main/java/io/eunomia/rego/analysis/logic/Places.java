package io.eunomia.rego.analysis.logic;

import java.util.ArrayList;
import java.util.List;

/** The places that atoms are about. */
final class Places {
  /** How the roots begin that stand for a variable whose value is not known. */
  static final String VARIABLE = "variable ";

  private Places() {}

  static List<Place> of(Atom atom) {
    if (atom instanceof Atom.OfPlace one) {
      return List.of(one.place());
    } else if (atom instanceof Atom.Same same) {
      return List.of(same.one(), same.other());
    } else if (atom instanceof Atom.ElementOf element) {
      return List.of(element.element(), element.collection());
    }
    return atom instanceof Atom.Other other ? other.places() : List.of();
  }

  /** The names of the variables that an atom's places depend on. */
  static List<String> variables(Atom atom) {
    List<String> names = new ArrayList<>();
    for (Place place : of(atom)) {
      if (place.root().startsWith(VARIABLE)) {
        names.add(place.root().substring(VARIABLE.length()));
      }
      for (Place.Step step : place.steps()) {
        if (step instanceof Place.Some some) {
          names.add(some.name());
        }
      }
    }
    return names;
  }

  /** Whether a place is one of many that would do as well. */
  static boolean isSome(Place place) {
    return place.isSome() || place.root().startsWith(VARIABLE);
  }
}
