package io.eunomia.archimedes.engine.builtins.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a schema has to keep to. Types are checked by name, and the first fault counts. */
final class SchemaRules {
  private final Schema schema;

  SchemaRules(Schema schema) {
    this.schema = schema;
  }

  void check() throws GraphqlException {
    for (JsonNode type : schema.types.values()) {
      type(type);
    }
    for (JsonNode directive : schema.directives.values()) {
      notReserved(directive);
      arguments(Ast.list(directive, "Arguments"), Ast.name(directive));
    }
  }

  private void type(JsonNode type) throws GraphqlException {
    String kind = Schema.kind(type);
    for (JsonNode field : Ast.list(type, "Fields")) {
      notReserved(field);
      typeExists(field);
      arguments(Ast.list(field, "Arguments"), "");
      directives(
          Ast.list(field, "Directives"),
          kind.equals("INPUT_OBJECT") ? "INPUT_FIELD_DEFINITION" : "FIELD_DEFINITION",
          "");
    }
    for (JsonNode member : Ast.list(type, "Types")) {
      JsonNode of = schema.type(member.asText());
      if (of == null) {
        throw fault(type, "Undefined type \"" + member.asText() + "\".");
      }
      if (!Schema.kind(of).equals("OBJECT")) {
        throw fault(type, kind + " type \"" + member.asText() + "\" must be OBJECT.");
      }
    }
    for (JsonNode of : Ast.list(type, "Interfaces")) {
      new Implementation(schema, type, of.asText()).check();
    }
    members(type, kind);
    fieldsOnce(type);
    if (!type.path("BuiltIn").asBoolean()) {
      notReserved(type);
    }
    for (JsonNode value : Ast.list(type, "EnumValues")) {
      directives(Ast.list(value, "Directives"), "ENUM_VALUE", "");
    }
    directives(Ast.list(type, "Directives"), kind, "");
  }

  private void members(JsonNode type, String kind) throws GraphqlException {
    String named = kind + " " + Ast.name(type) + ": ";
    switch (kind) {
      case "OBJECT", "INTERFACE" ->
          fields(
              type,
              named + "must define one or more fields.",
              List.of("SCALAR", "OBJECT", "INTERFACE", "UNION", "ENUM"));
      case "INPUT_OBJECT" ->
          fields(
              type,
              named + "must define one or more input fields.",
              List.of("SCALAR", "ENUM", "INPUT_OBJECT"));
      case "ENUM" -> {
        if (type.path("EnumValues").isEmpty()) {
          throw fault(type, named + "must define one or more unique enum values.");
        }
        for (JsonNode value : Ast.list(type, "EnumValues")) {
          if (Set.of("true", "false", "null").contains(Ast.name(value))) {
            throw fault(type, named + "non-enum value " + Ast.name(value) + ".");
          }
        }
      }
      default -> {}
    }
  }

  private void fields(JsonNode type, String none, List<String> kinds) throws GraphqlException {
    if (type.path("Fields").isEmpty()) {
      throw fault(type, none);
    }
    for (JsonNode field : Ast.list(type, "Fields")) {
      JsonNode of = schema.type(Ast.typeName(field.path("Type")));
      if (of != null && !kinds.contains(Schema.kind(of))) {
        throw fault(
            field,
            Schema.kind(type)
                + " "
                + Ast.name(type)
                + ": field must be one of "
                + String.join(", ", kinds)
                + ".");
      }
    }
  }

  private static void fieldsOnce(JsonNode type) throws GraphqlException {
    Set<String> names = new HashSet<>();
    for (JsonNode field : Ast.list(type, "Fields")) {
      if (!names.add(Ast.name(field))) {
        throw fault(
            field,
            "Field " + Ast.name(type) + "." + Ast.name(field) + " can only be defined once.");
      }
    }
  }

  private void arguments(List<JsonNode> arguments, String directive) throws GraphqlException {
    for (JsonNode argument : arguments) {
      notReserved(argument);
      typeExists(argument);
      String type = Ast.typeName(argument.path("Type"));
      JsonNode of = schema.type(type);
      if (of != null && !Schema.isInput(of)) {
        throw fault(
            argument,
            "cannot use "
                + Ast.type(argument.path("Type"))
                + " as argument "
                + Ast.name(argument)
                + " because "
                + Schema.kind(of)
                + " is not a valid input type");
      }
      directives(Ast.list(argument, "Directives"), "ARGUMENT_DEFINITION", directive);
    }
  }

  /** Checks directives where they stand; within the definition of one, it may not use itself. */
  void directives(List<JsonNode> directives, String location, String within)
      throws GraphqlException {
    for (JsonNode directive : directives) {
      String name = Ast.name(directive);
      notReserved(directive);
      if (name.equals(within)) {
        throw fault(directive, "Directive " + name + " cannot refer to itself.");
      }
      JsonNode definition = schema.directives.get(name);
      if (definition == null) {
        throw fault(directive, "Undefined directive " + name + ".");
      }
      if (Ast.list(definition, "Locations").stream()
          .noneMatch(allowed -> allowed.asText().equals(location))) {
        throw fault(directive, "Directive " + name + " is not applicable on " + location + ".");
      }
      arguments(directive, definition);
    }
  }

  private static void arguments(JsonNode directive, JsonNode definition) throws GraphqlException {
    List<JsonNode> given = Ast.list(directive, "Arguments");
    List<JsonNode> known = Ast.list(definition, "Arguments");
    for (JsonNode argument : given) {
      if (Ast.named(known, Ast.name(argument)) == null) {
        throw fault(
            directive,
            "Undefined argument "
                + Ast.name(argument)
                + " for directive "
                + Ast.name(directive)
                + ".");
      }
    }
    for (JsonNode argument : known) {
      JsonNode value = Ast.named(given, Ast.name(argument));
      boolean required = Ast.isNonNull(argument.path("Type")) && !argument.has("DefaultValue");
      if (required && (value == null || Ast.kind(value.path("Value")) == Ast.ValueKind.NULL)) {
        throw fault(
            directive,
            "Argument "
                + Ast.name(argument)
                + " for directive "
                + Ast.name(directive)
                + " cannot be null.");
      }
    }
  }

  private void typeExists(JsonNode typed) throws GraphqlException {
    String name = Ast.typeName(typed.path("Type"));
    if (schema.type(name) == null) {
      throw fault(typed.path("Type"), "Undefined type " + name + ".");
    }
  }

  private static void notReserved(JsonNode named) throws GraphqlException {
    if (Ast.name(named).startsWith("__")) {
      throw fault(
          named,
          "Name \""
              + Ast.name(named)
              + "\" must not begin with \"__\", which is reserved by GraphQL introspection.");
    }
  }

  private static GraphqlException fault(JsonNode at, String message) {
    return GraphqlException.schema(at, message);
  }
}
