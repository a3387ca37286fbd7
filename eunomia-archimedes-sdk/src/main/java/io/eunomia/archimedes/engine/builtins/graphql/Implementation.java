package io.eunomia.archimedes.engine.builtins.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Whether a type has all that an interface asks of it. */
final class Implementation {
  private final Schema schema;
  private final JsonNode type;
  private final String interfaceName;
  private final String intro;

  Implementation(Schema schema, JsonNode type, String interfaceName) {
    this.schema = schema;
    this.type = type;
    this.interfaceName = interfaceName;
    this.intro = "For " + Ast.name(type) + " to implement " + interfaceName;
  }

  void check() throws GraphqlException {
    JsonNode of = schema.type(interfaceName);
    if (of == null) {
      throw fault("Undefined type \"" + interfaceName + "\".");
    }
    if (!Schema.kind(of).equals("INTERFACE")) {
      throw fault("\"" + interfaceName + "\" is a non interface type " + Schema.kind(of) + ".");
    }
    for (JsonNode required : Ast.list(of, "Fields")) {
      JsonNode field = Ast.named(Ast.list(type, "Fields"), Ast.name(required));
      if (field == null) {
        throw fault(intro + " it must have a field called " + Ast.name(required) + ".");
      }
      if (!covers(required.path("Type"), field.path("Type"))) {
        throw fault(
            intro
                + " the field "
                + Ast.name(required)
                + " must have type "
                + Ast.type(required.path("Type"))
                + ".");
      }
      arguments(required, field);
    }
    ancestors(of);
  }

  private void arguments(JsonNode required, JsonNode field) throws GraphqlException {
    List<JsonNode> has = Ast.list(field, "Arguments");
    List<JsonNode> wants = Ast.list(required, "Arguments");
    String same = intro + " the field " + Ast.name(required) + " must have the same arguments but ";
    for (JsonNode argument : wants) {
      JsonNode found = Ast.named(has, Ast.name(argument));
      if (found == null) {
        throw fault(same + "it is missing " + Ast.name(argument) + ".");
      }
      if (!Ast.type(argument.path("Type")).equals(Ast.type(found.path("Type")))) {
        throw fault(same + Ast.name(argument) + " has the wrong type.");
      }
    }
    for (JsonNode argument : has) {
      boolean demanded = Ast.isNonNull(argument.path("Type")) && !argument.has("DefaultValue");
      if (demanded && Ast.named(wants, Ast.name(argument)) == null) {
        throw fault(
            intro
                + " any additional arguments on "
                + Ast.name(field)
                + " must be optional or have a default value but "
                + Ast.name(argument)
                + " is required.");
      }
    }
  }

  private void ancestors(JsonNode of) throws GraphqlException {
    List<String> own = Ast.list(type, "Interfaces").stream().map(JsonNode::asText).toList();
    for (JsonNode ancestor : Ast.list(of, "Interfaces")) {
      String name = ancestor.asText();
      if (name.equals(Ast.name(type))) {
        throw fault(
            "Type "
                + name
                + " cannot implement "
                + interfaceName
                + " because it would create a circular reference.");
      }
      if (!own.contains(name)) {
        throw fault(
            "Type "
                + Ast.name(type)
                + " must implement "
                + name
                + " because it is implemented by "
                + interfaceName
                + ".");
      }
    }
  }

  /** Whether every value of a type is one of the type that is asked for. */
  private boolean covers(JsonNode required, JsonNode actual) {
    if (Ast.isNonNull(required) && !Ast.isNonNull(actual)) {
      return false;
    }
    if (required.has("Elem") || actual.has("Elem")) {
      return required.has("Elem")
          && actual.has("Elem")
          && covers(required.path("Elem"), actual.path("Elem"));
    }
    String name = Ast.typeName(required);
    String given = Ast.typeName(actual);
    if (name.equals(given) || schema.possible(name).contains(given)) {
      return true;
    }
    JsonNode givenType = schema.type(given);
    return givenType != null
        && Ast.list(givenType, "Interfaces").stream().anyMatch(i -> i.asText().equals(name));
  }

  private GraphqlException fault(String message) {
    return GraphqlException.schema(type, message);
  }
}
