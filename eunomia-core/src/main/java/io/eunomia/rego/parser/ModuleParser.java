package io.eunomia.rego.parser;

import io.eunomia.rego.ast.Annotation;
import io.eunomia.rego.ast.Comment;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Import;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses a module, statement by statement.
 *
 * <p>A statement that cannot be read ends the work, as it does in OPA: what would be said of the
 * text behind it is mostly not true. What can be read but is not allowed is reported in full.
 */
final class ModuleParser {
  private final TokenStream tokens;
  private final List<Comment> comments;
  private final ParserOptions options;
  private final Diagnostics diagnostics;
  private final TermParser terms;
  private final RuleParser rules;
  private final ImportParser importParser;
  private final BareRules bareRules;

  private final List<Import> imports = new ArrayList<>();
  private final List<RuleDraft> drafts = new ArrayList<>();
  private final List<MetadataParser.Statement> statements = new ArrayList<>();
  private final List<Diagnostic> refused = new ArrayList<>();
  private @Nullable Ref path;
  private RegoVersion version;

  ModuleParser(
      TokenStream tokens, List<Comment> comments, ParserOptions options, Diagnostics diagnostics) {
    this.tokens = tokens;
    this.comments = comments;
    this.options = options;
    this.diagnostics = diagnostics;
    this.terms = new TermParser(tokens);
    this.rules = new RuleParser(tokens, terms);
    this.importParser = new ImportParser(tokens, terms, options.version());
    this.bareRules = new BareRules(options.builtins());
    this.version = options.version() == RegoVersion.V0 ? RegoVersion.V0 : RegoVersion.V1;
  }

  @Nullable Module module() {
    try {
      if (tokens.at(TokenKind.EOF)) {
        throw TokenStream.failure(tokens.span(tokens.peek()), "empty module");
      }
      RegoParser.checkVersion(options, tokens);
      boolean first = true;
      while (!tokens.at(TokenKind.EOF)) {
        terms.startStatement();
        statement(first);
        first = false;
      }
    } catch (ParseFailure failure) {
      diagnostics.report(failure.diagnostic());
      return null;
    }
    if (version == RegoVersion.V1) {
      drafts.forEach(draft -> refused.addAll(draft.checkV1()));
    }
    refused.forEach(diagnostics::report);
    Ref packagePath = path;
    if (!refused.isEmpty() || packagePath == null) {
      return null;
    }
    return finish(packagePath);
  }

  private @Nullable Module finish(Ref packagePath) {
    List<Rule> found = drafts.stream().map(RuleDraft::rule).toList();
    MetadataParser metadata = new MetadataParser(statements);
    List<Annotation> annotations = options.metadata() ? metadata.parse(comments) : List.of();
    metadata.errors().forEach(diagnostics::report);
    if (!metadata.errors().isEmpty()) {
      return null;
    }
    Span span = tokens.source().span(0, tokens.source().text().length());
    return new Module(packagePath, imports, found, annotations, comments, version, span);
  }

  private void statement(boolean first) {
    int start = tokens.mark();
    if (tokens.at(TokenKind.PACKAGE) && !tokens.atKeywordRef()) {
      statements.add(statement("package", -1));
      Ref found = importParser.packagePath();
      if (first) {
        path = found;
      } else {
        refuse(tokens.spanFrom(start), "unexpected package");
      }
      return;
    }
    if (tokens.at(TokenKind.IMPORT) && !tokens.atKeywordRef()) {
      statements.add(statement("import", -1));
      imported();
    } else {
      statements.add(statement("rule", drafts.size()));
      rule(start, first);
    }
    if (first) {
      refuse(tokens.spanFrom(start), "package expected");
    }
  }

  private MetadataParser.Statement statement(String kind, int rule) {
    return new MetadataParser.Statement(tokens.peek().start(), kind, rule);
  }

  private void imported() {
    Import imported = importParser.imported();
    if (imported.path().startsWith("future") || FutureKeywords.isRegoV1(imported)) {
      FutureKeywords.apply(imported, options, tokens);
      version = FutureKeywords.isRegoV1(imported) ? RegoVersion.V1 : version;
    }
    imports.add(imported);
  }

  private void rule(int start, boolean first) {
    List<RuleDraft> found = rules.rules();
    if (found == null) {
      tokens.reset(start);
      List<Expr> statement = terms.bodies().statement();
      statement.forEach(DepthCheck::check);
      if (first) {
        return; // It should be the package; what else is wrong with it does not matter.
      }
      try {
        found = List.of(bareRules.rule(statement));
      } catch (ParseFailure failure) {
        refused.add(failure.diagnostic());
        return;
      }
    }
    for (RuleDraft draft : found) {
      Node rule = draft.rule();
      DepthCheck.check(rule);
      drafts.add(draft);
    }
  }

  private void refuse(Span span, String message) {
    refused.add(Diagnostic.error(RegoParser.PARSE_ERROR, span, message));
  }
}
