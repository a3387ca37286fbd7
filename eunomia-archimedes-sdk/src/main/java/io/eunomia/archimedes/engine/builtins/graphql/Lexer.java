package io.eunomia.archimedes.engine.builtins.graphql;

/** Cuts a document into tokens, one at a time. Places count code points. */
final class Lexer {
  private static final String SIGNS = "!$&():=@[]{}|";
  private static final int BLANK = ' ';
  private static final String QUOTES = "\"\"\"";

  private final String text;
  private int at;
  private int line = 1;
  private int lineStart;

  Lexer(String text) {
    this.text = text;
  }

  Token next() {
    skipIgnored();
    if (at >= text.length()) {
      return token(Token.END, "", at);
    }
    int start = at;
    char c = text.charAt(at);
    if (SIGNS.indexOf(c) >= 0) {
      at++;
      return token(String.valueOf(c), "", start);
    }
    if (text.startsWith("...", at)) {
      at += 3;
      return token("...", "", start);
    }
    if (isNameStart(c)) {
      while (at < text.length() && (isNameStart(text.charAt(at)) || isDigit(text.charAt(at)))) {
        at++;
      }
      return token(Token.NAME, text.substring(start, at), start);
    }
    if (c == '-' || isDigit(c)) {
      return number();
    }
    if (text.startsWith(QUOTES, at)) {
      return block();
    }
    return c == '"' ? string() : invalid();
  }

  private void skipIgnored() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n' || c == '\r') {
        at += text.startsWith("\r\n", at) ? 2 : 1;
        newLine();
      } else if (c == ' ' || c == '\t' || c == ',' || c == '\uFEFF') {
        at++;
      } else if (c == '#') {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
          at++;
        }
      } else {
        return;
      }
    }
  }

  private void newLine() {
    line++;
    lineStart = at;
  }

  private Token number() {
    int start = at;
    at += text.charAt(at) == '-' ? 1 : 0;
    int first = at;
    if (!digits() || (text.charAt(first) == '0' && at > first + 1)) {
      return invalid();
    }
    boolean whole = true;
    if (at < text.length() && text.charAt(at) == '.') {
      whole = false;
      at++;
      if (!digits()) {
        return invalid();
      }
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      whole = false;
      at++;
      if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
        at++;
      }
      if (!digits()) {
        return invalid();
      }
    }
    return token(whole ? Token.INT : Token.FLOAT, text.substring(start, at), start);
  }

  private boolean digits() {
    int start = at;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at > start;
  }

  private Token string() {
    int start = at + 1;
    StringBuilder value = new StringBuilder();
    for (at = start; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return token(Token.STRING, value.toString(), start);
      }
      if (c < BLANK && c != '\t') {
        return invalid();
      }
      if (c != '\\') {
        value.append(c);
      } else if (!escape(value)) {
        return invalid();
      }
    }
    return invalid();
  }

  private boolean escape(StringBuilder value) {
    at++;
    if (at >= text.length()) {
      return false;
    }
    int simple = "bfnrt\"\\/".indexOf(text.charAt(at));
    if (simple >= 0) {
      value.append("\b\f\n\r\t\"\\/".charAt(simple));
      return true;
    }
    if (text.charAt(at) != 'u' || at + 4 >= text.length()) {
      return false;
    }
    int code = 0;
    for (int i = 1; i <= 4; i++) {
      int digit = Character.digit(text.charAt(at + i), 16);
      if (digit < 0) {
        return false;
      }
      code = code * 16 + digit;
    }
    value.append((char) code);
    at += 4;
    return true;
  }

  private Token block() {
    int start = at + QUOTES.length();
    StringBuilder value = new StringBuilder();
    at = start;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (text.startsWith(QUOTES, at)) {
        at += QUOTES.length();
        return token(Token.BLOCK_STRING, BlockString.value(value.toString()), start);
      }
      if (text.startsWith("\\" + QUOTES, at)) {
        value.append(QUOTES);
        at += 1 + QUOTES.length();
      } else if (c == '\n' || c == '\r') {
        at += text.startsWith("\r\n", at) ? 2 : 1;
        value.append('\n');
        newLine();
      } else if (c < BLANK && c != '\t') {
        return invalid();
      } else {
        value.append(c);
        at++;
      }
    }
    return invalid();
  }

  private Token invalid() {
    int place = at;
    Token token = token(Token.INVALID, "", Math.min(place, text.length()));
    at = text.length();
    return token;
  }

  private Token token(String kind, String value, int start) {
    int column =
        start >= lineStart
            ? text.codePointCount(lineStart, start) + 1
            : 1 - text.codePointCount(start, lineStart);
    return new Token(kind, value, line, column);
  }

  private static boolean isNameStart(char c) {
    return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
