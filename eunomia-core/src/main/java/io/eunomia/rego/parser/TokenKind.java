package io.eunomia.rego.parser;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a token can be. The text is what messages call it; for a keyword, the keyword. */
enum TokenKind {
  EOF("eof"),
  ILLEGAL("illegal"),
  IDENT("identifier"),
  NUMBER("number"),
  STRING("string"),
  /** {@code $"text"}. */
  TEMPLATE_WHOLE("string"),
  /** <code>$"text{</code>. */
  TEMPLATE_HEAD("string"),
  /** <code>}text{</code>. */
  TEMPLATE_MIDDLE("}"),
  /** <code>}text"</code>. */
  TEMPLATE_TAIL("}"),

  LBRACK("["),
  RBRACK("]"),
  LBRACE("{"),
  RBRACE("}"),
  LPAREN("("),
  RPAREN(")"),
  COMMA(","),
  COLON(":"),
  SEMICOLON(";"),
  DOT("."),
  ASSIGN("assign"),
  UNIFY("eq"),
  EQUAL("equal"),
  NOT_EQUAL("neq"),
  LESS("lt"),
  LESS_EQUAL("lte"),
  GREATER("gt"),
  GREATER_EQUAL("gte"),
  PLUS("plus"),
  MINUS("minus"),
  TIMES("mul"),
  DIVIDE("div"),
  REMAINDER("rem"),
  AND("and"),
  OR("or"),

  AS("as"),
  DEFAULT("default"),
  ELSE("else"),
  FALSE("false"),
  IMPORT("import"),
  NOT("not"),
  NULL("null"),
  PACKAGE("package"),
  SOME("some"),
  TRUE("true"),
  WITH("with"),
  CONTAINS("contains"),
  EVERY("every"),
  IF("if"),
  IN("in");

  private static final Map<String, TokenKind> KEYWORDS =
      Arrays.stream(values())
          .filter(TokenKind::isKeyword)
          .collect(Collectors.toMap(k -> k.text, Function.identity()));

  final String text;

  TokenKind(String text) {
    this.text = text;
  }

  /** The keyword of the given spelling, or {@code null}. */
  static @Nullable TokenKind keyword(String spelling) {
    return KEYWORDS.get(spelling);
  }

  boolean isKeyword() {
    return compareTo(AS) >= 0;
  }

  /** Whether this is a keyword that v0 modules must import before they can use it. */
  boolean isFutureKeyword() {
    return compareTo(CONTAINS) >= 0;
  }

  /** Whether this token can go on with a term that it touches. */
  boolean continuesRef() {
    return this == DOT || this == LBRACK || this == LPAREN;
  }
}
