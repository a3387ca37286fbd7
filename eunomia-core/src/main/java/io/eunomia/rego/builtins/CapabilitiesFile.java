package io.eunomia.rego.builtins;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.rego.types.ArrayType;
import io.eunomia.rego.types.ConstantKey;
import io.eunomia.rego.types.FunctionType;
import io.eunomia.rego.types.FunctionType.Parameter;
import io.eunomia.rego.types.ObjectType;
import io.eunomia.rego.types.ScalarType;
import io.eunomia.rego.types.SetType;
import io.eunomia.rego.types.Type;
import io.eunomia.rego.types.UnionType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The JSON that OPA writes declarations of builtins and types as. */
final class CapabilitiesFile {
  private CapabilitiesFile() {}

  /** What the project knows of a builtin counts more than what a file says of it. */
  static Builtin builtin(JsonNode node) {
    String name = node.path("name").asText();
    if (name.isEmpty()) {
      throw new IllegalArgumentException("capabilities: a builtin without a name: " + node);
    }
    Builtin known = Builtins.find(name);
    if (known != null) {
      return known;
    }
    JsonNode infix = node.path("infix");
    try {
      return new Builtin(
          name,
          infix.isTextual() ? infix.asText() : null,
          function(node.path("decl")),
          node.path("relation").asBoolean(),
          node.path("nondeterministic").asBoolean(),
          node.path("deprecated").asBoolean(),
          false);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("capabilities: " + name + ": " + e.getMessage(), e);
    }
  }

  static Set<String> strings(JsonNode root, String field) {
    Set<String> found = new HashSet<>();
    root.path(field).forEach(node -> found.add(node.asText()));
    return found;
  }

  static FunctionType function(JsonNode decl) {
    if (!decl.path("type").asText().equals("function")) {
      throw new IllegalArgumentException("its \"decl\" is no function");
    }
    List<Parameter> parameters = new ArrayList<>();
    decl.path("args").forEach(arg -> parameters.add(parameter(arg)));
    JsonNode repeated = decl.path("variadic");
    if (repeated.isObject()) {
      parameters.add(parameter(repeated));
    }
    JsonNode result = decl.path("result");
    return new FunctionType(
        parameters, result.isObject() ? parameter(result) : null, repeated.isObject());
  }

  private static Parameter parameter(JsonNode node) {
    JsonNode name = node.path("name");
    return new Parameter(name.isTextual() ? name.asText() : null, type(node));
  }

  private static Type type(JsonNode node) {
    String kind = node.path("type").asText();
    return switch (kind) {
      case "any" ->
          node.path("of").isEmpty() ? UnionType.ANY : UnionType.of(types(node.path("of")));
      case "null" -> ScalarType.NULL;
      case "boolean" -> ScalarType.BOOLEAN;
      case "number" -> ScalarType.NUMBER;
      case "string" -> ScalarType.STRING;
      case "set" -> new SetType(node.has("of") ? type(node.path("of")) : UnionType.ANY);
      case "array" -> new ArrayType(types(node.path("static")), optional(node.path("dynamic")));
      case "object" -> object(node);
      case "function" -> function(node);
      default -> throw new IllegalArgumentException("no such type: \"" + kind + "\"");
    };
  }

  private static List<Type> types(JsonNode nodes) {
    List<Type> found = new ArrayList<>();
    nodes.forEach(node -> found.add(type(node)));
    return found;
  }

  private static @Nullable Type optional(JsonNode node) {
    return node.isObject() ? type(node) : null;
  }

  private static Type object(JsonNode node) {
    List<ObjectType.Property> properties = new ArrayList<>();
    for (JsonNode property : node.path("static")) {
      properties.add(
          new ObjectType.Property(key(property.path("key")), type(property.path("value"))));
    }
    JsonNode others = node.path("dynamic");
    return new ObjectType(
        properties,
        others.isObject()
            ? new ObjectType.Others(type(others.path("key")), type(others.path("value")))
            : null);
  }

  private static ConstantKey key(JsonNode node) {
    return node.isNumber()
        ? ConstantKey.of(new BigDecimal(node.asText()))
        : ConstantKey.of(node.asText());
  }
}
