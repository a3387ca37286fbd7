package io.eunomia.rego.parser;

import org.jspecify.annotations.Nullable;

/** The text between quotes: where it ends, and what its escapes mean. */
final class Escapes {
  private Escapes() {}

  /**
   * The offset where quoted text ends: of the quote, of the brace that opens an expression (in a
   * template), or of what makes it wrong.
   */
  static int endOfQuoted(String text, int from, char quote, boolean template) {
    boolean raw = quote == '`';
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == quote || (template && c == '{') || (!raw && c < ' ')) {
        return i;
      }
      if (c == '\\') {
        int length = escapeLength(text, i, raw, template);
        if (length == 0) {
          return i;
        }
        i += length;
      } else {
        i++;
      }
    }
    return i;
  }

  /** What is wrong where quoted text ends, or {@code null} if it ends well. */
  static @Nullable String error(String text, int end, char quote) {
    char c = end < text.length() ? text.charAt(end) : '\n';
    if (c == '\n') {
      return "non-terminated string";
    }
    if (c == quote || c == '{') {
      return null;
    }
    return c == '\\' ? "illegal escape sequence" : "illegal control character in string";
  }

  /** The length of the escape at a backslash; 0 if it is none that is allowed. */
  private static int escapeLength(String text, int at, boolean raw, boolean template) {
    char escaped = at + 1 < text.length() ? text.charAt(at + 1) : '\0';
    if (raw) {
      return template && escaped == '{' ? 2 : 1;
    }
    if (escaped == 'u') {
      for (int i = at + 2; i < at + 6; i++) {
        if (i >= text.length() || Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
          return 0;
        }
      }
      return 6;
    }
    return "\\\"/bfnrt".indexOf(escaped) >= 0 || (template && escaped == '{') ? 2 : 0;
  }

  /** What quoted text says. It must be free of errors. */
  static String unescape(String quoted, boolean raw, boolean template) {
    if (quoted.indexOf('\\') < 0) {
      return quoted;
    }
    StringBuilder out = new StringBuilder(quoted.length());
    int i = 0;
    while (i < quoted.length()) {
      char c = quoted.charAt(i);
      int length = c == '\\' ? escapeLength(quoted, i, raw, template) : 1;
      if (length == 1) {
        out.append(c);
      } else if (length == 6) {
        out.append((char) Integer.parseInt(quoted.substring(i + 2, i + 6), 16));
      } else {
        out.append(unescape(quoted.charAt(i + 1)));
      }
      i += length;
    }
    return withoutLoneSurrogates(out);
  }

  /** Half a character, which only an escape can write, becomes U+FFFD: nothing can encode it. */
  private static String withoutLoneSurrogates(StringBuilder text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        text.setCharAt(i, '\uFFFD');
      }
    }
    return text.toString();
  }

  private static char unescape(char escaped) {
    return switch (escaped) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> escaped;
    };
  }
}
