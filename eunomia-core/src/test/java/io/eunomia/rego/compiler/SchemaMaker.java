package io.eunomia.rego.compiler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;

/** Makes schemas at random, and documents of them that have what is listed and nothing else. */
final class SchemaMaker {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String[] SCALARS = {"string", "integer", "number", "boolean", "null"};
  private static final String[] NAMES = {"a", "b", "c d", "$ref", "type"};

  private final Random random;
  private final ObjectNode definitions = JSON.objectNode();

  SchemaMaker(long seed) {
    random = new Random(seed);
  }

  ObjectNode root() {
    for (String name : NAMES) {
      definitions.set(name, schema(2));
    }
    ObjectNode root = schema(4);
    if (!root.has("$ref")) {
      root.set("definitions", definitions);
      return root;
    }
    return JSON.objectNode().set("definitions", definitions);
  }

  private String name() {
    return NAMES[random.nextInt(NAMES.length)];
  }

  ObjectNode schema(int depth) {
    ObjectNode schema = JSON.objectNode();
    switch (random.nextInt(depth == 0 ? 3 : 10)) {
      case 0 -> schema.put("type", SCALARS[random.nextInt(SCALARS.length)]);
      case 1 -> schema.putArray("type").add(SCALARS[random.nextInt(4)]).add("null").add("object");
      case 2 -> schema.put("$ref", "#/definitions/" + name().replace(" ", "%20"));
      case 3 -> schema.set("items", schema(depth - 1));
      case 4 -> {
        schema.put("type", "array");
        schema.putArray("items").add(schema(depth - 1)).add(schema(depth - 1));
      }
      case 5, 6 -> properties(schema, depth);
      case 7 -> {
        properties(schema.put("type", "object"), depth);
        ArrayNode choices = schema.putArray("anyOf");
        choices.add(properties(JSON.objectNode(), depth));
        choices.add(random.nextBoolean() ? schema(depth - 1) : JSON.objectNode());
      }
      case 8 -> {
        ArrayNode parts = schema.putArray("allOf");
        parts.add(properties(JSON.objectNode(), depth));
        parts.add(properties(JSON.objectNode().put("type", "object"), depth));
        if (random.nextBoolean()) {
          properties(schema, depth);
        }
      }
      default -> schema.putArray("enum").add(1).add("a");
    }
    return schema;
  }

  private ObjectNode properties(ObjectNode schema, int depth) {
    ObjectNode properties = schema.putObject("properties");
    for (int i = random.nextInt(3); i >= 0; i--) {
      properties.set(name(), schema(depth - 1));
    }
    return schema;
  }

  JsonNode document(JsonNode schema, int depth) {
    if (depth > 12) {
      return JSON.objectNode();
    } else if (schema.has("$ref")) {
      String name = schema.get("$ref").asText().replaceFirst(".*/", "").replace("%20", " ");
      return document(definitions.get(name), depth + 1);
    }
    ObjectNode object = JSON.objectNode();
    fill(object, schema, depth);
    if (schema.has("anyOf")) {
      JsonNode choice = schema.get("anyOf").get(random.nextInt(2));
      JsonNode chosen = document(choice, depth + 1);
      return chosen instanceof ObjectNode more && schema.has("properties")
          ? object.setAll(more)
          : chosen;
    }
    schema.path("allOf").forEach(part -> fill(object, part, depth));
    if (!object.isEmpty() || schema.has("properties") || schema.has("allOf")) {
      return object;
    }
    ArrayNode array = JSON.arrayNode();
    JsonNode items = schema.path("items");
    if (items.isArray()) {
      items.forEach(item -> array.add(document(item, depth + 1)));
    } else if (items.isObject()) {
      array.add(document(items, depth + 1)).add(document(items, depth + 1));
    }
    return array.isEmpty() ? scalar(schema.path("type")) : array;
  }

  private void fill(ObjectNode object, JsonNode schema, int depth) {
    for (var property : schema.path("properties").properties()) {
      if (random.nextInt(4) > 0 && !object.has(property.getKey())) {
        object.set(property.getKey(), document(property.getValue(), depth + 1));
      }
    }
  }

  private JsonNode scalar(JsonNode type) {
    String kind = type.isArray() ? type.get(random.nextInt(type.size())).asText() : type.asText();
    return switch (kind) {
      case "string" -> JSON.textNode("a");
      case "integer", "number" -> JSON.numberNode(1);
      case "boolean" -> JSON.booleanNode(true);
      case "null" -> JSON.nullNode();
      default -> JSON.objectNode().put("anything", 1);
    };
  }
}
