package io.eunomia.wasm.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;

/** Rows of results in a form that compares equal if they mean the same. */
final class JsonRows {
  private JsonRows() {}

  static List<String> normal(JsonNode rows, boolean sortArrays) {
    List<String> result = new ArrayList<>();
    rows.forEach(row -> result.add(text(row, sortArrays)));
    Collections.sort(result);
    return result;
  }

  private static String text(JsonNode node, boolean sortArrays) {
    if (node.isNumber()) {
      return node.decimalValue().stripTrailingZeros().toString();
    } else if (node.isArray()) {
      List<String> elements = new ArrayList<>();
      node.forEach(element -> elements.add(text(element, sortArrays)));
      if (sortArrays) {
        Collections.sort(elements);
      }
      return elements.toString();
    } else if (node.isObject()) {
      TreeMap<String, String> fields = new TreeMap<>();
      node.properties().forEach(f -> fields.put(f.getKey(), text(f.getValue(), sortArrays)));
      return fields.toString();
    }
    return node.toString();
  }
}
