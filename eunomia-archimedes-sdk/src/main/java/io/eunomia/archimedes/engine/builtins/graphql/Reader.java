package io.eunomia.archimedes.engine.builtins.graphql;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What queries and schemas have in common: names, values, types, directives. */
class Reader {
  private static final int MAX_DEPTH = 100;

  /** Reads one element of a list. */
  @FunctionalInterface
  interface Element {
    ObjectNode read() throws GraphqlException;
  }

  private final Lexer lexer;
  private Token next;
  private Token previous;
  private int depth;

  Reader(String text) {
    lexer = new Lexer(text);
    next = lexer.next();
    previous = next;
  }

  final Token peek() {
    return next;
  }

  /** The token that was read last. */
  final Token previous() {
    return previous;
  }

  final boolean at(String kind) {
    return next.is(kind);
  }

  final boolean atWord(String word) {
    return next.is(Token.NAME) && next.value().equals(word);
  }

  final Token read() {
    previous = next;
    next = lexer.next();
    return previous;
  }

  final boolean skip(String kind) {
    if (!next.is(kind)) {
      return false;
    }
    read();
    return true;
  }

  final Token expect(String kind) throws GraphqlException {
    if (!next.is(kind)) {
      throw failure(next, "Expected " + kind + ", found " + next.kind());
    }
    return read();
  }

  final void expectWord(String word) throws GraphqlException {
    if (!atWord(word)) {
      throw failure(next, "Expected \"" + word + "\", found " + next);
    }
    read();
  }

  final GraphqlException unexpected(Token token) {
    return failure(token, "Unexpected " + token);
  }

  final GraphqlException failure(Token token, String message) {
    return new GraphqlException(token.line(), token.column(), message);
  }

  final String name() throws GraphqlException {
    return expect(Token.NAME).value();
  }

  /** Elements between brackets, none if there is no bracket. */
  final void many(ArrayNode into, String open, String close, Element element)
      throws GraphqlException {
    if (skip(open)) {
      descend();
      while (!at(close)) {
        into.add(element.read());
      }
      depth--;
      read();
    }
  }

  /** The same, but brackets with nothing between them are an error. */
  final void some(ArrayNode into, String open, String close, Element element)
      throws GraphqlException {
    if (at(open)) {
      read();
      if (at(close)) {
        throw failure(peek(), "expected at least one definition, found " + peek().kind());
      }
      descend();
      while (!at(close)) {
        into.add(element.read());
      }
      depth--;
      read();
    }
  }

  private void descend() throws GraphqlException {
    if (++depth > MAX_DEPTH) {
      throw failure(peek(), "Nested more than " + MAX_DEPTH + " deep");
    }
  }

  final ObjectNode type() throws GraphqlException {
    ObjectNode type = Ast.node(peek());
    if (at("[")) {
      descend();
      read();
      type.put("NamedType", "");
      type.set("Elem", type());
      expect("]");
      depth--;
    } else {
      type.put("NamedType", name());
    }
    return type.put("NonNull", skip("!"));
  }

  final void directives(ObjectNode into, boolean constant) throws GraphqlException {
    ArrayNode directives = into.putArray("Directives");
    while (skip("@")) {
      ObjectNode directive = Ast.node(peek());
      directive.put("Name", name()).put("Location", "");
      arguments(directive, constant);
      directives.add(directive);
    }
  }

  final void arguments(ObjectNode into, boolean constant) throws GraphqlException {
    some(into.putArray("Arguments"), "(", ")", () -> argument(constant));
  }

  private ObjectNode argument(boolean constant) throws GraphqlException {
    ObjectNode argument = Ast.node(peek());
    argument.put("Name", name());
    expect(":");
    argument.set("Value", value(constant));
    return argument;
  }

  final String variable() throws GraphqlException {
    expect("$");
    return name();
  }

  /** A value; a constant one has no variables in it. */
  final ObjectNode value(boolean constant) throws GraphqlException {
    Token token = peek();
    ObjectNode value = Ast.node(token).put("ExpectedTypeHasDefault", false).put("Raw", "");
    switch (token.kind()) {
      case "[" -> {
        value.put("Kind", Ast.ValueKind.LIST);
        many(
            value.putArray("Children"),
            "[",
            "]",
            () -> {
              ObjectNode child = Ast.node(peek()).put("Name", "");
              child.set("Value", value(constant));
              return child;
            });
      }
      case "{" -> {
        value.put("Kind", Ast.ValueKind.OBJECT);
        many(value.putArray("Children"), "{", "}", () -> argument(constant));
      }
      case "$" -> {
        if (constant) {
          throw unexpected(token);
        }
        value.put("Kind", Ast.ValueKind.VARIABLE).put("Raw", variable());
      }
      default -> {
        value.put("Kind", scalar(token)).put("Raw", token.value());
        read();
      }
    }
    return value;
  }

  private int scalar(Token token) throws GraphqlException {
    return switch (token.kind()) {
      case Token.INT -> Ast.ValueKind.INT;
      case Token.FLOAT -> Ast.ValueKind.FLOAT;
      case Token.STRING -> Ast.ValueKind.STRING;
      case Token.BLOCK_STRING -> Ast.ValueKind.BLOCK;
      case Token.NAME ->
          switch (token.value()) {
            case "true", "false" -> Ast.ValueKind.BOOLEAN;
            case "null" -> Ast.ValueKind.NULL;
            default -> Ast.ValueKind.ENUM;
          };
      default -> throw unexpected(token);
    };
  }
}
