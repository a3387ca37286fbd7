package io.eunomia.rego.analysis.logic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Atoms that are to hold, or not, at one time. It says that they cannot only where that is certain.
 * Takes time linear in the atoms, but for those of one place. Not thread-safe.
 */
final class Conjunction {
  private static final EnumSet<Kind> COMPOSITE = EnumSet.of(Kind.ARRAY, Kind.OBJECT, Kind.SET);

  private final Map<Place, Place> sameAs = new HashMap<>();
  private final Map<Place, Domain> domains = new LinkedHashMap<>();
  private final Map<Atom, Boolean> others = new LinkedHashMap<>();
  private boolean contradictory;

  private Conjunction() {}

  /** The conjunction of atoms. */
  static Conjunction of(Collection<Formula.Is> atoms) {
    Conjunction made = new Conjunction();
    for (Formula.Is is : atoms) {
      if (is.holds() && is.atom() instanceof Atom.Same same) {
        made.join(same);
      }
    }
    atoms.forEach(made::add);
    made.parents();
    made.contradictory |= made.domains.values().stream().anyMatch(Domain::isEmpty);
    made.contradictory |= made.others.entrySet().stream().anyMatch(made::isOneValue);
    return made;
  }

  /** Whether two lists of alternatives have none that can hold together. */
  static boolean exclude(List<List<Formula.Is>> left, List<List<Formula.Is>> right) {
    for (List<Formula.Is> one : left) {
      for (List<Formula.Is> other : right) {
        List<Formula.Is> both = new ArrayList<>(one);
        both.addAll(other);
        if (!of(both).isContradictory()) {
          return false;
        }
      }
    }
    return true;
  }

  /** Whether the atoms cannot all be as they are to be. */
  boolean isContradictory() {
    return contradictory;
  }

  /** What may be at each place; places with one value have one domain. */
  Map<Place, Domain> domains() {
    return domains;
  }

  /** The place that stands for all that have its value. */
  Place representative(Place place) {
    Place at = place;
    for (Place next = sameAs.get(at); next != null; next = sameAs.get(at)) {
      at = next;
    }
    return at;
  }

  /** All places that were named. */
  Set<Place> places() {
    Set<Place> all = new HashSet<>(domains.keySet());
    all.addAll(sameAs.keySet());
    return all;
  }

  /** What else is to hold, or not. */
  Map<Atom, Boolean> others() {
    return others;
  }

  private void join(Atom.Same same) {
    Place one = representative(same.one());
    Place other = representative(same.other());
    if (!one.equals(other)) {
      sameAs.put(one, other);
    }
  }

  private Domain domain(Place place) {
    return domains.computeIfAbsent(representative(place), key -> new Domain());
  }

  private void add(Formula.Is is) {
    if (is.atom() instanceof Atom.OfPlace atom) {
      domain(atom.place()).add(atom, is.holds());
      return;
    }
    Atom atom = is.atom();
    if (atom instanceof Atom.Same same) {
      Place one = representative(same.one());
      Place other = representative(same.other());
      if (is.holds()) {
        domain(one).add(new Atom.Present(one), true);
        return;
      }
      // Not equal: there may be no value at all.
      contradictory |= one.equals(other) && domain(one).isPresent();
      atom =
          one.toString().compareTo(other.toString()) < 0
              ? new Atom.Same(one, other)
              : new Atom.Same(other, one);
    } else {
      for (Place place : Places.of(atom)) {
        if (is.holds()) {
          domain(place).add(new Atom.Present(place), true);
        }
      }
    }
    Boolean before = others.put(atom, is.holds());
    contradictory |= before != null && before != is.holds();
  }

  /** Whether values are to differ that can only be one and the same. */
  private boolean isOneValue(Map.Entry<Atom, Boolean> other) {
    if (other.getValue() || !(other.getKey() instanceof Atom.Same same)) {
      return false;
    }
    JsonNode one = domain(same.one()).onlyValue();
    JsonNode two = domain(same.other()).onlyValue();
    return one != null && two != null && RegoOrder.same(one, two);
  }

  /** Where there is a value within a document, there is a document around it. */
  private void parents() {
    for (Place place : List.copyOf(domains.keySet())) {
      Domain domain = domains.get(place);
      if (domain != null && domain.isPresent()) {
        parents(place);
      }
    }
  }

  private void parents(Place place) {
    @Nullable Place at = place;
    while (at != null && !at.steps().isEmpty()) {
      Place parent = at.parent();
      EnumSet<Kind> kinds = EnumSet.copyOf(COMPOSITE);
      if (at.last() instanceof Place.Key) {
        kinds.remove(Kind.ARRAY);
      }
      domain(parent).add(new Atom.OfKind(parent, kinds), true);
      at = parent;
    }
  }
}
