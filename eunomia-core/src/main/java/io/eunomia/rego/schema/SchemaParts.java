package io.eunomia.rego.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a schema and all schemas of its {@code allOf} say together, of values of which all of it is
 * true. Not thread-safe.
 */
final class SchemaParts {
  private static final Set<String> KINDS =
      Set.of("array", "boolean", "integer", "null", "number", "object", "string");

  private final Set<String> kinds = new LinkedHashSet<>();
  private final List<Map.Entry<String, JsonNode>> properties = new ArrayList<>();
  private final List<JsonNode> elements = new ArrayList<>();
  private final List<List<JsonNode>> tuples = new ArrayList<>();

  /** The kinds of values, numbers all being {@code number}; empty if nothing is said of it. */
  Set<String> kinds() {
    return kinds;
  }

  /** The properties with their schemas; several schemas of one must all be true. */
  List<Map.Entry<String, JsonNode>> properties() {
    return properties;
  }

  /** The schemas of all elements of an array. */
  List<JsonNode> elements() {
    return elements;
  }

  /** The schemas of the elements of an array, one by one. */
  List<List<JsonNode>> tuples() {
    return tuples;
  }

  /**
   * Adds what one schema says itself.
   *
   * @throws SchemaException if it is damaged, or nothing can be of its kind and of those before
   */
  void add(JsonNode schema) throws SchemaException {
    Set<String> own = kinds(schema.path("type"));
    JsonNode named = schema.path("properties");
    if (!named.isMissingNode() && !named.isObject()) {
      throw SchemaException.damaged("properties must be an object");
    }
    properties.addAll(named.properties());
    JsonNode items = schema.path("items");
    if (items.isArray()) {
      List<JsonNode> tuple = new ArrayList<>();
      items.forEach(tuple::add);
      if (!tuple.isEmpty()) {
        tuples.add(tuple);
      }
    } else if (!items.isMissingNode()) {
      elements.add(items);
    }
    if (own.isEmpty() && !named.isEmpty()) {
      own.add("object");
    } else if (own.isEmpty() && !items.isMissingNode()) {
      own.add("array");
    }
    restrict(own);
  }

  private void restrict(Set<String> own) throws SchemaException {
    if (kinds.isEmpty()) {
      kinds.addAll(own);
    } else if (!own.isEmpty()) {
      Set<String> before = new LinkedHashSet<>(kinds);
      kinds.retainAll(own);
      if (kinds.isEmpty()) {
        throw new SchemaException(
            "type checking: unable to merge these schemas: type mismatch: "
                + String.join(", ", before)
                + " and "
                + String.join(", ", own));
      }
    }
  }

  private static Set<String> kinds(JsonNode type) throws SchemaException {
    Set<String> kinds = new LinkedHashSet<>();
    if (type.isArray()) {
      for (JsonNode kind : type) {
        kinds.add(kind(kind));
      }
    } else if (!type.isMissingNode()) {
      kinds.add(kind(type));
    }
    return kinds;
  }

  private static String kind(JsonNode node) throws SchemaException {
    if (!node.isTextual() || !KINDS.contains(node.textValue())) {
      throw SchemaException.damaged(
          "has a primitive type that is NOT VALID -- given: /"
              + (node.isTextual() ? node.textValue() : node)
              + "/ Expected valid values are:[array boolean integer number object string null]");
    }
    return node.textValue().equals("integer") ? "number" : node.textValue();
  }
}
