package io.eunomia.archimedes.engine.builtins.jsonschema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The keywords that are numbers: what a number may be, and how long something may be. */
final class Bounds {
  private Bounds() {}

  static void read(SchemaNode node, JsonNode json, Draft draft) throws SchemaException {
    numbers(node, json, draft);
    node.minLength = length(json, "minLength");
    node.maxLength = length(json, "maxLength");
    ordered(node.minLength, "minLength", node.maxLength, "maxLength");
    node.minProperties = length(json, "minProperties");
    node.maxProperties = length(json, "maxProperties");
    ordered(node.minProperties, "minProperties", node.maxProperties, "maxProperties");
    node.minItems = length(json, "minItems");
    node.maxItems = length(json, "maxItems");
  }

  private static void numbers(SchemaNode node, JsonNode json, Draft draft) throws SchemaException {
    JsonNode multiple = json.get("multipleOf");
    if (multiple != null) {
      if (!multiple.isNumber()) {
        throw SchemaException.type("number", "multipleOf");
      }
      if (multiple.decimalValue().signum() <= 0) {
        throw new SchemaException("multipleOf must be strictly greater than 0");
      }
      node.multipleOf = multiple.decimalValue();
    }
    node.minimum = number(json, "minimum");
    if (isExclusive(json, "exclusiveMinimum", "minimum", draft)) {
      node.exclusiveMinimum = node.minimum;
      node.minimum = null;
    } else {
      node.exclusiveMinimum = exclusive(json, "exclusiveMinimum");
    }
    node.maximum = number(json, "maximum");
    if (isExclusive(json, "exclusiveMaximum", "maximum", draft)) {
      node.exclusiveMaximum = node.maximum;
      node.maximum = null;
    } else {
      node.exclusiveMaximum = exclusive(json, "exclusiveMaximum");
    }
    ordered(node.minimum, "minimum", node.maximum, "maximum");
  }

  private static @Nullable BigDecimal number(JsonNode json, String keyword) throws SchemaException {
    JsonNode value = json.get(keyword);
    if (value != null && !value.isNumber()) {
      throw new SchemaException(keyword + " must be of a number");
    }
    return value == null ? null : value.decimalValue();
  }

  /** Whether, as in draft 4, a boolean says that the other keyword's bound is excluded. */
  private static boolean isExclusive(JsonNode json, String keyword, String bound, Draft draft)
      throws SchemaException {
    JsonNode value = json.get(keyword);
    if (value == null) {
      return false;
    }
    boolean mayBeBoolean = draft == Draft.FOUR || draft == Draft.ANY;
    boolean mayBeNumber = draft != Draft.FOUR;
    if (value.isBoolean() && mayBeBoolean) {
      if (!json.has(bound)) {
        throw new SchemaException(keyword + " cannot be used without " + bound);
      }
      return value.booleanValue();
    }
    if (value.isNumber() && mayBeNumber) {
      return false;
    }
    throw SchemaException.type(
        !mayBeNumber ? "boolean" : mayBeBoolean ? "boolean/number" : "number", keyword);
  }

  private static @Nullable BigDecimal exclusive(JsonNode json, String keyword) {
    JsonNode value = json.get(keyword);
    return value == null || !value.isNumber() ? null : value.decimalValue();
  }

  private static @Nullable BigDecimal length(JsonNode json, String keyword) throws SchemaException {
    JsonNode value = json.get(keyword);
    if (value == null) {
      return null;
    }
    if (!value.isNumber() || !Numbers.isInteger(value.decimalValue())) {
      throw new SchemaException(keyword + " must be of an integer");
    }
    if (value.decimalValue().signum() < 0) {
      throw new SchemaException(keyword + " must be greater than or equal to 0");
    }
    return value.decimalValue();
  }

  private static void ordered(
      @Nullable BigDecimal least, String leastName, @Nullable BigDecimal most, String mostName)
      throws SchemaException {
    if (least != null && most != null && least.compareTo(most) > 0) {
      throw new SchemaException(leastName + " cannot be greater than " + mostName);
    }
  }
}
