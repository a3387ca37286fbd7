package io.eunomia.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Rows of bindings as they are compared: a set, numbers by value. */
final class Rows {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Rows() {}

  /** The rows as a set of canonical texts. */
  static SortedSet<String> canonical(JsonNode rows, boolean sortArrays) {
    TreeSet<String> set = new TreeSet<>();
    rows.forEach(row -> set.add(normal(row, sortArrays).toString()));
    return set;
  }

  private static JsonNode normal(JsonNode node, boolean sortArrays) {
    if (node.isNumber()) {
      return DecimalNode.valueOf(node.decimalValue().stripTrailingZeros());
    }
    if (node.isArray()) {
      List<JsonNode> elements = new ArrayList<>();
      node.forEach(e -> elements.add(normal(e, sortArrays)));
      if (sortArrays) {
        elements.sort(Comparator.comparing(JsonNode::toString));
      }
      ArrayNode array = JSON.arrayNode();
      array.addAll(elements);
      return array;
    }
    if (node.isObject()) {
      TreeMap<String, JsonNode> fields = new TreeMap<>();
      node.properties().forEach(f -> fields.put(f.getKey(), normal(f.getValue(), sortArrays)));
      ObjectNode object = JSON.objectNode();
      fields.forEach(object::set);
      return object;
    }
    return node;
  }
}
