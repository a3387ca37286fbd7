package io.eunomia.archimedes.engine.builtins.template;

import io.eunomia.archimedes.engine.builtins.template.Token.Type;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What literals stand for: a boolean, a long, a double or a string. */
final class Literals {
  private Literals() {}

  /** The value, or null if the literal is damaged. */
  static @Nullable Object value(Token token) {
    return switch (token.type()) {
      case BOOLEAN -> token.text().equals("true");
      case STRING -> GoText.unquote(token.text());
      case CHARACTER -> character(token.text());
      default -> number(token.text());
    };
  }

  static String complaint(Token token) {
    return token.type() == Type.CHARACTER
        ? "malformed character constant: " + token.text()
        : token.type() == Type.STRING
            ? "invalid syntax"
            : "bad number syntax: " + GoText.quote(token.text());
  }

  private static @Nullable Object character(String text) {
    String inner = GoText.unquote(text);
    return inner == null || inner.codePointCount(0, inner.length()) != 1
        ? null
        : (Object) (long) inner.codePointAt(0);
  }

  private static @Nullable Object number(String text) {
    String digits = text.replace("_", "").toLowerCase(Locale.ROOT);
    boolean negative = digits.startsWith("-");
    String bare = negative || digits.startsWith("+") ? digits.substring(1) : digits;
    try {
      if (bare.startsWith("0x") && !bare.contains("p") && !bare.contains(".")) {
        return Long.parseLong((negative ? "-" : "") + bare.substring(2), 16);
      }
      if (bare.startsWith("0b")) {
        return Long.parseLong((negative ? "-" : "") + bare.substring(2), 2);
      }
      if (bare.startsWith("0o")) {
        return Long.parseLong((negative ? "-" : "") + bare.substring(2), 8);
      }
      if (bare.matches("0[0-7]+")) {
        return Long.parseLong((negative ? "-" : "") + bare, 8);
      }
      if (bare.matches("\\d+")) {
        return Long.parseLong((negative ? "-" : "") + bare);
      }
      if (bare.matches("(\\d+\\.?\\d*|\\.\\d+)(e[+-]?\\d+)?|0x[0-9a-f]*\\.?[0-9a-f]*p[+-]?\\d+")) {
        double number = Double.parseDouble((negative ? "-" : "") + bare);
        return Double.isInfinite(number) ? null : (Object) number;
      }
      return null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
