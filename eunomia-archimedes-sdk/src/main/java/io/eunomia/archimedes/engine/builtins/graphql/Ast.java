package io.eunomia.archimedes.engine.builtins.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Trees of documents. They are the JSON that policies see, with the place of each node besides:
 * policies may hand in trees of their own, so nothing is taken for granted of a node, and what is
 * not there is an empty text or list.
 */
final class Ast {
  static final String POSITION = "Position";

  /** The kinds of values, by their numbers. */
  static final class ValueKind {
    static final int VARIABLE = 0;
    static final int INT = 1;
    static final int FLOAT = 2;
    static final int STRING = 3;
    static final int BLOCK = 4;
    static final int BOOLEAN = 5;
    static final int NULL = 6;
    static final int ENUM = 7;
    static final int LIST = 8;
    static final int OBJECT = 9;

    private ValueKind() {}
  }

  private Ast() {}

  static ObjectNode node(Token at) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.putObject(POSITION).put("Line", at.line()).put("Column", at.column());
    return node;
  }

  static String text(JsonNode node, String field) {
    return node.path(field).asText("");
  }

  static String name(JsonNode node) {
    return text(node, "Name");
  }

  static List<JsonNode> list(JsonNode node, String field) {
    return StreamSupport.stream(node.path(field).spliterator(), false).toList();
  }

  /** The first of the nodes that has this name, or null. */
  static @Nullable JsonNode named(List<JsonNode> nodes, String name) {
    return nodes.stream().filter(node -> name(node).equals(name)).findFirst().orElse(null);
  }

  /** Nodes by name, the first of a name each. */
  static Map<String, JsonNode> byName(List<JsonNode> nodes) {
    Map<String, JsonNode> map = new LinkedHashMap<>();
    nodes.forEach(node -> map.putIfAbsent(name(node), node));
    return map;
  }

  static int kind(JsonNode value) {
    return value.path("Kind").asInt();
  }

  static boolean isNonNull(JsonNode type) {
    return type.path("NonNull").asBoolean();
  }

  /** The name at the bottom of a type. */
  static String typeName(JsonNode type) {
    JsonNode at = type;
    while (at.has("Elem")) {
      at = at.path("Elem");
    }
    return text(at, "NamedType");
  }

  /** A type as it is written: {@code [Name!]!}. */
  static String type(JsonNode type) {
    String inner = type.has("Elem") ? "[" + type(type.path("Elem")) + "]" : text(type, "NamedType");
    return isNonNull(type) ? inner + "!" : inner;
  }

  /** A value as it is written. */
  static String value(JsonNode value) {
    String raw = text(value, "Raw");
    return switch (kind(value)) {
      case ValueKind.VARIABLE -> "$" + raw;
      case ValueKind.STRING, ValueKind.BLOCK -> "\"" + raw.replace("\"", "\\\"") + "\"";
      case ValueKind.LIST ->
          "["
              + String.join(
                  ",", list(value, "Children").stream().map(c -> value(c.path("Value"))).toList())
              + "]";
      case ValueKind.OBJECT ->
          "{"
              + String.join(
                  ",",
                  list(value, "Children").stream()
                      .map(c -> name(c) + ":" + value(c.path("Value")))
                      .toList())
              + "}";
      default -> raw;
    };
  }

  /** What policies see of a tree: no places, nothing that is null, and nothing that is empty. */
  static JsonNode pruned(JsonNode node) {
    if (node.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      for (JsonNode element : node) {
        JsonNode value = pruned(element);
        if (!isNothing(value)) {
          array.add(value);
        }
      }
      return array;
    }
    if (!node.isObject()) {
      return node;
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      JsonNode value = pruned(member.getValue());
      if (!isNothing(value) && !member.getKey().equals(POSITION)) {
        object.set(member.getKey(), value);
      }
    }
    return object;
  }

  private static boolean isNothing(JsonNode value) {
    return value.isNull() || (value.isContainerNode() && value.isEmpty());
  }
}
