package io.eunomia.rego.compiler;

import static io.eunomia.rego.compiler.Compiled.errors;
import static io.eunomia.rego.compiler.Compiled.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.rego.ast.Module;
import io.eunomia.rego.parser.ParserOptions;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What names mean: rules, imports, builtins, variables. */
class NamesTest {
  private static final CompilerOptions STRICT = Compiled.OPTIONS.withStrict(true);

  @Test
  void whenRulesAndImportsAreNamed_thenRefsAreAbsolute() {
    assertThat(
            rules(
                """
                package a
                import data.lib as l
                import input.user
                p if user.name == l.x
                q if not p2
                p2 := data.a.r.s
                r.s := 1
                """))
        .isEqualTo(
            """
            data.a.p = true { input.user.name = data.lib.x }
            data.a.q = true { not data.a.p2 }
            data.a.p2 = _0 { _0 = data.a.r.s }
            data.a.r.s = 1 {  }
            """);
  }

  @Test
  void whenARuleIsInAnotherModuleOfThePackage_thenItsNameIsKnown() {
    assertThat(rules("package a\np := q", "package a\nq := 1"))
        .contains("data.a.p = _0 { _0 = data.a.q }");
  }

  @Test
  void whenVariablesHideRules_thenTheyAreVariables() {
    assertThat(
            rules(
                """
                package a
                q := 1
                p := x if { q := 2; x := q }
                f(q) := q
                g := [q | some q in [1]]
                h if every q in [1] { q > 0 }
                """))
        .isEqualTo(
            """
            data.a.q = 1 {  }
            data.a.p = _1 { _0 = 2; _1 = _0 }
            data.a.f[_2] = _2 {  }
            data.a.g = _9 { _9 = [_11 | _10 = [1]; _11 = _10[_12]] }
            data.a.h = true { _8 = [1]; every _6 in _8 { _6 > 0 } }
            """);
  }

  @Test
  void whenARuleIsNamedAsAnOperatorsBuiltin_thenTheOperatorIsMeant() {
    assertThat(rules("package a\nplus := 1\np := 1 + 2")).contains("data.a.p = _0 { _0 = 1 + 2 }");
  }

  @Test
  void whenARuleIsNamedAsABuiltin_thenACallIsOfTheRule() {
    assertThat(rules("package a\ncount(x) := x\np := count(1)")).contains("_1 = data.a.count(1)");
  }

  @Test
  void whenRootDocumentsAreShadowed_thenEachPlaceIsReported() {
    assertThat(errors("package a\ninput := 1\nf(data) := 2 if {\n  input := 3\n}"))
        .containsExactly(
            "2 rego_compile_error: rules must not shadow input (use a different rule name)",
            "3 rego_compile_error: args must not shadow data (use a different variable name)",
            "4 rego_compile_error: variables must not shadow input (use a different variable"
                + " name)");
  }

  @Test
  void whenARootDocumentIsShadowedInV0_thenItIsAVariable() {
    assertThat(
            errors(
                Compiled.OPTIONS,
                ParserOptions.V0,
                "package a\np { input := {\"x\": 1}; input.x == 1 }"))
        .isEmpty();
  }

  @Test
  void whenImportsCollide_thenTheSecondIsReported() {
    assertThat(errors("package a\nimport data.x.y\nimport data.z.y"))
        .containsExactly("3 rego_compile_error: import must not shadow import data.x.y");
  }

  @Test
  void whenAnImportIsUnused_thenStrictModeReportsIt() {
    String source = "package a\nimport data.x\nimport data.y\np := y";
    assertThat(errors(source)).isEmpty();
    assertThat(errors(STRICT, ParserOptions.V1, source))
        .containsExactly("2 rego_compile_error: import data.x unused");
  }

  @Test
  void whenAFunctionIsUndefined_thenEachCallIsReported() {
    assertThat(errors("package a\np if foo(1)\nq := bar.baz(2)\nr if { x := 1; x(2) }"))
        .containsExactly(
            "2 rego_type_error: undefined function foo",
            "3 rego_type_error: undefined function bar.baz",
            "4 rego_type_error: undefined function x");
  }

  @Test
  void whenArgumentsAreTooManyOrTooFew_thenTheCallIsReported() {
    assertThat(errors("package a\nf(x) := x\np := f(1, 2)\nq if f()\nr := count()\ns if f(1, 1)"))
        .containsExactly(
            "3 rego_type_error: function data.a.f has arity 1, got 2 arguments",
            "4 rego_type_error: function data.a.f has arity 1, got 0 arguments",
            "5 rego_type_error: count: arity mismatch");
  }

  @Test
  void whenABuiltinIsNotAllowed_thenItIsUndefined() {
    assertThat(
            errors(
                CompilerOptions.defaults(),
                ParserOptions.V1,
                "package a\np := http.send({\"method\": \"get\", \"url\": \"x\"})"))
        .containsExactly("2 rego_type_error: undefined function http.send");
  }

  @Test
  void whenABuiltinIsDeprecated_thenV1RefusesIt() {
    assertThat(errors("package a\np if any([true])"))
        .containsExactly(
            "2 rego_type_error: deprecated built-in function calls in expression: any");
    assertThat(errors(Compiled.OPTIONS, ParserOptions.V0, "package a\np { any([true]) }"))
        .isEmpty();
  }

  @Test
  void whenACallIsWrong_thenAHintSaysWhatItShouldBe() {
    assertThat(hint("package a\np := round(1, 2, 3)"))
        .isEqualTo("have: 3 arguments; want: (x: number)");
    assertThat(hint("package a\np := http.send({})"))
        .isEqualTo("a builtin of this name is there, but not allowed here");
    assertThat(hint("package a\np := foo({})")).isNull();
  }

  private static @Nullable String hint(String source) {
    Diagnostics diagnostics = new Diagnostics();
    Module module =
        RegoParser.parseModule(SourceText.of("m", source), ParserOptions.V1, diagnostics);
    RegoCompiler.compile(
        List.of(Objects.requireNonNull(module)), CompilerOptions.defaults(), diagnostics);
    return diagnostics.all().get(0).hint();
  }
}
