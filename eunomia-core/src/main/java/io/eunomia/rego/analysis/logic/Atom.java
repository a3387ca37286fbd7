package io.eunomia.rego.analysis.logic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** One thing that can be said of places. What is said of a place implies that a value is there. */
sealed interface Atom {
  /** What is said of one place alone. */
  sealed interface OfPlace extends Atom {
    Place place();
  }

  /** There is a value. */
  record Present(Place place) implements OfPlace {}

  /** There is a value, and it is not false. */
  record True(Place place) implements OfPlace {}

  /** It is one of these values. */
  record OneOf(Place place, List<JsonNode> values) implements OfPlace {
    public OneOf {
      values = List.copyOf(values);
    }
  }

  /** It is less than a value. */
  record Less(Place place, JsonNode than) implements OfPlace {}

  /** It is more than a value. */
  record More(Place place, JsonNode than) implements OfPlace {}

  /** It is of one of these kinds. */
  record OfKind(Place place, Set<Kind> kinds) implements OfPlace {
    public OfKind {
      kinds = Set.copyOf(kinds);
    }
  }

  /** It is a string that has another one in it, somewhere. */
  record Text(Place place, Where where, String part) implements OfPlace {
    boolean holds(String text) {
      return switch (where) {
        case START -> text.startsWith(part);
        case END -> text.endsWith(part);
        case ANYWHERE -> text.contains(part);
      };
    }
  }

  /** Where in a string. */
  enum Where {
    START,
    END,
    ANYWHERE
  }

  /** It is a collection with this element. */
  record Has(Place place, JsonNode element) implements OfPlace {}

  /** There are equal values at both places. */
  record Same(Place one, Place other) implements Atom {}

  /** The value at a place is an element of the collection at another one. */
  record ElementOf(Place element, Place collection) implements Atom {}

  /**
   * Something about places, or about nothing, that is not looked into; equal ones mean the same.
   */
  record Other(String text, List<Place> places) implements Atom {
    public Other {
      places = List.copyOf(places);
    }
  }
}
