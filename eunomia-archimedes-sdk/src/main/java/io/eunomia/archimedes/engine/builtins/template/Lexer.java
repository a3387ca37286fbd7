package io.eunomia.archimedes.engine.builtins.template;

import io.eunomia.archimedes.engine.builtins.template.Token.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cuts a template into tokens; markers that trim the text around them are applied here. */
final class Lexer {
  private static final String LEFT = "{{";
  private static final String RIGHT = "}}";
  private static final String SPACES = " \t\r\n";
  private static final Set<String> KEYWORDS =
      Set.of(
          "block", "break", "continue", "define", "else", "end", "if", "range", "template", "with");

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int parentheses;
  private boolean trimNext;

  private Lexer(String source) {
    this.source = source;
  }

  static List<Token> tokens(String source) throws TemplateException {
    Lexer lexer = new Lexer(source);
    lexer.run();
    return lexer.tokens;
  }

  private void run() throws TemplateException {
    while (true) {
      int left = source.indexOf(LEFT, at);
      text(left < 0 ? source.length() : left, left >= 0 && trimsBefore(left));
      if (left < 0) {
        break;
      }
      int inside = left + LEFT.length() + (trimsBefore(left) ? 1 : 0);
      int content = trimsBefore(left) ? skipSpaces(inside) : inside;
      if (source.startsWith("/*", content)) {
        comment(content);
      } else {
        tokens.add(new Token(Type.LEFT, left, LEFT));
        at = inside;
        action();
      }
    }
    tokens.add(new Token(Type.END, source.length(), ""));
  }

  private boolean trimsBefore(int left) {
    int next = left + LEFT.length();
    return source.startsWith("-", next)
        && next + 1 < source.length()
        && SPACES.indexOf(source.charAt(next + 1)) >= 0;
  }

  private boolean trimsAfter(int place) {
    return place + 1 < source.length()
        && SPACES.indexOf(source.charAt(place)) >= 0
        && source.startsWith("-" + RIGHT, place + 1);
  }

  private int skipSpaces(int from) {
    int next = from;
    while (next < source.length() && SPACES.indexOf(source.charAt(next)) >= 0) {
      next++;
    }
    return next;
  }

  private void text(int end, boolean trimEnd) {
    int from = trimNext ? Math.min(skipSpaces(at), end) : at;
    int to = end;
    while (trimEnd && to > from && SPACES.indexOf(source.charAt(to - 1)) >= 0) {
      to--;
    }
    if (to > from) {
      tokens.add(new Token(Type.TEXT, from, source.substring(from, to)));
    }
    trimNext = false;
    at = end;
  }

  private void comment(int from) throws TemplateException {
    int end = source.indexOf("*/", from + 2);
    if (end < 0) {
      throw failure(from, "unclosed comment");
    }
    int after = end + 2;
    if (trimsAfter(after)) {
      trimNext = true;
      after += 2;
    }
    if (!source.startsWith(RIGHT, after)) {
      throw failure(from, "comment ends before closing delimiter");
    }
    at = after + RIGHT.length();
  }

  private void action() throws TemplateException {
    parentheses = 0;
    while (true) {
      if (at >= source.length()) {
        throw failure(at, "unclosed action");
      }
      boolean trims = trimsAfter(at);
      int close = trims ? at + 2 : at;
      if (source.startsWith(RIGHT, close)) {
        if (parentheses > 0) {
          throw failure(at, "unclosed left paren");
        }
        tokens.add(new Token(Type.RIGHT, close, RIGHT));
        trimNext = trims;
        at = close + RIGHT.length();
        return;
      }
      next();
    }
  }

  private void next() throws TemplateException {
    char c = source.charAt(at);
    char following = at + 1 < source.length() ? source.charAt(at + 1) : '\0';
    if (SPACES.indexOf(c) >= 0) {
      int end = at;
      // The space of a trim marker belongs to the marker.
      while (end < source.length() && SPACES.indexOf(source.charAt(end)) >= 0 && !trimsAfter(end)) {
        end++;
      }
      add(Type.SPACE, end);
    } else if (c == '.' && !isDigit(following)) {
      int end = word(at + 1);
      add(end == at + 1 ? Type.DOT : Type.FIELD, end);
    } else if (c == '$') {
      add(Type.VARIABLE, word(at + 1));
    } else if (isDigit(c) || c == '.' || ((c == '+' || c == '-') && startsNumber(at + 1))) {
      number();
    } else if (Character.isLetter(c) || c == '_') {
      identifier();
    } else {
      symbol(c);
    }
  }

  private void symbol(char c) throws TemplateException {
    switch (c) {
      case '"', '\'' -> quoted(c);
      case '`' -> {
        int end = source.indexOf('`', at + 1);
        if (end < 0) {
          throw failure(at, "unterminated raw quoted string");
        }
        add(Type.STRING, end + 1);
      }
      case '|' -> add(Type.PIPE, at + 1);
      case ',' -> add(Type.COMMA, at + 1);
      case '=' -> add(Type.ASSIGN, at + 1);
      case ':' -> {
        if (!source.startsWith(":=", at)) {
          throw failure(at, "expected :=");
        }
        add(Type.DECLARE, at + 2);
      }
      case '(' -> {
        parentheses++;
        add(Type.OPEN, at + 1);
      }
      case ')' -> {
        if (--parentheses < 0) {
          throw failure(at, "unexpected right paren");
        }
        add(Type.CLOSE, at + 1);
      }
      default ->
          throw failure(
              at, "unrecognized character in action: " + GoText.codePoint(source.codePointAt(at)));
    }
  }

  private void quoted(char quote) throws TemplateException {
    int end = at + 1;
    while (end < source.length() && source.charAt(end) != quote && source.charAt(end) != '\n') {
      end += source.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= source.length() || source.charAt(end) == '\n') {
      throw failure(
          at, quote == '"' ? "unterminated quoted string" : "unterminated character constant");
    }
    add(quote == '"' ? Type.STRING : Type.CHARACTER, end + 1);
  }

  private void number() throws TemplateException {
    int end = at + 1;
    while (end < source.length()) {
      char c = source.charAt(end);
      boolean sign = (c == '+' || c == '-') && "eEpP".indexOf(source.charAt(end - 1)) >= 0;
      if (!Character.isLetterOrDigit(c) && c != '_' && c != '.' && !sign) {
        break;
      }
      end++;
    }
    add(Type.NUMBER, end);
  }

  private void identifier() throws TemplateException {
    int end = word(at);
    String word = source.substring(at, end);
    if (end < source.length()
        && (SPACES + ".,|:()=").indexOf(source.charAt(end)) < 0
        && !source.startsWith(RIGHT, end)) {
      throw failure(end, "bad character " + GoText.codePoint(source.codePointAt(end)));
    }
    Type type =
        switch (word) {
          case "true", "false" -> Type.BOOLEAN;
          case "nil" -> Type.NIL;
          default -> KEYWORDS.contains(word) ? Type.KEYWORD : Type.IDENTIFIER;
        };
    add(type, end);
  }

  private int word(int from) {
    int end = from;
    while (end < source.length()
        && (Character.isLetterOrDigit(source.charAt(end)) || source.charAt(end) == '_')) {
      end++;
    }
    return end;
  }

  private boolean startsNumber(int place) {
    return place < source.length()
        && (isDigit(source.charAt(place)) || source.charAt(place) == '.');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private void add(Type type, int end) {
    tokens.add(new Token(type, at, source.substring(at, end)));
    at = end;
  }

  private TemplateException failure(int place, String message) {
    return new TemplateException(
        "template: template:" + GoText.line(source, place) + ": " + message);
  }
}
