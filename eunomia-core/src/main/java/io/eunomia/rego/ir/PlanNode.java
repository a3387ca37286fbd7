package io.eunomia.rego.ir;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A node of a plan's JSON that knows its place. */
record PlanNode(@Nullable JsonNode json, String pointer) {
  PlanNode get(String field) {
    if (json == null || !json.isObject()) {
      throw new PlanFormatException(pointer, "must be an object");
    }
    return new PlanNode(json.get(field), pointer + "/" + field);
  }

  boolean isAbsent() {
    return json == null || json.isNull();
  }

  String text() {
    if (json == null || !json.isTextual()) {
      throw new PlanFormatException(pointer, "must be a string");
    }
    return json.textValue();
  }

  int integer() {
    if (json == null || !json.isIntegralNumber() || !json.canConvertToInt()) {
      throw new PlanFormatException(pointer, "must be a 32-bit integer");
    }
    return json.intValue();
  }

  long longInteger() {
    if (json == null || !json.isIntegralNumber() || !json.canConvertToLong()) {
      throw new PlanFormatException(pointer, "must be a 64-bit integer");
    }
    return json.longValue();
  }

  boolean bool() {
    if (json == null || !json.isBoolean()) {
      throw new PlanFormatException(pointer, "must be a boolean");
    }
    return json.booleanValue();
  }

  JsonNode tree() {
    if (json == null) {
      throw new PlanFormatException(pointer, "is missing");
    }
    return json;
  }

  /** Its elements; none if it is absent or null, as Go writes an empty list. */
  <T> List<T> list(Function<PlanNode, T> read) {
    List<T> result = new ArrayList<>();
    if (isAbsent()) {
      return result;
    }
    if (!tree().isArray()) {
      throw new PlanFormatException(pointer, "must be an array");
    }
    for (int i = 0; i < tree().size(); i++) {
      result.add(read.apply(new PlanNode(tree().get(i), pointer + "/" + i)));
    }
    return result;
  }
}
