package io.eunomia.rego.compiler;

import static io.eunomia.rego.compiler.Compiled.errors;
import static io.eunomia.rego.compiler.Compiled.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.rego.parser.ParserOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Declarations and their scopes. */
class LocalVariablesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x := 1; x := 2                     | var x assigned above
          some x; x = 1; some x              | var x declared above
          some x in [1]; some x in [2]; x    | var x declared above
          x = 1; x := 2                      | var x referenced above
          count := count([1])                | var count referenced above
          not x := 1                         | cannot assign vars inside negated expression
          some x                             | declared var x unused
          some x, y; y = 1                   | declared var x unused
          every x in [1] { true }            | declared var x unused
          input.x := 1                       | cannot assign to ref
          [x, 1] := [1, 1]                   | cannot assign to number
          {x} := {1}                         | cannot assign to set
          "a" := 1                           | cannot assign to string
          true := 1                          | cannot assign to boolean
          null := 1                          | cannot assign to null
          count([1]) := 1                    | cannot assign to call
          [y; y := 1] := 1                   | cannot assign to arraycomprehension
          data := 1; data == 1               | variables must not shadow data (use a different variable name)
          some x; x := 1                     | var x declared above
          x := 1; some x                     | var x assigned above
          some x in [1]; x := 2              | var x declared above
          x == 1; some x in [1]              | var x referenced above
          every x in [1] { x := 2 }          | var x declared above
          [1; x := 1; x := 2]                | var x assigned above
          """)
  void whenADeclarationIsWrong_thenItIsReported(String body, String message) {
    // A bar would be the delimiter.
    String bar = body.replaceFirst("\\[(\\w); ", "[$1 | ");
    assertThat(errors("package a\np if {\n" + bar + "\n}"))
        .containsExactly("3 rego_compile_error: " + message);
  }

  @Test
  void whenAnArgumentIsAssigned_thenItIsReported() {
    assertThat(errors("package a\nf(x) if {\n  x := 1\n}"))
        .containsExactly("3 rego_compile_error: arg x redeclared");
  }

  @Test
  void whenAnArgumentIsACall_thenItIsReported() {
    assertThat(errors("package a\nf(count([1])) := 1"))
        .containsExactly("2 rego_compile_error: rule arguments cannot contain calls");
  }

  @Test
  void whenAClosureDeclares_thenTheOuterVariableIsAnother() {
    assertThat(rules("package a\np := [x, y] if { x := 1; y := [x | x := 2] }"))
        .isEqualTo("data.a.p = [_0, _2] { _0 = 1; _2 = [_3 | _3 = 2] }\n");
  }

  @Test
  void whenAClosureMentions_thenTheOuterVariableIsMeant() {
    assertThat(rules("package a\np := y if { x := 1; y := [z | z := x] }"))
        .isEqualTo("data.a.p = _2 { _0 = 1; _2 = [_3 | _3 = _0] }\n");
  }

  @Test
  void whenClosuresUseOneUndeclaredName_thenEachHasItsOwn() {
    assertThat(rules("package a\np := [[x | x = 1], [x | x = 2]]"))
        .isEqualTo("data.a.p = _0 { _1 = [_3 | _3 = 1]; _2 = [_4 | _4 = 2]; _0 = [_1, _2] }\n");
  }

  @Test
  void whenParametersArePatterns_thenTheirVariablesAreRenamedTogether() {
    assertThat(rules("package a\nf(x, [y, {\"k\": x}], _) := [x, y]"))
        .isEqualTo("data.a.f[_0, [_1, {\"k\": _0}], _2] = [_0, _1] {  }\n");
  }

  @Test
  void whenElseBranchesFollow_thenParametersAreSharedAndTheRestIsNot() {
    assertThat(
            rules(
                """
                package a
                f(x) := y if {
                  y := x + 1
                } else := y if {
                  y := x + 2
                } else := x
                """))
        .isEqualTo(
            "data.a.f[_0] = _1 { _4 = _0 + 1; _1 = _4 } else = _2 { _3 = _0 + 2; _2 = _3 }"
                + " else = _0 {  }\n");
  }

  @Test
  void whenSomeIterates_thenPatternsAreMatchedWithElements() {
    assertThat(rules("package a\np := [k, v] if some k, {\"a\": v} in input.xs"))
        .isEqualTo("data.a.p = [_0, _1] { {\"a\": _1} = input.xs[_0] }\n");
  }

  @Test
  void whenSourcesUseNamesLikeOurs_thenNoneIsTakenTwice() {
    assertThat(rules("package a\np := y if { __local0__ = 1; y := __local0__ }"))
        .isEqualTo("data.a.p = _1 { _0 = 1; _1 = _0 }\n");
  }

  @Test
  void whenVariablesAreUnused_thenStrictModeReportsThem() {
    assertThat(
            errors(
                Compiled.OPTIONS.withStrict(true),
                ParserOptions.V1,
                "package a\nf(x, _) := 1\np if {\n  y := 1\n  z := 2\n  z > 1\n}"))
        .containsExactly(
            "2 rego_compile_error: unused argument x. (hint: use _ (wildcard variable) instead)",
            "4 rego_compile_error: assigned var y unused");
  }
}
