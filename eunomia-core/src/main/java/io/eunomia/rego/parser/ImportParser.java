package io.eunomia.rego.parser;

import io.eunomia.rego.ast.Import;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.TermNames;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Parses {@code package} and {@code import} statements. */
final class ImportParser {
  private static final Set<String> ROOTS = Set.of("data", "future", "input", "rego");

  private final TokenStream tokens;
  private final TermParser terms;
  private final RegoVersion version;

  ImportParser(TokenStream tokens, TermParser terms, RegoVersion version) {
    this.tokens = tokens;
    this.terms = terms;
    this.version = version;
  }

  /** The package's path, from {@code data}. */
  Ref packagePath() {
    tokens.take();
    if (!tokens.atRefName()) {
      throw tokens.unexpected();
    }
    terms.allowKeywordHere();
    Ref path = path("package");
    List<Term> steps = new ArrayList<>();
    Span head = path.head().span();
    steps.add(StringTerm.of(((Var) path.head()).name(), head));
    steps.addAll(path.path());
    return new Ref(new Var("data", head), steps, path.span());
  }

  Import imported() {
    int start = tokens.mark();
    tokens.take();
    if (!tokens.at(TokenKind.IDENT)) {
      throw tokens.unexpected("expected identifier");
    }
    Ref path = path("import");
    String root = ((Var) path.head()).name();
    if (!ROOTS.contains(root)) {
      throw new ParseFailure(
          Diagnostic.error(
              RegoParser.PARSE_ERROR,
              path.span(),
              "unexpected import path, must begin with one of: {data, future, input, rego}, got: "
                  + root,
              "policies are imported by their whole path, from data"));
    }
    String alias = null;
    if (tokens.atContinuing(TokenKind.AS)) {
      tokens.take();
      if (!tokens.at(TokenKind.IDENT) || !(terms.term() instanceof Var name)) {
        throw tokens.unexpected("expected var");
      }
      alias = name.name();
    } else {
      checkName(path, root);
    }
    return new Import(path, alias, tokens.spanFrom(start));
  }

  /** What an import without an alias is called by must be a name. */
  private void checkName(Ref path, String root) {
    if (root.equals("future")) {
      return;
    }
    List<Term> steps = path.path();
    Term last = steps.isEmpty() ? path.head() : steps.get(steps.size() - 1);
    String name = last instanceof StringTerm step ? step.value() : root;
    TokenKind keyword = TokenKind.keyword(name);
    if (keyword != null && !(version != RegoVersion.V1 && keyword.isFutureKeyword())) {
      throw new ParseFailure(
          Diagnostic.error(
              RegoParser.PARSE_ERROR,
              last.span(),
              "unexpected import path, must not end with a keyword, got: " + name,
              "import a different path or use an alias"));
    }
  }

  /** A variable and steps that are strings. */
  private Ref path(String what) {
    Term term = terms.term();
    if (term instanceof Var) {
      return new Ref(term, List.of(), term.span());
    }
    if (!(term instanceof Ref ref) || !(ref.head() instanceof Var)) {
      throw TokenStream.failure(term.span(), "expected " + what + " path");
    }
    for (Term step : ref.path()) {
      if (!(step instanceof StringTerm)) {
        throw TokenStream.failure(
            step.span(), "unexpected " + TermNames.of(step) + " token: expecting string");
      }
    }
    return ref;
  }
}
