package io.eunomia.rego.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.rego.ast.AstPrinter;
import io.eunomia.rego.ast.AstRewriter;
import io.eunomia.rego.ast.AstVisitor;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.RandomModule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.DiagnosticRenderer;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of the parser for any text. */
class ParserPropertiesTest {
  private static final String SEED =
      """
      # METADATA
      # title: Example
      package example.authz

      import data.users as people

      default allow := false

      allow if {
        some i, role in input.caller.roles
        role == data.roles[i].name; not denied[role]
        every x in {1, 2 | true} { x > -1.5e2 }
        count([y | y := people[_]; y.age >= 18]) > 0 with input.x as {"a": set()}
      } else := `raw` if $"hi {input.name}" in ["hi", "ho"]

      denied contains name if name := {"k": {v: w | v := 1; w = "\\u00e9"}}.k[_]

      f(x, [_, y]) := x % y | {1} & {2}
      """;

  private static final List<String> WORDS =
      List.of(
          "package",
          "import",
          "default",
          "else",
          "if",
          "contains",
          "every",
          "some",
          "in",
          "not",
          "with",
          "as",
          "true",
          "null",
          "x",
          "p",
          "_",
          "input",
          "data",
          "set",
          "f",
          "1",
          "-",
          "2.5e1",
          "\"s\"",
          "`r`",
          "$\"",
          "$`",
          "\"",
          "`",
          "{",
          "}",
          "[",
          "]",
          "(",
          ")",
          ",",
          ":",
          ";",
          ".",
          ":=",
          "=",
          "==",
          "<",
          "|",
          "&",
          "+",
          "*",
          "%",
          "!",
          "\n",
          " ",
          "# METADATA\n# ",
          "#",
          "\\",
          "\\{",
          "\r\n",
          "é",
          "\uD83D\uDE00",
          "\uFEFF",
          "\u0000",
          "\t");

  @Property(tries = 3000)
  void whenTextIsAnything_thenNothingIsThrown(@ForAll("soup") String text) {
    assertSound(text);
    assertSound("package p\n" + text);
    assertSound("package p\nq if {" + text + "}");
  }

  @Property(tries = 300)
  void whenTextIsOfAnyCharacters_thenNothingIsThrown(@ForAll String text) {
    assertSound(text);
    assertSound("package p\nq := \"" + text + "\"");
    assertSound("# METADATA\n# " + text + "\npackage p");
  }

  @Property(tries = 1500)
  void whenAModuleIsEdited_thenNothingIsThrown(
      @ForAll("places") int start, @ForAll("lengths") int length, @ForAll("soup") String inserted) {
    int from = Math.min(start, SEED.length());
    int to = Math.min(from + length, SEED.length());
    assertSound(SEED.substring(0, from) + inserted + SEED.substring(to));
  }

  @Property(tries = 1500)
  void whenModulesArePrinted_thenTheyParseToTheSame(@ForAll("modules") Module module) {
    String printed = AstPrinter.print(module);
    Module again = Parsed.module(printed);
    assertThat(TreeShape.of(again)).as(printed).isEqualTo(TreeShape.of(module));
    assertThat(AstPrinter.print(again)).isEqualTo(printed);
  }

  @Property(tries = 1000)
  void whenTermsArePrinted_thenTheyParseToTheSame(@ForAll("terms") String text) {
    Term term = Parsed.term(text);
    assertThat(Parsed.term(AstPrinter.print(term))).isEqualTo(term);
    assertThat(term.span().text().length()).isLessThanOrEqualTo(text.length());
  }

  /** An error or a module, with places within the text; what was read can be printed and read. */
  private static void assertSound(String text) {
    for (ParserOptions options : List.of(ParserOptions.V1, ParserOptions.V0)) {
      Diagnostics diagnostics = new Diagnostics();
      Module module =
          RegoParser.parseModule(SourceText.of("test.rego", text), options, diagnostics);
      assertThat(module == null).isEqualTo(diagnostics.hasErrors());
      for (Diagnostic diagnostic : diagnostics.all()) {
        assertWithin(diagnostic.span().start(), diagnostic.span().end(), text);
        assertThat(DiagnosticRenderer.render(diagnostic)).isNotBlank();
      }
      if (module != null) {
        assertPlaces(module, text);
        assertThat(new AstRewriter() {}.module(module)).isSameAs(module);
        assertPrintable(module, options);
      }
    }
    RegoParser.parseQuery(SourceText.of("query", text), ParserOptions.V1, new Diagnostics());
    RegoParser.parseTerm(SourceText.of("term", text), new Diagnostics());
  }

  /** Names of v0 may be keywords of v1, which is what is printed. */
  private static void assertPrintable(Module module, ParserOptions options) {
    String printed = AstPrinter.print(module);
    if (options.equals(ParserOptions.V1)) {
      assertThat(TreeShape.of(Parsed.module(printed))).isEqualTo(TreeShape.of(module));
    }
  }

  private static void assertPlaces(Module module, String text) {
    new AstVisitor() {
      @Override
      protected boolean enter(Node node) {
        assertWithin(node.span().start(), node.span().end(), text);
        return true;
      }
    }.walk(module);
  }

  private static void assertWithin(int start, int end, String text) {
    assertThat(start).isBetween(0, end);
    assertThat(end).isLessThanOrEqualTo(text.length());
  }

  @Provide
  Arbitrary<String> soup() {
    return Arbitraries.of(WORDS)
        .list()
        .ofMaxSize(25)
        .map(words -> String.join(" ", words))
        .flatMap(spaced -> Arbitraries.of(spaced, spaced.replace(" ", "")));
  }

  @Provide
  Arbitrary<Integer> places() {
    return Arbitraries.integers().between(0, SEED.length());
  }

  @Provide
  Arbitrary<Integer> lengths() {
    return Arbitraries.integers().between(0, 12);
  }

  @Provide
  Arbitrary<Module> modules() {
    return Arbitraries.randomValue(random -> new RandomModule(random).module());
  }

  @Provide
  Arbitrary<String> terms() {
    return terms(4);
  }

  private static Arbitrary<String> terms(int depth) {
    Arbitrary<String> leaf =
        Arbitraries.of(
            "x", "input", "data.a", "1", "-2.5", "\"s\\n\"", "null", "true", "set()", "{}");
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<String> inner = Arbitraries.lazy(() -> terms(depth - 1));
    Arbitrary<String> operator =
        Arbitraries.of("+", "-", "*", "/", "%", "&", "|", "==", "!=", "<", ">=", "in");
    return Arbitraries.oneOf(
        leaf,
        Combinators.combine(inner, operator, inner).as((a, o, b) -> a + " " + o + " " + b),
        Combinators.combine(inner, inner, inner)
            .as((a, b, c) -> "((" + a + "), (" + b + ") in (" + c + "))"),
        inner.map(a -> "(" + a + ")"),
        Combinators.combine(inner, inner).as((a, b) -> "[(" + a + "), (" + b + ")]"),
        Combinators.combine(inner, inner).as((a, b) -> "{(" + a + "), (" + b + ")}"),
        Combinators.combine(inner, inner).as((a, b) -> "{(" + a + "): (" + b + ")}"),
        Combinators.combine(inner, inner).as((a, b) -> "f((" + a + "), (" + b + "))"),
        inner.map(a -> "x[(" + a + ")].y"),
        Combinators.combine(inner, inner).as((a, b) -> "[(" + a + ") | y := (" + b + ")]"),
        Combinators.combine(inner, inner)
            .as((a, b) -> "{(" + a + ") | not (" + b + ") with input.z as (" + a + ")}"),
        Combinators.combine(inner, inner)
            .as((a, b) -> "{(" + a + "): (" + b + ") | some k, v in (" + b + ")}"),
        inner.map(a -> "{1 | every x in (" + a + ") { (" + a + ") }}"),
        inner.map(a -> "$\"t {(" + a + ")}\\{\""),
        inner.map(a -> "$`t {(" + a + ")}`"));
  }
}
