package io.eunomia.archimedes.engine.builtins.graphql;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Reads documents of type definitions and extensions. */
final class SchemaReader extends Reader {
  private static final Set<String> KEYWORDS =
      Set.of("scalar", "type", "interface", "union", "enum", "input");
  private static final Set<String> LOCATIONS =
      Set.of(
          "QUERY",
          "MUTATION",
          "SUBSCRIPTION",
          "FIELD",
          "FRAGMENT_DEFINITION",
          "FRAGMENT_SPREAD",
          "INLINE_FRAGMENT",
          "VARIABLE_DEFINITION",
          "SCHEMA",
          "SCALAR",
          "OBJECT",
          "FIELD_DEFINITION",
          "ARGUMENT_DEFINITION",
          "INTERFACE",
          "UNION",
          "ENUM",
          "ENUM_VALUE",
          "INPUT_OBJECT",
          "INPUT_FIELD_DEFINITION");

  private SchemaReader(String text) {
    super(text);
  }

  static ObjectNode read(String text) throws GraphqlException {
    return new SchemaReader(text).document();
  }

  private ObjectNode document() throws GraphqlException {
    ObjectNode document = Ast.node(peek());
    ArrayNode schemas = document.putArray("Schema");
    ArrayNode schemaExtensions = document.putArray("SchemaExtension");
    ArrayNode directives = document.putArray("Directives");
    ArrayNode definitions = document.putArray("Definitions");
    ArrayNode extensions = document.putArray("Extensions");
    while (!at(Token.END)) {
      String description = description();
      if (atWord("schema")) {
        schemas.add(schema(description));
      } else if (atWord("directive")) {
        directives.add(directive(description));
      } else if (atWord("extend")) {
        if (!description.isEmpty()) {
          throw unexpected(previous());
        }
        read();
        if (atWord("schema")) {
          schemaExtensions.add(extended(schema("")));
        } else {
          extensions.add(extended(definition("")));
        }
      } else {
        definitions.add(definition(description));
      }
    }
    return document;
  }

  private String description() {
    return peek().isString() ? read().value() : "";
  }

  /** An extension, which must say something. */
  private ObjectNode extended(ObjectNode extension) throws GraphqlException {
    for (String part :
        new String[] {
          "Directives", "OperationTypes", "Interfaces", "Fields", "Types", "EnumValues"
        }) {
      if (!extension.path(part).isEmpty()) {
        return extension;
      }
    }
    throw unexpected(peek());
  }

  private ObjectNode schema(String description) throws GraphqlException {
    read();
    ObjectNode schema = Ast.node(peek()).put("Description", description);
    directives(schema, true);
    some(schema.putArray("OperationTypes"), "{", "}", this::operationType);
    return schema;
  }

  private ObjectNode operationType() throws GraphqlException {
    ObjectNode type = Ast.node(peek());
    Token operation = expect(Token.NAME);
    if (!Set.of("query", "mutation", "subscription").contains(operation.value())) {
      throw unexpected(operation);
    }
    expect(":");
    return type.put("Operation", operation.value()).put("Type", name());
  }

  private ObjectNode definition(String description) throws GraphqlException {
    if (!at(Token.NAME)) {
      throw unexpected(peek());
    }
    Token keyword = peek();
    if (!KEYWORDS.contains(keyword.value())) {
      throw unexpected(keyword);
    }
    read();
    ObjectNode definition = Ast.node(peek()).put("Description", description).put("BuiltIn", false);
    switch (keyword.value()) {
      case "scalar" -> named(definition, "SCALAR", false);
      case "type" -> {
        named(definition, "OBJECT", true);
        some(definition.putArray("Fields"), "{", "}", this::field);
      }
      case "interface" -> {
        named(definition, "INTERFACE", true);
        some(definition.putArray("Fields"), "{", "}", this::field);
      }
      case "union" -> {
        named(definition, "UNION", false);
        if (skip("=")) {
          separated(definition.putArray("Types"), "|");
        }
      }
      case "enum" -> {
        named(definition, "ENUM", false);
        some(definition.putArray("EnumValues"), "{", "}", this::enumValue);
      }
      default -> {
        named(definition, "INPUT_OBJECT", false);
        some(definition.putArray("Fields"), "{", "}", this::inputValue);
      }
    }
    return definition;
  }

  private void named(ObjectNode definition, String kind, boolean implementing)
      throws GraphqlException {
    definition.put("Kind", kind).put("Name", name());
    if (implementing && atWord("implements")) {
      read();
      separated(definition.putArray("Interfaces"), "&");
    }
    directives(definition, true);
  }

  /** Names, with a sign between them and perhaps before the first. */
  private void separated(ArrayNode into, String sign) throws GraphqlException {
    skip(sign);
    do {
      into.add(name());
    } while (skip(sign));
  }

  private ObjectNode field() throws GraphqlException {
    ObjectNode field = described();
    some(field.putArray("Arguments"), "(", ")", this::inputValue);
    expect(":");
    field.set("Type", type());
    directives(field, true);
    return field;
  }

  private ObjectNode described() throws GraphqlException {
    String description = description();
    ObjectNode node = Ast.node(peek()).put("Description", description);
    return node.put("Name", name());
  }

  private ObjectNode inputValue() throws GraphqlException {
    ObjectNode value = described();
    expect(":");
    value.set("Type", type());
    if (skip("=")) {
      value.set("DefaultValue", value(true));
    }
    directives(value, true);
    return value;
  }

  private ObjectNode enumValue() throws GraphqlException {
    ObjectNode value = described();
    directives(value, true);
    return value;
  }

  private ObjectNode directive(String description) throws GraphqlException {
    read();
    expect("@");
    ObjectNode directive = Ast.node(peek()).put("Description", description);
    directive.put("Name", name());
    some(directive.putArray("Arguments"), "(", ")", this::inputValue);
    boolean repeatable = atWord("repeatable");
    if (repeatable) {
      read();
    }
    directive.put("IsRepeatable", repeatable);
    expectWord("on");
    ArrayNode locations = directive.putArray("Locations");
    skip("|");
    do {
      Token location = expect(Token.NAME);
      if (!LOCATIONS.contains(location.value())) {
        throw unexpected(location);
      }
      locations.add(location.value());
    } while (skip("|"));
    return directive;
  }
}
