package io.eunomia.rego.parser;

import io.eunomia.rego.ast.Import;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import java.util.List;

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

  /** Whether this is {@code import rego.v1}. */
  static boolean isRegoV1(Import imported) {
    return imported.path().startsWith("rego");
  }

  /**
   * Does what an import from {@code future} or {@code rego} asks for.
   *
   * @throws ParseFailure if there is nothing of that name
   */
  static void apply(Import imported, RegoVersion version, TokenStream tokens) {
    List<Term> path = imported.path().path();
    if (isRegoV1(imported)) {
      rego(imported, version, tokens);
    } else if (path.isEmpty() || !is(path.get(0), "keywords")) {
      throw refused(imported, "invalid import, must be `future.keywords`");
    } else if (imported.alias() != null) {
      throw refused(imported, "`future` imports cannot be aliased");
    } else if (path.size() == 1) {
      activateAll(tokens);
    } else if (path.size() > 2) {
      throw refused(
          imported,
          "invalid import, must be `future.keywords.x`, e.g. `import future.keywords.in`");
    } else {
      activate(imported, path.get(1), tokens);
    }
  }

  private static void rego(Import imported, RegoVersion version, TokenStream tokens) {
    List<Term> path = imported.path().path();
    if (path.size() != 1 || !is(path.get(0), "v1")) {
      throw refused(
          imported, "invalid import `" + imported.path().dotted() + "`, must be `rego.v1`");
    }
    if (version == RegoVersion.V0) {
      if (imported.alias() != null) {
        throw refused(imported, "`rego` imports cannot be aliased");
      }
      activateAll(tokens);
    }
  }

  private static void activate(Import imported, Term name, TokenStream tokens) {
    TokenKind keyword = name instanceof StringTerm s ? TokenKind.keyword(s.value()) : null;
    if (keyword == null || !keyword.isFutureKeyword()) {
      throw refused(imported, "unexpected keyword, must be one of [contains every if in]");
    }
    tokens.activate(keyword);
    if (keyword == TokenKind.EVERY) {
      // `every` cannot be written without `in`.
      tokens.activate(TokenKind.IN);
    }
  }

  private static void activateAll(TokenStream tokens) {
    for (TokenKind kind : TokenKind.values()) {
      tokens.activate(kind);
    }
  }

  private static boolean is(Term step, String name) {
    return step instanceof StringTerm s && s.value().equals(name);
  }

  private static ParseFailure refused(Import imported, String message) {
    return TokenStream.failure(imported.path().span(), message);
  }
}
