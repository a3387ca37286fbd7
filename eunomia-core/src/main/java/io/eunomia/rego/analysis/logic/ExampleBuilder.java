package io.eunomia.rego.analysis.logic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a document of which a conjunction holds, as far as that can be seen from it: whatever is
 * not looked into may still fail. Used once.
 */
final class ExampleBuilder {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Conjunction conjunction;
  private final Values values;
  private final ObjectNode roots = JSON.objectNode();
  private final Map<Place, JsonNode> chosen = new HashMap<>();
  private final Map<Place, Map<String, Integer>> numbers = new HashMap<>();
  private boolean impossible;

  /**
   * @param attempt another one chooses other values, where several would do
   */
  ExampleBuilder(Conjunction conjunction, int attempt) {
    this.conjunction = conjunction;
    this.values = new Values(attempt);
  }

  /** Fills the documents, or returns false if they cannot be. */
  boolean build() {
    List<Place> places =
        conjunction.places().stream()
            .filter(place -> place.isInput() || place.isArgument())
            .filter(place -> domain(place).isPresent())
            .sorted(
                Comparator.comparing((Place place) -> place.steps().size())
                    .thenComparing(Place::toString))
            .toList();
    for (Place place : places) {
      boolean inner = places.stream().anyMatch(other -> isWithin(other, place));
      if (!inner) {
        set(place, value(place));
      } else if (!domain(place).elements().isEmpty()) {
        set(place, value(place));
      }
    }
    conjunction
        .others()
        .forEach(
            (atom, holds) -> {
              if (holds && atom instanceof Atom.ElementOf element) {
                addElement(element);
              }
            });
    return !impossible;
  }

  /** The input, or {@code null} if nothing is asked of it; an input is an object. */
  @Nullable ObjectNode input() {
    return roots.get("input") instanceof ObjectNode input ? input : null;
  }

  /** The arguments of a function. */
  ArrayNode arguments(int count) {
    ArrayNode arguments = JSON.arrayNode();
    for (int i = 0; i < count; i++) {
      JsonNode argument = roots.get(Place.argument(i).root());
      arguments.add(argument == null ? JSON.nullNode() : argument);
    }
    return arguments;
  }

  private Domain domain(Place place) {
    Domain domain = conjunction.domains().get(conjunction.representative(place));
    return domain == null ? new Domain() : domain;
  }

  private static boolean isWithin(Place inner, Place outer) {
    int length = outer.steps().size();
    return inner.root().equals(outer.root())
        && inner.steps().size() > length
        && inner.steps().subList(0, length).equals(outer.steps());
  }

  private JsonNode value(Place place) {
    return chosen.computeIfAbsent(
        conjunction.representative(place), key -> values.choose(domain(place), nameOf(place)));
  }

  private static String nameOf(Place place) {
    for (int i = place.steps().size() - 1; i >= 0; i--) {
      if (place.steps().get(i) instanceof Place.Key key) {
        return key.name();
      }
    }
    return "x";
  }

  private void addElement(Atom.ElementOf atom) {
    if (!atom.collection().isInput() && !atom.collection().isArgument()) {
      return;
    }
    JsonNode element = value(atom.element());
    if (node(atom.collection(), JSON.arrayNode()) instanceof ArrayNode array) {
      array.add(element);
    } else {
      set(atom.collection(), JSON.arrayNode().add(element));
    }
  }

  private void set(Place place, JsonNode value) {
    JsonNode before = node(place, value);
    impossible |= before == null;
  }

  /** What is at a place; the given value if nothing was; {@code null} if nothing can be there. */
  private @Nullable JsonNode node(Place place, JsonNode value) {
    Place at = Place.of(place.root());
    JsonNode parent = roots;
    Place.Step step = new Place.Key(place.root());
    for (Place.Step next : place.steps()) {
      boolean object = next instanceof Place.Key;
      JsonNode fresh = object ? JSON.objectNode() : JSON.arrayNode();
      parent = child(parent, at, step, fresh);
      if (parent == null) {
        return null;
      }
      step = next;
      at = at.then(next);
    }
    return child(parent, at, step, value.deepCopy());
  }

  private @Nullable JsonNode child(JsonNode parent, Place at, Place.Step step, JsonNode fresh) {
    if (step instanceof Place.Key key && parent instanceof ObjectNode object) {
      JsonNode known = object.get(key.name());
      if (known == null) {
        object.set(key.name(), fresh);
        return fresh;
      }
      return known;
    } else if (parent instanceof ArrayNode array && !(step instanceof Place.Key)) {
      int index = step instanceof Place.Index number ? number.number() : number(at, array);
      while (array.size() < index) {
        array.addNull();
      }
      if (index == array.size()) {
        array.add(fresh);
        return fresh;
      }
      return array.get(index);
    }
    return null;
  }

  /** Each name of an element has a place of its own. */
  private int number(Place at, ArrayNode array) {
    String name = ((Place.Some) at.last()).name();
    return numbers
        .computeIfAbsent(at.parent(), key -> new HashMap<>())
        .computeIfAbsent(name, key -> array.size());
  }
}
