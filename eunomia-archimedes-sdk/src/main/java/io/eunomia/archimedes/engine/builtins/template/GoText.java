package io.eunomia.archimedes.engine.builtins.template;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Strings as Go spells and counts them. */
final class GoText {
  private static final int DELETE = 0x7f;

  private GoText() {}

  /** The line of a place, from 1. */
  static int line(String source, int place) {
    return 1 + (int) source.substring(0, place).chars().filter(c -> c == '\n').count();
  }

  /** The bytes before a place on its line. */
  static int column(String source, int place) {
    int start = source.lastIndexOf('\n', place - 1) + 1;
    return bytes(source.substring(start, place)).length;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String codePoint(int codePoint) {
    String named = String.format("U+%04X", codePoint);
    return isPrintable(codePoint) ? named + " '" + Character.toString(codePoint) + "'" : named;
  }

  static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> codePoint == ' ';
      default -> true;
    };
  }

  /** A string literal of Go. */
  static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints().forEach(c -> escape(out, c));
    return out.append('"').toString();
  }

  private static void escape(StringBuilder out, int c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case 7 -> out.append("\\a");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case 11 -> out.append("\\v");
      default -> {
        if (isPrintable(c)) {
          out.appendCodePoint(c);
        } else if (c < ' ' || c == DELETE) {
          out.append(String.format("\\x%02x", c));
        } else {
          out.append(String.format(c < 0x10000 ? "\\u%04x" : "\\U%08x", c));
        }
      }
    }
  }

  /** What a literal of Go, with its quotes, stands for; null if it is damaged. */
  static @Nullable String unquote(String literal) {
    String inner = literal.substring(1, literal.length() - 1);
    if (literal.charAt(0) == '`') {
      return inner.replace("\r", "");
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < inner.length(); i++) {
      char c = inner.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      if (++i == inner.length()) {
        return null;
      }
      char kind = inner.charAt(i);
      int simple = "abfnrtv\\'\"".indexOf(kind);
      if (simple >= 0) {
        out.append("\u0007\b\f\n\r\t\u000b\\'\"".charAt(simple));
        continue;
      }
      int digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 3;
      boolean octal = kind >= '0' && kind <= '7';
      int from = octal ? i : i + 1;
      if ((!octal && digits == 3) || from + digits > inner.length()) {
        return null;
      }
      try {
        out.appendCodePoint(
            Integer.parseUnsignedInt(inner.substring(from, from + digits), octal ? 8 : 16));
      } catch (IllegalArgumentException e) {
        return null;
      }
      i = from + digits - 1;
    }
    return out.toString();
  }
}
