package io.eunomia.rego.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.rego.parser.ParserOptions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What only strict mode refuses, and what Rego v1 refuses without it and Rego v0 with it. */
class StrictModeTest {
  private static final CompilerOptions STRICT = Compiled.OPTIONS.withStrict(true);

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      textBlock =
          """
          p if { x := 1 } @ assigned var x unused
          p := y if { y := 1; x := 2 } @ assigned var x unused
          p if { [x, y] := [1, 2]; x > 0 } @ assigned var y unused
          p if { {"k": x} := {"k": 1} } @ assigned var x unused
          p contains 1 if { x := 1 } @ assigned var x unused
          p[1] := 2 if { x := 1 } @ assigned var x unused
          p := [1 | x := 1] @ assigned var x unused
          p := {1 | x := 1} @ assigned var x unused
          p := {1: 2 | x := 1} @ assigned var x unused
          p if every x in [1] { y := x } @ assigned var y unused
          p if { x := 1; y := [x | x := 2]; y } @ assigned var x unused
          p := 1 if { input.a } else := 2 if { x := 1 } @ assigned var x unused
          f(a) := 1 if { x := a } @ assigned var x unused
          f(a) := 1 @ unused argument a. (hint: use _ (wildcard variable) instead)
          f(a, b) := a @ unused argument b. (hint: use _ (wildcard variable) instead)
          default f(a) := 1 @ unused argument a. (hint: use _ (wildcard variable) instead)
          f([a, b]) := a @ unused argument b. (hint: use _ (wildcard variable) instead)
          f({"k": a}) := 1 @ unused argument a. (hint: use _ (wildcard variable) instead)
          """)
  void whenSomethingIsUnused_thenOnlyStrictModeReportsIt(String rule, String message) {
    String source = "package a\n" + rule;
    assertThat(errors(Compiled.OPTIONS, source)).isEmpty();
    assertThat(errors(STRICT, source)).containsExactly("2 rego_compile_error: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      textBlock =
          """
          p if { x := 1; x == 1 }
          p := x if { x := 1 }
          p contains x if { x := 1 }
          p[x] := 1 if { x := 1 }
          p[x].y[z] := 1 if { x := "a"; z := "b" }
          p if { _ := 1 }
          p if { [_, x] := [1, 2]; x > 1 }
          p if { x := 1; every y in [1] { y == x } }
          p if { x := 1; count([1 | y := x; y > 0]) == 1 }
          p if { x := 1; input.a with input.b as x }
          p if { x := "a"; input[x] }
          p := [x | x := 1]
          f(a) := a
          f(_) := 1
          f(a) if { input.x == a }
          f(a) := 1 if { input.x } else := a
          f(a) if { a.b } else := false
          f(a) if { every x in [1] { x == a } }
          f(a) := [x | x := a]
          f(a, a)
          """)
  void whenEverythingIsUsed_thenStrictModeIsContent(String rule) {
    String source = "package a\n" + rule.replace("f(a, a)", "f(a, a) := 1");
    assertThat(errors(STRICT, source)).isEmpty();
  }

  @Test
  void whenImportsAreUnused_thenEachIsReported() {
    String source =
        """
        package a
        import data.x
        import data.y as z
        import input.user
        import data.used
        import rego.v1
        p := used
        q := z if { z := 1 }
        """;
    assertThat(errors(Compiled.OPTIONS, source)).isEmpty();
    assertThat(errors(STRICT, source))
        .containsExactly(
            "2 rego_compile_error: import data.x unused",
            "3 rego_compile_error: import data.y as z unused",
            "4 rego_compile_error: import input.user unused");
  }

  @Test
  void whenMistakesAreOfOneStage_thenAllOfThemAreReported() {
    assertThat(
            errors(
                STRICT,
                """
                package a
                p if { x := 1 }
                f(y) := 1
                q if { z := 1; z := 2 }
                """))
        .containsExactly(
            "2 rego_compile_error: assigned var x unused",
            "3 rego_compile_error: unused argument y. (hint: use _ (wildcard variable) instead)",
            "4 rego_compile_error: var z assigned above");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          p { any([true]) }         | rego_type_error: deprecated built-in function calls in expression: any
          input := 1                | rego_compile_error: rules must not shadow input (use a different rule name)
          data { true }             | rego_compile_error: rules must not shadow data (use a different rule name)
          f(input) = input { true } | rego_compile_error: args must not shadow input (use a different variable name)
          p { input := 1; input }   | rego_compile_error: variables must not shadow input (use a different variable name)
          """)
  void whenV0DoesWhatV1Refuses_thenOnlyStrictModeReportsIt(String rule, String error) {
    String source = "package a\n" + rule;
    assertThat(Compiled.errors(Compiled.OPTIONS, ParserOptions.V0, source)).isEmpty();
    assertThat(Compiled.errors(STRICT, ParserOptions.V0, source)).containsExactly("2 " + error);
  }

  @Test
  void whenV0ImportsOneNameTwice_thenOnlyStrictModeReportsIt() {
    String source = "package a\nimport data.x.y\nimport data.z.y\np { y }";
    assertThat(Compiled.errors(Compiled.OPTIONS, ParserOptions.V0, source)).isEmpty();
    assertThat(Compiled.errors(STRICT, ParserOptions.V0, source))
        .containsExactly("3 rego_compile_error: import must not shadow import data.x.y");
  }

  private static List<String> errors(CompilerOptions options, String source) {
    return Compiled.errors(options, ParserOptions.V1, source);
  }
}
