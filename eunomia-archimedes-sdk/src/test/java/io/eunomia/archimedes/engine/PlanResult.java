package io.eunomia.archimedes.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The plans of the conformance data give {@code {"x": VALUE}}, {@code x} being a variable of the
 * query; entrypoints give {@code {"result": VALUE}}. This makes one of the other.
 */
final class PlanResult {
  private PlanResult() {}

  /** Renames the variable of a plan's results; returns its name, or null if there is not one. */
  static @Nullable String rename(ObjectNode plan, String name) {
    ArrayNode strings = (ArrayNode) plan.get("static").get("strings");
    ArrayNode inserts = JsonNodeFactory.instance.arrayNode();
    collect(plan.get("plans"), -1, inserts);
    String variable = null;
    for (JsonNode insert : inserts) {
      String key = strings.get(insert.get("key").get("value").asInt()).get("value").asText();
      if (variable != null && !variable.equals(key)) {
        return null;
      }
      variable = key;
    }
    if (variable != null) {
      strings.addObject().put("value", name);
      for (JsonNode insert : inserts) {
        ((ObjectNode) insert.get("key")).put("value", strings.size() - 1);
      }
    }
    return variable;
  }

  /** The same of the rows that are wanted. */
  static JsonNode renamed(JsonNode rows, @Nullable String variable, String name) {
    if (variable == null) {
      return rows;
    }
    ArrayNode renamed = JsonNodeFactory.instance.arrayNode();
    rows.forEach(row -> renamed.addObject().set(name, row.get(variable)));
    return renamed;
  }

  /** Finds the insertions into what goes into the result set. */
  private static void collect(JsonNode node, int result, ArrayNode inserts) {
    if (node.isArray()) {
      int added = result;
      for (JsonNode element : node) {
        if (element.path("type").asText().equals("ResultSetAddStmt")) {
          added = element.get("stmt").get("value").asInt();
        }
      }
      for (JsonNode element : node) {
        collect(element, added, inserts);
      }
    } else if (node.isObject()) {
      if (node.path("type").asText().equals("ObjectInsertStmt")
          && node.get("stmt").get("object").asInt() == result) {
        inserts.add(node.get("stmt"));
      }
      node.forEach(child -> collect(child, result, inserts));
    }
  }
}
