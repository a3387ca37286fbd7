package io.eunomia.rego.parser;

import io.eunomia.rego.ast.Import;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The imports that change the language: {@code future.keywords} and {@code rego.v1}. */
final class FutureKeywords {
  private FutureKeywords() {}

  /** Makes identifiers of the keywords that v0 does not know by itself. */
  static void deactivateAll(TokenStream tokens) {
    for (TokenKind kind : TokenKind.values()) {
      if (kind.isFutureKeyword()) {
        tokens.deactivate(kind);
      }
    }
  }

  /** All of them. */
  static Set<String> names() {
    return Arrays.stream(TokenKind.values())
        .filter(TokenKind::isFutureKeyword)
        .map(kind -> kind.text)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether this is {@code import rego.v1}. */
  static boolean isRegoV1(Import imported) {
    return imported.path().startsWith("rego");
  }

  /**
   * Does what an import from {@code future} or {@code rego} asks for.
   *
   * @throws ParseFailure if there is nothing of that name
   */
  static void apply(Import imported, ParserOptions options, TokenStream tokens) {
    List<Term> path = imported.path().path();
    if (isRegoV1(imported)) {
      rego(imported, options, tokens);
    } else if (path.isEmpty() || !is(path.get(0), "keywords")) {
      throw refused(imported, "invalid import, must be `future.keywords`");
    } else if (imported.alias() != null) {
      throw refused(imported, "`future` imports cannot be aliased");
    } else if (path.size() == 1) {
      known(options).forEach(keyword -> activate(keyword, tokens));
    } else if (path.size() > 2) {
      throw refused(
          imported,
          "invalid import, must be `future.keywords.x`, e.g. `import future.keywords.in`");
    } else {
      activate(imported, path.get(1), known(options), tokens);
    }
  }

  private static void rego(Import imported, ParserOptions options, TokenStream tokens) {
    List<Term> path = imported.path().path();
    if (!options.knows(LanguageFeature.REGO_V1) && !options.knows(LanguageFeature.REGO_V1_IMPORT)) {
      throw refused(imported, "invalid import, `rego.v1` is not supported by current capabilities");
    }
    if (path.size() != 1 || !is(path.get(0), "v1")) {
      throw refused(
          imported, "invalid import `" + imported.path().dotted() + "`, must be `rego.v1`");
    }
    if (options.version() != RegoVersion.V1) {
      if (imported.alias() != null) {
        throw refused(imported, "`rego` imports cannot be aliased");
      }
      for (TokenKind kind : TokenKind.values()) {
        tokens.activate(kind);
      }
    }
  }

  /** The keywords that may be imported, by their names: Rego v1 has all of them anyway. */
  private static Set<TokenKind> known(ParserOptions options) {
    boolean all = options.knows(LanguageFeature.REGO_V1);
    return Arrays.stream(TokenKind.values())
        .filter(TokenKind::isFutureKeyword)
        .filter(kind -> all || options.futureKeywords().contains(kind.text))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(TokenKind.class)));
  }

  private static void activate(
      Import imported, Term name, Set<TokenKind> known, TokenStream tokens) {
    TokenKind keyword = name instanceof StringTerm s ? TokenKind.keyword(s.value()) : null;
    if (keyword == null || !known.contains(keyword)) {
      throw refused(
          imported,
          known.stream()
              .map(kind -> kind.text)
              .sorted()
              .collect(Collectors.joining(" ", "unexpected keyword, must be one of [", "]")));
    }
    activate(keyword, tokens);
  }

  private static void activate(TokenKind keyword, TokenStream tokens) {
    tokens.activate(keyword);
    if (keyword == TokenKind.EVERY) {
      // `every` cannot be written without `in`.
      tokens.activate(TokenKind.IN);
    }
  }

  private static boolean is(Term step, String name) {
    return step instanceof StringTerm s && s.value().equals(name);
  }

  private static ParseFailure refused(Import imported, String message) {
    return TokenStream.failure(imported.path().span(), message);
  }
}
