package io.eunomia.rego.parser;

import io.eunomia.rego.ast.Comment;
import io.eunomia.rego.source.SourceText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Text to tokens, in one pass that is linear in the text.
 *
 * <p>It stops at the first illegal token: nothing behind it could be parsed anyway.
 */
final class Lexer {
  private final SourceText source;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private final List<Comment> comments = new ArrayList<>();

  /** The template strings that we are in an expression of, innermost first. */
  private final Deque<Template> templates = new ArrayDeque<>();

  private final boolean templateStrings;
  private int position;
  private int wildcards;
  private boolean space;
  private boolean newline;

  private Lexer(SourceText source, boolean templateStrings) {
    this.source = source;
    this.templateStrings = templateStrings;
    this.text = source.text();
  }

  /**
   * What a text consists of.
   *
   * @param tokens all tokens; the last one is {@link TokenKind#EOF}
   * @param comments all comments
   * @param wildcards how many {@code _} there are; they are named {@code $0}, {@code $1}, …
   */
  record Lexed(List<Token> tokens, List<Comment> comments, int wildcards) {}

  /** A template string that is open: its quote, and how many braces are open in its expression. */
  private static final class Template {
    final char quote;
    int braces;

    Template(char quote) {
      this.quote = quote;
    }
  }

  /** The tokens of a text; without template strings, those are illegal. */
  static Lexed lex(SourceText source, boolean templateStrings) {
    return new Lexer(source, templateStrings).run();
  }

  private Lexed run() {
    boolean legal = true;
    while (legal && skipSpace()) {
      legal = next();
    }
    if (!legal) {
      position = text.length();
    }
    add(TokenKind.EOF, position, null);
    return new Lexed(tokens, comments, wildcards);
  }

  /** Skips white space and comments; false at the end of the text. */
  private boolean skipSpace() {
    space = false;
    newline = false;
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c == '#') {
        comment();
      } else if (c == '\n') {
        newline = true;
        position++;
      } else if (c == ' ' || c == '\t' || c == '\r') {
        position++;
      } else {
        return true;
      }
      space = true;
    }
    return false;
  }

  private void comment() {
    int start = position;
    int end = text.indexOf('\n', start);
    end = end < 0 ? text.length() : end;
    position = end;
    if (text.charAt(end - 1) == '\r') {
      end--;
    }
    comments.add(new Comment(text.substring(start + 1, end), source.span(start, end)));
  }

  /** Reads one token; false if it is illegal. */
  private boolean next() {
    int start = position;
    char c = text.charAt(position);
    if (isLetter(c)) {
      word();
      return true;
    }
    if (isDigit(c)) {
      return number();
    }
    if (c == '"') {
      return string();
    }
    if (c == '`') {
      return rawString();
    }
    if (c == '$' && (peek(1) == '"' || peek(1) == '`')) {
      position += 2;
      if (!templateStrings) {
        return illegal(start, "template strings are not supported by current capabilities");
      }
      return template(start, text.charAt(start + 1), true);
    }
    Template open = templates.peek();
    if (open != null && c == '}' && open.braces == 0) {
      templates.pop();
      position++;
      return template(start, open.quote, false);
    }
    TokenKind kind = punctuation(c);
    if (kind == TokenKind.ILLEGAL) {
      return illegal(start, "illegal token");
    }
    if (open != null) {
      open.braces += kind == TokenKind.LBRACE ? 1 : kind == TokenKind.RBRACE ? -1 : 0;
    }
    add(kind, start, null);
    return true;
  }

  private TokenKind punctuation(char c) {
    boolean equals = peek(1) == '=';
    TokenKind kind =
        switch (c) {
          case '[' -> TokenKind.LBRACK;
          case ']' -> TokenKind.RBRACK;
          case '{' -> TokenKind.LBRACE;
          case '}' -> TokenKind.RBRACE;
          case '(' -> TokenKind.LPAREN;
          case ')' -> TokenKind.RPAREN;
          case ',' -> TokenKind.COMMA;
          case ';' -> TokenKind.SEMICOLON;
          case '.' -> TokenKind.DOT;
          case '+' -> TokenKind.PLUS;
          case '-' -> TokenKind.MINUS;
          case '*' -> TokenKind.TIMES;
          case '/' -> TokenKind.DIVIDE;
          case '%' -> TokenKind.REMAINDER;
          case '&' -> TokenKind.AND;
          case '|' -> TokenKind.OR;
          case ':' -> equals ? TokenKind.ASSIGN : TokenKind.COLON;
          case '=' -> equals ? TokenKind.EQUAL : TokenKind.UNIFY;
          case '<' -> equals ? TokenKind.LESS_EQUAL : TokenKind.LESS;
          case '>' -> equals ? TokenKind.GREATER_EQUAL : TokenKind.GREATER;
          case '!' -> equals ? TokenKind.NOT_EQUAL : TokenKind.ILLEGAL;
          default -> TokenKind.ILLEGAL;
        };
    position += equals && ":=<>!".indexOf(c) >= 0 ? 2 : 1;
    return kind;
  }

  private void word() {
    int start = position;
    while (position < text.length() && isWordPart(text.charAt(position))) {
      position++;
    }
    String word = text.substring(start, position);
    TokenKind keyword = TokenKind.keyword(word);
    if (keyword != null) {
      add(keyword, start, word);
    } else {
      add(TokenKind.IDENT, start, word.equals("_") ? "$" + wildcards++ : word);
    }
  }

  private boolean number() {
    int start = position;
    skipDigits();
    if (peek(0) == '.') {
      position++;
      if (!skipDigits()) {
        return illegal(start, "expected fraction");
      }
    }
    if (peek(0) == 'e' || peek(0) == 'E') {
      position++;
      if (peek(0) == '+' || peek(0) == '-') {
        position++;
      }
      if (!skipDigits()) {
        return illegal(start, "expected exponent");
      }
    }
    if (isLetter(peek(0))) {
      while (isWordPart(peek(0))) {
        position++;
      }
      return illegal(start, "illegal number format");
    }
    add(TokenKind.NUMBER, start, null);
    return true;
  }

  private boolean skipDigits() {
    int start = position;
    while (isDigit(peek(0))) {
      position++;
    }
    return position > start;
  }

  private boolean string() {
    int start = position++;
    position = Escapes.endOfQuoted(text, position, '"', false);
    String error = Escapes.error(text, position, '"');
    if (error != null) {
      return illegal(start, error);
    }
    position++;
    add(TokenKind.STRING, start, null);
    return true;
  }

  private boolean rawString() {
    int start = position;
    int end = text.indexOf('`', start + 1);
    if (end < 0) {
      position = text.length();
      return illegal(start, "non-terminated string");
    }
    position = end + 1;
    add(TokenKind.STRING, start, null);
    return true;
  }

  /** Reads text of a template string up to the next expression or the end. */
  private boolean template(int start, char quote, boolean first) {
    position = Escapes.endOfQuoted(text, position, quote, true);
    String error = Escapes.error(text, position, quote);
    if (error != null) {
      return illegal(start, error);
    }
    boolean ends = text.charAt(position++) == quote;
    if (ends) {
      add(first ? TokenKind.TEMPLATE_WHOLE : TokenKind.TEMPLATE_TAIL, start, null);
    } else {
      templates.push(new Template(quote));
      add(first ? TokenKind.TEMPLATE_HEAD : TokenKind.TEMPLATE_MIDDLE, start, null);
    }
    return true;
  }

  private boolean illegal(int start, String error) {
    add(TokenKind.ILLEGAL, start, error);
    return false;
  }

  private void add(TokenKind kind, int start, @Nullable String tokenText) {
    tokens.add(new Token(kind, start, position, space, newline, tokenText));
  }

  private char peek(int ahead) {
    return position + ahead < text.length() ? text.charAt(position + ahead) : '\0';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordPart(char c) {
    return isLetter(c) || isDigit(c);
  }
}
