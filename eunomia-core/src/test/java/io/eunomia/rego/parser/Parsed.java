package io.eunomia.rego.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import java.util.List;
import java.util.Objects;

/** Shorthands of the parser's tests: what must parse does, what must not is returned as errors. */
final class Parsed {
  private Parsed() {}

  static Module module(String text) {
    return module(text, ParserOptions.V1);
  }

  static Module module(String text, ParserOptions options) {
    Diagnostics diagnostics = new Diagnostics();
    Module module = RegoParser.parseModule(SourceText.of("test.rego", text), options, diagnostics);
    assertThat(diagnostics.all()).as(text).isEmpty();
    return Objects.requireNonNull(module);
  }

  /** The only rule of a module that consists of it. */
  static Rule rule(String text) {
    return rule(text, ParserOptions.V1);
  }

  static Rule rule(String text, ParserOptions options) {
    List<Rule> rules = module("package test\n" + text, options).rules();
    assertThat(rules).as(text).hasSize(1);
    return rules.get(0);
  }

  static Expr expr(String text) {
    List<Expr> query = query(text);
    assertThat(query).as(text).hasSize(1);
    return query.get(0);
  }

  static List<Expr> query(String text) {
    Diagnostics diagnostics = new Diagnostics();
    List<Expr> query =
        RegoParser.parseQuery(SourceText.of("query", text), ParserOptions.V1, diagnostics);
    assertThat(diagnostics.all()).as(text).isEmpty();
    return Objects.requireNonNull(query);
  }

  static Term term(String text) {
    Diagnostics diagnostics = new Diagnostics();
    Term term = RegoParser.parseTerm(SourceText.of("term", text), diagnostics);
    assertThat(diagnostics.all()).as(text).isEmpty();
    return Objects.requireNonNull(term);
  }

  /** What is wrong with a module, as {@code line:column: message}. */
  static List<String> errors(String text) {
    return errors(text, ParserOptions.V1);
  }

  static List<String> errors(String text, ParserOptions options) {
    Diagnostics diagnostics = new Diagnostics();
    Module module = RegoParser.parseModule(SourceText.of("test.rego", text), options, diagnostics);
    assertThat(module == null).as(text).isEqualTo(diagnostics.hasErrors());
    return diagnostics.all().stream().map(Parsed::brief).toList();
  }

  /** What is wrong with a term, as {@code line:column: message}. */
  static List<String> termErrors(String text) {
    Diagnostics diagnostics = new Diagnostics();
    Term term = RegoParser.parseTerm(SourceText.of("term", text), diagnostics);
    assertThat(term == null).as(text).isEqualTo(diagnostics.hasErrors());
    return diagnostics.all().stream().map(Parsed::brief).toList();
  }

  /** What is wrong with a query, as {@code line:column: message}. */
  static List<String> queryErrors(String text) {
    Diagnostics diagnostics = new Diagnostics();
    List<Expr> query =
        RegoParser.parseQuery(SourceText.of("query", text), ParserOptions.V1, diagnostics);
    assertThat(query == null).as(text).isEqualTo(diagnostics.hasErrors());
    return diagnostics.all().stream().map(Parsed::brief).toList();
  }

  private static String brief(Diagnostic diagnostic) {
    return diagnostic.span().line()
        + ":"
        + diagnostic.span().column()
        + ": "
        + diagnostic.message();
  }
}
