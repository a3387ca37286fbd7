package io.eunomia.rego.parser;

import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Severity;
import io.eunomia.rego.source.SourceText;
import io.eunomia.rego.source.Span;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tokens of a text and a place between them, which can be gone back to. */
final class TokenStream {
  private final SourceText source;
  private final List<Token> tokens;
  private final boolean keywordsInRefs;
  private final Set<TokenKind> inactive = EnumSet.noneOf(TokenKind.class);
  private int index;
  private int depth;
  private int wildcards;

  TokenStream(SourceText source, Lexer.Lexed lexed, boolean keywordsInRefs) {
    this.source = source;
    this.keywordsInRefs = keywordsInRefs;
    this.tokens = lexed.tokens();
    this.wildcards = lexed.wildcards();
  }

  SourceText source() {
    return source;
  }

  /** The next token. */
  Token peek() {
    return tokens.get(index);
  }

  /** The token after the next one. */
  Token peekSecond() {
    return tokens.get(Math.min(index + 1, tokens.size() - 1));
  }

  /** The kind of the next token; a keyword that is not known here is an identifier. */
  TokenKind kind() {
    TokenKind kind = peek().kind();
    return inactive.contains(kind) ? TokenKind.IDENT : kind;
  }

  boolean at(TokenKind kind) {
    return kind() == kind;
  }

  /** Takes the next token. The end of the text is never passed. */
  Token take() {
    Token taken = peek();
    if (index < tokens.size() - 1) {
      index++;
    }
    return taken;
  }

  boolean accept(TokenKind kind) {
    if (!at(kind)) {
      return false;
    }
    take();
    return true;
  }

  int mark() {
    return index;
  }

  void reset(int mark) {
    index = mark;
  }

  /** From the token at a mark to the last token that was taken. */
  Span spanFrom(int mark) {
    int start = tokens.get(mark).start();
    return source.span(start, index > mark ? tokens.get(index - 1).end() : start);
  }

  Span span(Token token) {
    return source.span(token.start(), token.end());
  }

  /** The white space behind a token; of a line break, what is below it. */
  Span spaceAfter(Token token) {
    int end = token.end();
    int start = source.text().charAt(end) == '\n' ? end + 1 : end;
    return source.span(start, start);
  }

  String text(Token token) {
    return source.text().substring(token.start(), token.end());
  }

  /** A name as refs may have it: an identifier, or a keyword where that is allowed. */
  boolean atRefName() {
    return at(TokenKind.IDENT) || (keywordsInRefs && kind().isKeyword());
  }

  /** A keyword that starts a ref: {@code not.allowed}, {@code if["x"]}. */
  boolean atKeywordRef() {
    Token second = peekSecond();
    return keywordsInRefs
        && kind().isKeyword()
        && !second.spaceBefore()
        && (second.kind() == TokenKind.DOT || second.kind() == TokenKind.LBRACK);
  }

  /**
   * The keyword where it continues what stands before it: not where it starts a ref on its own, as
   * in {@code else.allowed := 1} below another rule.
   */
  boolean atContinuing(TokenKind keyword) {
    return at(keyword)
        && !(atKeywordRef() && (keyword == TokenKind.ELSE || peekSecond().kind() == TokenKind.DOT));
  }

  /** A name for one more wildcard. */
  String freshWildcard() {
    return "$" + wildcards++;
  }

  void deactivate(TokenKind keyword) {
    inactive.add(keyword);
  }

  void activate(TokenKind keyword) {
    inactive.remove(keyword);
  }

  /** One level deeper; must be paired with {@link #leave}. */
  void enter() {
    if (++depth > RegoParser.MAX_DEPTH) {
      depth--;
      throw failure(
          span(peek()), "nested too deeply: more than " + RegoParser.MAX_DEPTH + " levels");
    }
  }

  void leave() {
    depth--;
  }

  /** The next token cannot stand here. */
  ParseFailure unexpected() {
    return unexpected("");
  }

  /** The next token cannot stand here; the note says what could. */
  ParseFailure unexpected(String note) {
    Token token = peek();
    TokenKind kind = kind();
    Token before = index == 0 ? null : tokens.get(index - 1);
    String hint =
        kind == token.kind() ? Hints.of(source, before, token) : Hints.ofInactive(token.kind());
    if (kind == TokenKind.ILLEGAL) {
      return failure(span(token), Objects.requireNonNull(token.text()), hint);
    }
    String what = "unexpected " + kind.text + (kind.isKeyword() ? " keyword" : " token");
    return failure(span(token), note.isEmpty() ? what : what + ": " + note, hint);
  }

  static ParseFailure failure(Span span, String message) {
    return failure(span, message, null);
  }

  /** A failure with a hint, if there is one. */
  static ParseFailure failure(Span span, String message, @Nullable String hint) {
    return new ParseFailure(
        new Diagnostic(RegoParser.PARSE_ERROR, Severity.ERROR, span, message, hint));
  }
}
