package io.eunomia.archimedes.engine.builtins.jsonschema;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What keywords hold that hold no schemas. */
final class Keywords {
  private static final List<String> TYPES =
      List.of("array", "boolean", "integer", "number", "null", "object", "string");

  private Keywords() {}

  static @Nullable JsonNode array(JsonNode json, String keyword) throws SchemaException {
    JsonNode value = json.get(keyword);
    if (value != null && !value.isArray()) {
      throw new SchemaException(keyword + " must be of an array");
    }
    return value;
  }

  static @Nullable String string(JsonNode json, String keyword) throws SchemaException {
    JsonNode value = json.get(keyword);
    if (value == null) {
      return null;
    }
    if (!value.isTextual()) {
      throw SchemaException.type("string", keyword);
    }
    return value.textValue();
  }

  static Pattern regex(String text, String otherwise) throws SchemaException {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new SchemaException(otherwise);
    }
  }

  /** The members of an object in the order of their names, in which OPA comes to them. */
  static Map<String, JsonNode> sorted(JsonNode object) {
    Map<String, JsonNode> members = new TreeMap<>();
    object.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
    return members;
  }

  static List<String> types(JsonNode json) throws SchemaException {
    List<String> types = new ArrayList<>();
    JsonNode type = json.get("type");
    if (type == null) {
      return types;
    }
    if (!type.isTextual() && !type.isArray()) {
      throw SchemaException.type("string/array of strings", "type");
    }
    for (JsonNode one : type.isTextual() ? List.of(type) : type) {
      if (!one.isTextual()) {
        throw SchemaException.type("string/array of strings", "type");
      }
      String name = one.textValue();
      if (!TYPES.contains(name)) {
        throw new SchemaException(
            "has a primitive type that is NOT VALID -- given: /"
                + name
                + "/ Expected valid values are:["
                + String.join(" ", TYPES)
                + "]");
      }
      if (types.contains(name)) {
        throw new SchemaException(name + " type is duplicated");
      }
      types.add(name);
    }
    return types;
  }
}
