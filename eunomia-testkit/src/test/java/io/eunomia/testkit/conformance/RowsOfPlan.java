package io.eunomia.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;

/**
 * The plan of a query, whose results are rows of bindings, as the plan of an entrypoint whose value
 * is the set of these rows: what {@code opa build} would make of it.
 */
final class RowsOfPlan {
  private static final Set<String> NO_LOCALS = Set.of("file", "row", "col", "index", "capacity");
  private static final Set<String> CONSTANTS = Set.of("MakeNumberIntStmt", "AssignIntStmt");
  private static final String RESULT = "result";

  private RowsOfPlan() {}

  /** The plan, changed; the given one stays as it is. */
  static JsonNode asValue(JsonNode plan) {
    ObjectNode changed = plan.deepCopy();
    ArrayNode strings = changed.withObject("/static").withArray("strings");
    strings.addObject().put("value", RESULT);
    for (JsonNode entrypoint : changed.at("/plans/plans")) {
      int rows = lastLocal(entrypoint) + 1;
      int result = rows + 1;
      JsonNode query = entrypoint.get("blocks").deepCopy();
      addToSet(query, rows);
      ArrayNode stmts = ((ObjectNode) entrypoint).putArray("blocks").addObject().putArray("stmts");
      add(stmts, "MakeSetStmt").put("target", rows);
      add(stmts, "BlockStmt").set("blocks", query);
      add(stmts, "MakeObjectStmt").put("target", result);
      ObjectNode insert = add(stmts, "ObjectInsertStmt");
      insert.putObject("key").put("type", "string_index").put("value", strings.size() - 1);
      insert.putObject("value").put("type", "local").put("value", rows);
      insert.put("object", result);
      add(stmts, "ResultSetAddStmt").put("value", result);
    }
    return changed;
  }

  private static ObjectNode add(ArrayNode stmts, String type) {
    ObjectNode stmt = stmts.addObject().put("type", type).putObject("stmt");
    return stmt.put("file", 0).put("row", 0).put("col", 0);
  }

  /** Makes every row that is added to the results an element of a set. */
  private static void addToSet(JsonNode node, int set) {
    if (node.path("type").asText().equals("ResultSetAddStmt")) {
      ObjectNode stmt = (ObjectNode) node.get("stmt");
      int row = stmt.get("value").asInt();
      stmt.putObject("value").put("type", "local").put("value", row);
      stmt.set("set", IntNode.valueOf(set));
      ((ObjectNode) node).set("type", TextNode.valueOf("SetAddStmt"));
    }
    node.forEach(child -> addToSet(child, set));
  }

  private static int lastLocal(JsonNode node) {
    int last = 1;
    boolean constant = CONSTANTS.contains(node.path("type").asText());
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (field.getValue().isInt() && !NO_LOCALS.contains(field.getKey())) {
        last = Math.max(last, field.getValue().intValue());
      } else if (constant && field.getKey().equals("stmt")) {
        last = Math.max(last, field.getValue().get("target").intValue());
      } else {
        last = Math.max(last, lastLocal(field.getValue()));
      }
    }
    if (node.isArray()) {
      for (JsonNode element : node) {
        last = Math.max(last, lastLocal(element));
      }
    }
    return last;
  }
}
