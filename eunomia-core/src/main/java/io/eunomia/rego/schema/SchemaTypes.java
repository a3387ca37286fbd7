package io.eunomia.rego.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.rego.types.ArrayType;
import io.eunomia.rego.types.ConstantKey;
import io.eunomia.rego.types.ObjectType;
import io.eunomia.rego.types.ScalarType;
import io.eunomia.rego.types.Type;
import io.eunomia.rego.types.UnionType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes types of JSON Schemas, as OPA reads them: of {@code type}, {@code properties}, {@code
 * items}, {@code anyOf}, {@code allOf} and {@code $ref}. All other keywords say nothing: an object
 * has the properties that are listed and no others, even if {@code additionalProperties} is {@code
 * true}, and any if none is listed.
 *
 * <p>A schema that refers to itself is followed a few times, and is of any type below. The same
 * holds for what is larger than a limit, so that the work is bounded.
 */
public final class SchemaTypes {
  /** As many steps into itself are checked of a schema without end. */
  private static final int REPEATS = 3;

  private static final int MAX_PARTS = 20_000;
  private static final int MAX_DEPTH = 200;

  private final SchemaDocument document;
  private final int repeats;
  private final IdentityHashMap<JsonNode, Integer> open = new IdentityHashMap<>();
  private int parts;
  private int depth;

  private SchemaTypes(SchemaDocument document, int repeats) {
    this.document = document;
    this.repeats = repeats;
    open.put(document.root(), 1);
  }

  /**
   * The type of the values that a schema allows.
   *
   * @throws SchemaException if it is no schema, refers to what is not in it, or contradicts itself
   */
  public static Type of(JsonNode schema) throws SchemaException {
    SchemaDocument document = new SchemaDocument(schema);
    for (int repeats = REPEATS; ; repeats--) {
      SchemaTypes types = new SchemaTypes(document, repeats);
      Type type = types.typeOf(schema);
      if (types.parts <= MAX_PARTS || repeats == 0) {
        return type;
      }
    }
  }

  private Type typeOf(JsonNode schema) throws SchemaException {
    if (!schema.isObject() && !schema.isBoolean()) {
      throw SchemaException.damaged("a schema must be an object or a boolean");
    }
    if (++parts > MAX_PARTS || depth >= MAX_DEPTH) {
      return UnionType.ANY;
    }
    depth++;
    try {
      if (schema.has("$ref")) {
        return referred(schema);
      }
      return schema.has("anyOf") ? anyOf(schema) : allOf(schema);
    } finally {
      depth--;
    }
  }

  private JsonNode target(JsonNode schema) throws SchemaException {
    JsonNode ref = schema.get("$ref");
    if (!ref.isTextual()) {
      throw SchemaException.damaged("$ref must be a string");
    }
    return document.resolve(ref.textValue());
  }

  /** What stands beside a reference is left out, as the drafts up to 7 say. */
  private Type referred(JsonNode schema) throws SchemaException {
    JsonNode target = target(schema);
    int times = open.merge(target, 1, Integer::sum);
    Type type = times > repeats + 1 ? UnionType.ANY : typeOf(target);
    open.put(target, times - 1);
    return type;
  }

  /** What is listed beside {@code anyOf} is one of the choices, so that nothing of it is missed. */
  private Type anyOf(JsonNode schema) throws SchemaException {
    List<Type> choices = new ArrayList<>();
    if (allOf(schema) instanceof ObjectType object && object.others() == null) {
      choices.add(object);
    }
    for (JsonNode choice : schemas(schema, "anyOf")) {
      choices.add(typeOf(choice));
    }
    return UnionType.of(choices);
  }

  private Type allOf(JsonNode schema) throws SchemaException {
    SchemaParts all = new SchemaParts();
    return collect(schema, all, true) ? typeOf(all) : UnionType.ANY;
  }

  /** Whether a schema, with all in its {@code allOf}, is such that it can be put together. */
  private boolean collect(JsonNode schema, SchemaParts all, boolean top) throws SchemaException {
    if (!top && (++parts > MAX_PARTS || depth >= MAX_DEPTH)) {
      return false;
    }
    depth++;
    try {
      if (schema.isBoolean()) {
        return true;
      } else if (!schema.isObject()) {
        throw SchemaException.damaged("a schema must be an object or a boolean");
      } else if (schema.has("$ref")) {
        return collect(target(schema), all, false);
      }
      all.add(schema);
      boolean whole = top || !schema.has("anyOf");
      if (schema.has("allOf")) {
        for (JsonNode part : schemas(schema, "allOf")) {
          whole &= collect(part, all, false);
        }
      }
      return whole;
    } finally {
      depth--;
    }
  }

  private static JsonNode schemas(JsonNode schema, String keyword) throws SchemaException {
    JsonNode schemas = schema.get(keyword);
    if (!schemas.isArray() || schemas.isEmpty()) {
      throw SchemaException.damaged(keyword + " must be an array of schemas, of at least one");
    }
    return schemas;
  }

  private Type typeOf(SchemaParts all) throws SchemaException {
    List<Type> types = new ArrayList<>();
    for (String kind : all.kinds()) {
      types.add(
          switch (kind) {
            case "boolean" -> ScalarType.BOOLEAN;
            case "string" -> ScalarType.STRING;
            case "number" -> ScalarType.NUMBER;
            case "object" -> object(all);
            case "array" -> array(all);
            default -> ScalarType.NULL;
          });
    }
    // OPA takes null on its own for any value.
    boolean any = types.isEmpty() || types.equals(List.of(ScalarType.NULL));
    return any ? UnionType.ANY : UnionType.of(types);
  }

  private Type object(SchemaParts all) throws SchemaException {
    List<ObjectType.Property> properties = new ArrayList<>();
    for (Map.Entry<String, JsonNode> property : all.properties()) {
      properties.add(
          new ObjectType.Property(ConstantKey.of(property.getKey()), typeOf(property.getValue())));
    }
    return properties.isEmpty() ? ObjectType.ANY : new ObjectType(properties, null);
  }

  private Type array(SchemaParts all) throws SchemaException {
    List<Type> elements = new ArrayList<>();
    for (JsonNode element : all.elements()) {
      elements.add(typeOf(element));
    }
    if (all.tuples().isEmpty()) {
      return elements.isEmpty() ? ArrayType.ANY : ArrayType.of(UnionType.of(elements));
    }
    List<Type> fixed = new ArrayList<>();
    for (List<JsonNode> tuple : all.tuples()) {
      for (int i = 0; i < tuple.size(); i++) {
        Type type = typeOf(tuple.get(i));
        if (i < fixed.size()) {
          fixed.set(i, fixed.get(i).or(type));
        } else {
          fixed.add(type);
        }
      }
    }
    return elements.isEmpty() ? new ArrayType(fixed, null) : ArrayType.ANY;
  }
}
