package io.eunomia.testkit.inputs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
    String step = path.step(depth);
    boolean last = depth == path.steps().size() - 1;
    boolean array = path.step(depth + 1).equals(InputPath.ANY);
    JsonNode below;
    if (at instanceof ArrayNode elements) {
      below = elements.isEmpty() ? null : elements.get(0);
    } else {
      below = at.get(step);
    }
    if (last) {
      below = value.deepCopy();
    } else if (array && !(below instanceof ArrayNode)) {
      below = at instanceof ArrayNode a ? a.arrayNode() : ((ObjectNode) at).arrayNode();
    } else if (!array && !(below instanceof ObjectNode)) {
      below = at instanceof ArrayNode a ? a.objectNode() : ((ObjectNode) at).objectNode();
    }
    if (at instanceof ArrayNode elements) {
      elements.removeAll();
      elements.add(below);
    } else {
      ((ObjectNode) at).set(step, below);
    }
    if (!last) {
      put(below, depth + 1, value);
    }
  }
}
