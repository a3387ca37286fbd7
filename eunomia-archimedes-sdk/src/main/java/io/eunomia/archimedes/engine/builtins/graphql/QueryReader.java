package io.eunomia.archimedes.engine.builtins.graphql;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads documents of operations and fragments. */
final class QueryReader extends Reader {
  private QueryReader(String text) {
    super(text);
  }

  static ObjectNode read(String text) throws GraphqlException {
    return new QueryReader(text).document();
  }

  private ObjectNode document() throws GraphqlException {
    ObjectNode document = Ast.node(peek());
    ArrayNode operations = document.putArray("Operations");
    ArrayNode fragments = document.putArray("Fragments");
    while (!at(Token.END)) {
      if (at("{") || atWord("query") || atWord("mutation") || atWord("subscription")) {
        operations.add(operation());
      } else if (atWord("fragment")) {
        fragments.add(fragmentDefinition());
      } else {
        throw unexpected(peek());
      }
    }
    return document;
  }

  private ObjectNode operation() throws GraphqlException {
    ObjectNode operation = Ast.node(peek());
    boolean brief = at("{");
    operation.put("Operation", brief ? "query" : read().value());
    operation.put("Name", (!brief && at(Token.NAME)) ? read().value() : "");
    if (!brief) {
      many(operation.putArray("VariableDefinitions"), "(", ")", this::variableDefinition);
      directives(operation, false);
    }
    selections(operation);
    return operation;
  }

  private ObjectNode variableDefinition() throws GraphqlException {
    ObjectNode definition = Ast.node(peek());
    definition.put("Variable", variable()).put("Used", false);
    expect(":");
    definition.set("Type", type());
    if (skip("=")) {
      definition.set("DefaultValue", value(true));
    }
    directives(definition, false);
    return definition;
  }

  private ObjectNode fragmentDefinition() throws GraphqlException {
    ObjectNode fragment = Ast.node(read());
    fragment.put("Name", fragmentName());
    many(fragment.putArray("VariableDefinition"), "(", ")", this::variableDefinition);
    expectWord("on");
    fragment.put("TypeCondition", name());
    directives(fragment, false);
    selections(fragment);
    return fragment;
  }

  private String fragmentName() throws GraphqlException {
    if (atWord("on")) {
      throw unexpected(peek());
    }
    return name();
  }

  private void selections(ObjectNode into) throws GraphqlException {
    if (!at("{")) {
      throw failure(peek(), "Expected {, found " + peek().kind());
    }
    some(into.putArray("SelectionSet"), "{", "}", this::selection);
  }

  private ObjectNode selection() throws GraphqlException {
    return at("...") ? fragment() : field();
  }

  private ObjectNode field() throws GraphqlException {
    ObjectNode field = Ast.node(peek());
    String alias = name();
    field.put("Alias", alias).put("Name", skip(":") ? name() : alias);
    arguments(field, false);
    directives(field, false);
    if (at("{")) {
      selections(field);
    }
    return field;
  }

  private ObjectNode fragment() throws GraphqlException {
    read();
    ObjectNode fragment = Ast.node(peek());
    if (at(Token.NAME) && !atWord("on")) {
      fragment.put("Name", name());
      directives(fragment, false);
      return fragment;
    }
    fragment.put("TypeCondition", "");
    if (atWord("on")) {
      read();
      fragment.put("TypeCondition", name());
    }
    directives(fragment, false);
    selections(fragment);
    return fragment;
  }
}
