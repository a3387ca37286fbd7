package io.eunomia.archimedes.engine.builtins.jsonschema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;

/** Makes schemas of draft 7 and documents, of so few names and values that they often meet. */
final class RandomSchema {
  private static final int MAX_DEPTH = 3;
  private static final int SIMPLE_KEYWORDS = 14;
  private static final int KEYWORDS = 27;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> TYPES =
      List.of("string", "integer", "number", "object", "array", "null", "boolean");
  private static final List<String> TEXTS = List.of("a", "b", "ab", "", "cab");
  private static final List<String> NAMES = List.of("a", "b", "c");

  private final Random random;

  RandomSchema(Random random) {
    this.random = random;
  }

  JsonNode document() {
    return value(0);
  }

  JsonNode schema() {
    return schema(0);
  }

  private JsonNode value(int depth) {
    return switch (random.nextInt(depth < MAX_DEPTH ? 7 : 4)) {
      case 0 -> JSON.numberNode(random.nextInt(5));
      case 1 -> JSON.textNode(any(TEXTS));
      case 2 -> oneIn(3) ? JSON.nullNode() : JSON.booleanNode(random.nextBoolean());
      case 3 -> JSON.numberNode(new BigDecimal(random.nextInt(4) + ".5"));
      case 4 -> {
        ArrayNode array = JSON.arrayNode();
        random.ints(random.nextInt(4)).forEach(unused -> array.add(value(depth + 1)));
        yield array;
      }
      default -> {
        ObjectNode object = JSON.objectNode();
        random.ints(random.nextInt(4)).forEach(unused -> object.set(any(NAMES), value(depth + 1)));
        yield object;
      }
    };
  }

  private JsonNode schema(int depth) {
    if (oneIn(12)) {
      return JSON.booleanNode(random.nextBoolean());
    }
    ObjectNode schema = JSON.objectNode();
    for (int i = random.nextInt(3); i >= 0; i--) {
      if (depth < MAX_DEPTH && oneIn(2)) {
        nested(schema, depth + 1);
      } else {
        simple(schema);
      }
    }
    return schema;
  }

  private void simple(ObjectNode schema) {
    switch (random.nextInt(SIMPLE_KEYWORDS)) {
      case 0 -> schema.put("minimum", random.nextInt(3));
      case 1 -> schema.put("exclusiveMaximum", random.nextInt(4));
      case 2 -> schema.put("multipleOf", 2);
      case 3 -> schema.put("minLength", random.nextInt(3));
      case 4 -> schema.put("pattern", "^a");
      case 5 -> schema.putArray("required").add("a");
      case 6 -> schema.putArray("enum").add(1).add("a");
      case 7 -> schema.put("const", random.nextInt(3));
      case 8 -> schema.put("minItems", 2);
      // Without its type, the other validator looks for equal values in objects too.
      case 9 -> schema.put("type", "array").put("uniqueItems", true);
      case 10 -> schema.put("maxProperties", 1);
      case 11 -> schema.putObject("dependencies").putArray("a").add("b");
      case 12 -> schema.putArray("type").add(TYPES.get(random.nextInt(3))).add(TYPES.get(4));
      default -> schema.put("type", any(TYPES));
    }
  }

  private void nested(ObjectNode schema, int depth) {
    switch (random.nextInt(KEYWORDS - SIMPLE_KEYWORDS)) {
      case 0 -> schema.putObject("properties").set(any(NAMES), schema(depth));
      case 1 -> schema.set("items", schema(depth));
      case 2 -> {
        schema.putArray("items").add(schema(depth));
        schema.set("additionalItems", schema(depth));
      }
      case 3 -> schema.set("additionalProperties", schema(depth));
      case 4 -> schema.putObject("patternProperties").set("^[ab]", schema(depth));
      case 5 -> schema.putArray("anyOf").add(schema(depth)).add(schema(depth));
      case 6 -> schema.putArray("oneOf").add(schema(depth)).add(schema(depth));
      case 7 -> schema.putArray("allOf").add(schema(depth)).add(schema(depth));
      case 8 -> schema.set("not", schema(depth));
      case 9 -> {
        schema.set("if", schema(depth));
        schema.set("then", schema(depth));
        schema.set("else", schema(depth));
      }
      case 10 -> schema.set("contains", schema(depth));
      case 11 -> schema.set("propertyNames", schema(depth));
      default -> schema.putObject("dependencies").set(any(NAMES), schema(depth));
    }
  }

  private boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
