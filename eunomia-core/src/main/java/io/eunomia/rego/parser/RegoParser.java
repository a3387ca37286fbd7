package io.eunomia.rego.parser;

import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Parses Rego.
 *
 * <p>What is wrong with a text is reported as {@link #PARSE_ERROR}, and {@code null} returned; no
 * text makes this throw. The work grows linearly with the text. Stateless and thread-safe.
 */
public final class RegoParser {
  /** The code of everything that this reports. */
  public static final String PARSE_ERROR = "rego_parse_error";

  /** How deeply brackets, braces and parentheses may be nested in a text. */
  public static final int MAX_DEPTH = 128;

  /**
   * How high a tree may be, which chains of operators make higher too. Higher ones are refused, so
   * that whoever walks a tree may recurse: half a megabyte of stack is enough.
   */
  public static final int MAX_HEIGHT = 500;

  private RegoParser() {}

  /** A module, or {@code null} if there is an error in it. */
  public static @Nullable Module parseModule(
      SourceText source, ParserOptions options, Diagnostics diagnostics) {
    Lexer.Lexed lexed = lex(source, options);
    TokenStream tokens = stream(source, lexed, options);
    return new ModuleParser(tokens, lexed.comments(), options, diagnostics).module();
  }

  /**
   * A query: expressions that are separated by semicolons or line breaks. {@code null} if there is
   * an error in it.
   */
  public static @Nullable List<Expr> parseQuery(
      SourceText source, ParserOptions options, Diagnostics diagnostics) {
    TokenStream tokens = stream(source, lex(source, options), options);
    return attempt(
        tokens,
        diagnostics,
        terms -> {
          checkVersion(options, tokens);
          List<Expr> query = terms.bodies().query();
          query.forEach(DepthCheck::check);
          return List.copyOf(query);
        });
  }

  /** A term, ground or not, operators included; {@code null} if there is an error in it. */
  public static @Nullable Term parseTerm(SourceText source, Diagnostics diagnostics) {
    TokenStream tokens = stream(source, lex(source, ParserOptions.V1), ParserOptions.V1);
    return attempt(
        tokens,
        diagnostics,
        terms -> {
          Term term = terms.expression();
          if (!tokens.at(TokenKind.EOF)) {
            throw tokens.unexpected();
          }
          DepthCheck.check(term);
          return term;
        });
  }

  /**
   * Checks that the version of the language is one that may be used.
   *
   * @throws ParseFailure if it is not
   */
  static void checkVersion(ParserOptions options, TokenStream tokens) {
    if (options.version() == RegoVersion.V1 && !options.knows(LanguageFeature.REGO_V1)) {
      throw TokenStream.failure(
          tokens.span(tokens.peek()),
          "illegal capabilities: rego_v1 feature required for parsing v1 Rego");
    }
  }

  private static Lexer.Lexed lex(SourceText source, ParserOptions options) {
    return Lexer.lex(source, options.knows(LanguageFeature.TEMPLATE_STRINGS));
  }

  private static TokenStream stream(SourceText source, Lexer.Lexed lexed, ParserOptions options) {
    TokenStream tokens =
        new TokenStream(source, lexed, options.knows(LanguageFeature.KEYWORDS_IN_REFS));
    if (options.version() != RegoVersion.V1) {
      FutureKeywords.deactivateAll(tokens);
    }
    return tokens;
  }

  private static <T> @Nullable T attempt(
      TokenStream tokens, Diagnostics diagnostics, Function<TermParser, T> parse) {
    try {
      return parse.apply(new TermParser(tokens));
    } catch (ParseFailure failure) {
      diagnostics.report(failure.diagnostic());
      return null;
    }
  }
}
