package io.eunomia.testkit.inputs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A place in an input, and what may stand there.
 *
 * @param path where
 * @param values what, the most ordinary first; a missing node for nothing
 */
record Dimension(InputPath path, List<JsonNode> values) {
  Dimension {
    values = List.copyOf(values);
  }

  /** The same with at most so many values. */
  Dimension limited(int most) {
    return values.size() <= most ? this : new Dimension(path, values.subList(0, most));
  }

  /** Puts a value into an input, with the objects and arrays around it. */
  void put(ObjectNode input, int value) {
    JsonNode chosen = values.get(value);
    if (!chosen.isMissingNode()) {
      put(input, 0, chosen);
    }
  }

  private void put(JsonNode at, int depth, JsonNode value) {
    boolean last = depth == path.steps().size() - 1;
    JsonNode below = last ? value.deepCopy() : container(at, depth);
    if (at instanceof ArrayNode elements) {
      elements.removeAll();
      elements.add(below);
    } else {
      ((ObjectNode) at).set(path.step(depth), below);
    }
    if (!last) {
      put(below, depth + 1, value);
    }
  }

  /** The array or object at a step, as it is if it is there. */
  private JsonNode container(JsonNode at, int depth) {
    JsonNode present =
        at instanceof ArrayNode elements ? elements.path(0) : at.path(path.step(depth));
    if (path.step(depth + 1).equals(InputPath.ANY)) {
      return present instanceof ArrayNode ? present : JsonNodeFactory.instance.arrayNode();
    }
    return present instanceof ObjectNode ? present : JsonNodeFactory.instance.objectNode();
  }
}
