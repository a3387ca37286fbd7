package io.eunomia.rego.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.rego.source.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexerTest {
  @Test
  void whenWordsAreRead_thenKeywordsAreKnown() {
    assertThat(kinds("every x_1 in input if contains Not not"))
        .containsExactly(
            TokenKind.EVERY,
            TokenKind.IDENT,
            TokenKind.IN,
            TokenKind.IDENT,
            TokenKind.IF,
            TokenKind.CONTAINS,
            TokenKind.IDENT,
            TokenKind.NOT,
            TokenKind.EOF);
  }

  @Test
  void whenSignsAreRead_thenTheLongestIsTaken() {
    assertThat(kinds(":= : == = != <= < >= > + - * / % & |"))
        .containsExactly(
            TokenKind.ASSIGN,
            TokenKind.COLON,
            TokenKind.EQUAL,
            TokenKind.UNIFY,
            TokenKind.NOT_EQUAL,
            TokenKind.LESS_EQUAL,
            TokenKind.LESS,
            TokenKind.GREATER_EQUAL,
            TokenKind.GREATER,
            TokenKind.PLUS,
            TokenKind.MINUS,
            TokenKind.TIMES,
            TokenKind.DIVIDE,
            TokenKind.REMAINDER,
            TokenKind.AND,
            TokenKind.OR,
            TokenKind.EOF);
  }

  @Test
  void whenTemplatesAreNested_thenBracesAreCounted() {
    assertThat(kinds("$\"a{ {\"k\": $`x{y}z`} }b\" }"))
        .containsExactly(
            TokenKind.TEMPLATE_HEAD,
            TokenKind.LBRACE,
            TokenKind.STRING,
            TokenKind.COLON,
            TokenKind.TEMPLATE_HEAD,
            TokenKind.IDENT,
            TokenKind.TEMPLATE_TAIL,
            TokenKind.RBRACE,
            TokenKind.TEMPLATE_TAIL,
            TokenKind.RBRACE,
            TokenKind.EOF);
  }

  @Test
  void whenTemplateStringsAreUnknown_thenDollarIsIllegal() {
    assertThat(Lexer.lex(SourceText.of("t", "$\"\""), false).tokens().get(0).kind())
        .isEqualTo(TokenKind.ILLEGAL);
  }

  @Test
  void whenWildcardsAreRead_thenEachHasANameOfItsOwn() {
    Lexer.Lexed lexed = lex("_ + _");

    assertThat(lexed.wildcards()).isEqualTo(2);
    assertThat(lexed.tokens().get(0).text()).isEqualTo("$0");
    assertThat(lexed.tokens().get(2).text()).isEqualTo("$1");
  }

  @Test
  void whenSpaceIsSkipped_thenItIsRemembered() {
    List<Token> tokens = lex("a.b c # comment\r\n\td").tokens();

    assertThat(tokens.get(1).spaceBefore()).isFalse();
    assertThat(tokens.get(3).spaceBefore()).isTrue();
    assertThat(tokens.get(3).newlineBefore()).isFalse();
    assertThat(tokens.get(4).newlineBefore()).isTrue();
  }

  @Test
  void whenCommentsAreRead_thenTheirTextIsKept() {
    Lexer.Lexed lexed = lex("# one\r\nx #two\n#");

    assertThat(lexed.comments()).extracting(c -> c.text()).containsExactly(" one", "two", "");
    assertThat(lexed.comments().get(1).span().text()).isEqualTo("#two");
  }

  @Test
  void whenThereIsAByteOrderMark_thenSkippedAtTheStartOnly() {
    assertThat(kinds("\uFEFFx")).containsExactly(TokenKind.IDENT, TokenKind.EOF);
    assertThat(kinds("x\uFEFF")).containsExactly(TokenKind.IDENT, TokenKind.ILLEGAL, TokenKind.EOF);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '~',
      value = {
        "\"open ! non-terminated string",
        "`open ! non-terminated string",
        "$\"open ! non-terminated string",
        "\"\\ ! illegal escape sequence",
        "\"\\x\" ! illegal escape sequence",
        "\"\\u12g4\" ! illegal escape sequence",
        "\"\\u12 ! illegal escape sequence",
        "\"\\{\" ! illegal escape sequence",
        "\"tab\tin\" ! illegal control character in string",
        "1. ! expected fraction",
        "1e ! expected exponent",
        "1e+ ! expected exponent",
        "12ab ! illegal number format",
        "@ ! illegal token",
        "é ! illegal token",
        "$ ! illegal token",
      })
  void whenTokenIsIllegal_thenTheErrorSaysWhy(String text, String error) {
    List<Token> tokens = lex(text).tokens();

    assertThat(tokens.get(0).kind()).isEqualTo(TokenKind.ILLEGAL);
    assertThat(tokens.get(0).text()).isEqualTo(error);
    assertThat(tokens.get(1).kind()).isEqualTo(TokenKind.EOF);
  }

  private static Lexer.Lexed lex(String text) {
    return Lexer.lex(SourceText.of("test.rego", text), true);
  }

  private static List<TokenKind> kinds(String text) {
    return lex(text).tokens().stream().map(Token::kind).toList();
  }
}
