package io.eunomia.archimedes.engine.builtins.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.archimedes.engine.builtins.graphql.Ast.ValueKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Values are of the types that are expected where they stand. */
final class ValueRules {
  private static final Set<Integer> TEXTS = Set.of(ValueKind.STRING, ValueKind.BLOCK);

  private final Query query;

  ValueRules(Query query) {
    this.query = query;
  }

  void check(JsonNode value, JsonNode type) throws GraphqlException {
    query.step();
    int kind = Ast.kind(value);
    JsonNode named = query.schema().type(Ast.typeName(type));
    if (named == null || kind == ValueKind.VARIABLE) {
      return;
    }
    if (kind == ValueKind.NULL) {
      if (Ast.isNonNull(type)) {
        throw unexpected(value, type);
      }
    } else if (type.has("Elem")) {
      // One value stands for a list of it.
      List<JsonNode> elements =
          kind == ValueKind.LIST
              ? Ast.list(value, "Children").stream().map(c -> c.path("Value")).toList()
              : List.of(value);
      for (JsonNode element : elements) {
        check(element, type.path("Elem"));
      }
    } else if (!Schema.isCustomScalar(named)) {
      single(value, kind, type, named);
    }
  }

  private void single(JsonNode value, int kind, JsonNode type, JsonNode named)
      throws GraphqlException {
    switch (kind) {
      case ValueKind.LIST -> throw unexpected(value, type);
      case ValueKind.OBJECT -> {
        if (!Schema.kind(named).equals("INPUT_OBJECT")) {
          throw unexpected(value, type);
        }
        object(value, named);
      }
      case ValueKind.ENUM -> {
        if (!Schema.kind(named).equals("ENUM")) {
          throw unexpected(value, type);
        }
        if (Ast.named(Ast.list(named, "EnumValues"), Ast.text(value, "Raw")) == null) {
          throw Query.fault(
              value,
              "Value \""
                  + Ast.value(value)
                  + "\" does not exist in \""
                  + Ast.type(type)
                  + "\" enum.");
        }
      }
      default -> {
        if (!accepts(Ast.name(named), kind)) {
          throw Schema.kind(named).equals("ENUM")
              ? Query.fault(
                  value,
                  "Enum \""
                      + Ast.type(type)
                      + "\" cannot represent non-enum value: "
                      + Ast.value(value)
                      + ".")
              : unexpected(value, type);
        }
      }
    }
  }

  private static boolean accepts(String scalar, int kind) {
    return switch (scalar) {
      case "Int" -> kind == ValueKind.INT;
      case "Float" -> kind == ValueKind.INT || kind == ValueKind.FLOAT;
      case "String" -> TEXTS.contains(kind);
      case "ID" -> kind == ValueKind.INT || TEXTS.contains(kind);
      case "Boolean" -> kind == ValueKind.BOOLEAN;
      default -> false;
    };
  }

  private void object(JsonNode value, JsonNode type) throws GraphqlException {
    List<JsonNode> given = Ast.list(value, "Children");
    List<JsonNode> fields = Ast.list(type, "Fields");
    for (JsonNode field : fields) {
      boolean required = Ast.isNonNull(field.path("Type")) && !field.has("DefaultValue");
      if (required && Ast.named(given, Ast.name(field)) == null) {
        throw Query.fault(
            value,
            "Field \""
                + Ast.name(type)
                + "."
                + Ast.name(field)
                + "\" of required type \""
                + Ast.type(field.path("Type"))
                + "\" was not provided.");
      }
    }
    Set<String> names = new HashSet<>();
    for (JsonNode child : given) {
      JsonNode field = Ast.named(fields, Ast.name(child));
      if (field == null) {
        throw Query.fault(
            child,
            "Field \"" + Ast.name(child) + "\" is not defined by type \"" + Ast.name(type) + "\".");
      }
      if (!names.add(Ast.name(child))) {
        throw Query.fault(
            child, "There can be only one input field named \"" + Ast.name(child) + "\".");
      }
      check(child.path("Value"), field.path("Type"));
    }
  }

  private static GraphqlException unexpected(JsonNode value, JsonNode type) {
    String name = Ast.typeName(type);
    boolean scalar = Set.of("Int", "Float", "String", "Boolean", "ID").contains(name);
    if (!scalar || Ast.kind(value) == ValueKind.NULL) {
      return Query.fault(
          value,
          "Expected value of type \"" + Ast.type(type) + "\", found " + Ast.value(value) + ".");
    }
    String what =
        switch (name) {
          case "Int" -> "Int cannot represent non-integer value: ";
          case "Float" -> "Float cannot represent non numeric value: ";
          case "String" -> "String cannot represent a non string value: ";
          case "Boolean" -> "Boolean cannot represent a non boolean value: ";
          default -> "ID cannot represent a non-string and non-integer value: ";
        };
    return Query.fault(value, what + Ast.value(value));
  }
}
