package io.eunomia.archimedes.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Map;

/**
 * Copies what others say into a line of bounded length. What is left out is marked, never silently
 * dropped; half a surrogate pair, which no UTF-8 can hold, becomes U+FFFD.
 */
final class BoundedJson {
  /** Of one text, in characters. */
  static final int TEXT = 2_048;

  /** Of one value with all that is in it, in characters. */
  static final int VALUE = 16_384;

  /** Of one array or object, in elements. */
  static final int ELEMENTS = 64;

  private static final int DEPTH = 32;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private int left = VALUE;

  private BoundedJson() {}

  /** The text, or its beginning with how long it was. */
  static String text(String text) {
    return text(text, TEXT);
  }

  static ArrayNode texts(Collection<String> texts) {
    return (ArrayNode) value(strings(texts));
  }

  static JsonNode value(JsonNode value) {
    return new BoundedJson().copy(value, 0);
  }

  private static ArrayNode strings(Collection<String> texts) {
    ArrayNode array = NODES.arrayNode();
    // One more than is shown, so that the copy sees that there are more.
    texts.forEach(array::add);
    return array;
  }

  private JsonNode copy(JsonNode value, int depth) {
    if (value.isObject()) {
      return depth >= DEPTH ? NODES.textNode("… (an object, cut)") : object(value, depth);
    }
    if (value.isArray()) {
      return depth >= DEPTH ? NODES.textNode("… (an array, cut)") : array(value, depth);
    }
    if (value.isTextual()) {
      return NODES.textNode(take(value.textValue()));
    }
    if (value.isBinary() || value.isPojo() || value.isMissingNode()) {
      return NODES.textNode("… (not JSON)");
    }
    if (value.isNumber()) {
      String digits = value.asText();
      left -= Math.min(left, digits.length());
      return digits.length() > TEXT ? NODES.textNode(text(digits)) : value;
    }
    left -= Math.min(left, 5);
    return value;
  }

  private ObjectNode object(JsonNode value, int depth) {
    ObjectNode object = NODES.objectNode();
    int taken = 0;
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      if (taken == ELEMENTS || left <= 0) {
        object.put("…", (value.size() - taken) + " more, cut");
        break;
      }
      object.set(take(member.getKey()), copy(member.getValue(), depth + 1));
      taken++;
    }
    return object;
  }

  private ArrayNode array(JsonNode value, int depth) {
    ArrayNode array = NODES.arrayNode();
    for (JsonNode element : value) {
      if (array.size() == ELEMENTS || left <= 0) {
        array.add("… (" + (value.size() - array.size()) + " more, cut)");
        break;
      }
      array.add(copy(element, depth + 1));
    }
    return array;
  }

  private String take(String text) {
    String taken = text(text, Math.min(TEXT, left));
    left -= Math.min(left, taken.length() + 2);
    return taken;
  }

  private static String text(String text, int limit) {
    if (text.length() <= limit) {
      return wellFormed(text);
    }
    return wellFormed(text.substring(0, limit)) + "… (" + text.length() + " characters, cut)";
  }

  private static String wellFormed(String text) {
    StringBuilder repaired = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      if (repaired == null) {
        repaired = new StringBuilder(text);
      }
      repaired.setCharAt(i, '\ufffd');
    }
    return repaired == null ? text : repaired.toString();
  }
}
