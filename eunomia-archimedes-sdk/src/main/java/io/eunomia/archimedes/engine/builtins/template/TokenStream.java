package io.eunomia.archimedes.engine.builtins.template;

import io.eunomia.archimedes.engine.builtins.template.Token.Type;
import java.util.List;

/** The tokens of a template, read one after the other. */
final class TokenStream {
  private final String source;
  private final List<Token> tokens;
  private int next;

  TokenStream(String source) throws TemplateException {
    this.source = source;
    this.tokens = Lexer.tokens(source);
  }

  Token peek() {
    return tokens.get(next);
  }

  Token next() {
    Token token = tokens.get(next);
    if (next < tokens.size() - 1) {
      next++;
    }
    return token;
  }

  void back() {
    next--;
  }

  Token peekNonSpace() {
    while (peek().type() == Type.SPACE) {
      next++;
    }
    return peek();
  }

  Token nextNonSpace() {
    peekNonSpace();
    return next();
  }

  /** The token after the next one, spaces aside. */
  Token peekSecond() {
    int second = next + 1;
    while (tokens.get(second).type() == Type.SPACE) {
      second++;
    }
    return tokens.get(second);
  }

  /** The keyword that the action which comes next begins with; empty for none. */
  String keywordInside() {
    if (peek().type() != Type.LEFT) {
      return "";
    }
    Token first = peekSecond();
    return first.type() == Type.KEYWORD ? first.text() : "";
  }

  /** The name of a template, a string. */
  Token name(String context) throws TemplateException {
    Token token = nextNonSpace();
    String name = token.type() == Type.STRING ? GoText.unquote(token.text()) : null;
    if (name == null) {
      throw failure("unexpected " + token + " in " + context);
    }
    return new Token(Type.STRING, token.at(), name);
  }

  /** A failure at the line of the token that was read last. */
  TemplateException failure(String message) {
    int place = tokens.get(Math.max(0, next - 1)).at();
    if (peek().type() == Type.END) {
      place = source.length();
    }
    return new TemplateException(
        "template: template:" + GoText.line(source, place) + ": " + message);
  }
}
