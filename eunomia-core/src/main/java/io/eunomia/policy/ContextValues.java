package io.eunomia.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Copies what callers put into a context into immutable values of few kinds, so that a later change
 * of theirs cannot change an input, and readers have little to tell apart.
 */
final class ContextValues {
  // Deeper than any sensible document, shallow enough for the stack; ends cycles too.
  private static final int MAX_DEPTH = 256;

  private ContextValues() {}

  static @Nullable Object copy(String field, @Nullable Object value) {
    return copy(field, value, 0);
  }

  private static @Nullable Object copy(String field, @Nullable Object value, int depth) {
    if (depth > MAX_DEPTH) {
      throw new PolicyInputException(field, "is nested deeper than " + MAX_DEPTH);
    }
    if (value == null || value instanceof String || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Number number) {
      return number(field, number);
    }
    if (value instanceof JsonNode json) {
      return fromJson(field, json, depth);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> copy = new LinkedHashMap<>();
      map.forEach(
          (key, member) -> {
            if (!(key instanceof String name)) {
              throw new PolicyInputException(field, "has a key that is not a string");
            }
            copy.put(name, copy(field + "." + name, member, depth + 1));
          });
      return Collections.unmodifiableMap(copy);
    }
    if (value instanceof Collection<?> elements) {
      List<@Nullable Object> copy = new ArrayList<>();
      for (Object element : elements) {
        copy.add(copy(field + "[" + copy.size() + "]", element, depth + 1));
      }
      return Collections.unmodifiableList(copy);
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    throw new PolicyInputException(
        field, "has a value of " + value.getClass().getName() + ", which is not JSON");
  }

  private static Object number(String field, Number value) {
    if (value instanceof Long || value instanceof BigDecimal) {
      return value;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return value.longValue();
    }
    if (value instanceof BigInteger integer) {
      return integer.bitLength() < Long.SIZE ? (Object) integer.longValue() : integer;
    }
    if (value instanceof Double || value instanceof Float) {
      if (!Double.isFinite(value.doubleValue())) {
        throw new PolicyInputException(field, "is not a finite number");
      }
      return new BigDecimal(value.toString());
    }
    throw new PolicyInputException(
        field, "has a number of " + value.getClass().getName() + ", which is not JSON");
  }

  private static @Nullable Object fromJson(String field, JsonNode json, int depth) {
    if (depth > MAX_DEPTH) {
      throw new PolicyInputException(field, "is nested deeper than " + MAX_DEPTH);
    }
    return switch (json.getNodeType()) {
      case OBJECT -> {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : json.properties()) {
          String name = member.getKey();
          object.put(name, fromJson(field + "." + name, member.getValue(), depth + 1));
        }
        yield Collections.unmodifiableMap(object);
      }
      case ARRAY -> {
        List<@Nullable Object> array = new ArrayList<>(json.size());
        for (JsonNode element : json) {
          array.add(fromJson(field + "[" + array.size() + "]", element, depth + 1));
        }
        yield Collections.unmodifiableList(array);
      }
      case STRING -> json.textValue();
      case BOOLEAN -> json.booleanValue();
      case NUMBER -> number(field, json.numberValue());
      case NULL -> null;
      default -> throw new PolicyInputException(field, "has a value that is not JSON");
    };
  }

  static JsonNode toJson(@Nullable Object value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = nodes.objectNode();
      map.forEach((key, member) -> object.set((String) key, toJson(member)));
      return object;
    }
    if (value instanceof List<?> list) {
      ArrayNode array = nodes.arrayNode();
      list.forEach(element -> array.add(toJson(element)));
      return array;
    }
    if (value instanceof String text) {
      return nodes.textNode(text);
    }
    if (value instanceof Boolean bool) {
      return nodes.booleanNode(bool);
    }
    if (value instanceof Long number) {
      return nodes.numberNode(number.longValue());
    }
    if (value instanceof BigInteger number) {
      return nodes.numberNode(number);
    }
    return value instanceof BigDecimal number ? nodes.numberNode(number) : nodes.nullNode();
  }
}
