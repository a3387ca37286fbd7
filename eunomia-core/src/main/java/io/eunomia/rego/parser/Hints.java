package io.eunomia.rego.parser;

import io.eunomia.rego.source.SourceText;
import org.jspecify.annotations.Nullable;

/** What to do about a token that cannot stand where it does: mostly habits of other languages. */
final class Hints {
  private Hints() {}

  /**
   * A hint for a token.
   *
   * @param before the token before it, or {@code null} if it is the first one
   */
  static @Nullable String of(SourceText source, @Nullable Token before, Token token) {
    TokenKind last = before == null ? TokenKind.EOF : before.kind();
    return switch (token.kind()) {
      case ILLEGAL -> ofIllegal(source.text().charAt(token.start()));
      case AND ->
          last == TokenKind.AND
              ? "what must all hold stands on lines of its own, or is separated by semicolons"
              : null;
      case OR ->
          last == TokenKind.OR ? "what suffices by itself is one more rule of the same name" : null;
      case SEMICOLON -> "a semicolon separates conditions within braces: if { ...; ... }";
      default -> null;
    };
  }

  /** A hint for a keyword that is a name here, as it was not imported. */
  static String ofInactive(TokenKind keyword) {
    return "%1$s is a keyword of Rego v0 only after: import future.keywords.%1$s"
        .formatted(keyword.text);
  }

  private static @Nullable String ofIllegal(char first) {
    return switch (first) {
      case '\'' -> "strings are written in double quotes, or in backquotes";
      case '!' -> "negation is written not";
      case '?' -> "there is no conditional expression: give each case a rule, or an else";
      default -> null;
    };
  }
}
