package io.eunomia.archimedes.engine.builtins.template;

/**
 * A token of a template.
 *
 * @param at where it begins, in characters of the source
 * @param text as it is spelled
 */
record Token(Type type, int at, String text) {
  enum Type {
    TEXT,
    LEFT,
    RIGHT,
    SPACE,
    FIELD,
    VARIABLE,
    IDENTIFIER,
    KEYWORD,
    BOOLEAN,
    NIL,
    DOT,
    NUMBER,
    CHARACTER,
    STRING,
    PIPE,
    OPEN,
    CLOSE,
    DECLARE,
    ASSIGN,
    COMMA,
    END
  }

  /** As Go's messages show a token. */
  @Override
  public String toString() {
    return switch (type) {
      case END -> "EOF";
      case KEYWORD -> "<" + text + ">";
      default ->
          text.length() > 10 ? GoText.quote(text.substring(0, 10)) + "..." : GoText.quote(text);
    };
  }
}
