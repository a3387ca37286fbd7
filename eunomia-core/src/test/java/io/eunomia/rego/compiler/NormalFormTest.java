package io.eunomia.rego.compiler;

import static io.eunomia.rego.compiler.Compiled.errors;
import static io.eunomia.rego.compiler.Compiled.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.rego.parser.ParserOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What conditions become. */
class NormalFormTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          count(input.xs) + 1 > 2             | _2 = input.xs; _0 = count(_2); _1 = _0 + 1; _1 > 2
          not count(input.xs) > 2             | _1 = input.xs; _0 = count(_1); not _0 > 2
          not input.x[1].y                    | not input.x[1].y
          plus(1, 2, x)                       | x = 1 + 2
          walk(input, [k, v])                 | _0 = input; [k, v] = walk(_0)
          x == 1; x = 1                       | x = 1; x = 1
          y > 1; y = x + 1; x = input.x       | x = input.x; _0 = x + 1; y = _0; y > 1
          input.x[data.y[input.z]] = 1        | _0 = input.z; _1 = data.y[_0]; input.x[_1] = 1
          [1, {input.x}] = data.y             | _0 = input.x; [1, {_0}] = data.y
          x := [1, 2][_]; x > 1               | _1 = [1, 2]; _0 = _1[_]; _0 > 1
          count([1])                          | count([1])
          input                               | input
          1 in input.xs                       | _0 = input.xs; 1 in _0
          print(input.x)                      | true
          every x in input.xs { x > 1 }       | _1 = input.xs; every _0 in _1 { _0 > 1 }
          """)
  void whenTermsNeedLinesOfTheirOwn_thenTheyComeBefore(String body, String expected) {
    assertThat(rules("package a\np if { " + body + " }"))
        .isEqualTo("data.a.p = true { " + expected + " }\n");
  }

  @Test
  void whenClosuresAreCompared_thenOneIsOnTheRight() {
    assertThat(
            rules(
                """
                package a
                p if [x | x = input.a] == [x | x = 1]
                q if { [x | x = 1] = y; y }
                r if input.x == {x | x = 1}
                s if { [1 | true] }
                """))
        .isEqualTo(
            """
            data.a.p = true { _0 = [_3 | _3 = input.a]; _0 = [_4 | _4 = 1] }
            data.a.q = true { y = [_5 | _5 = 1]; y }
            data.a.r = true { _1 = {_6 | _6 = 1}; input.x = _1 }
            data.a.s = true { _2 = [1 | true]; _2 }
            """);
  }

  @Test
  void whenModified_thenItsLinesAreTooAndReplacementsAreNot() {
    assertThat(rules("package a\np if f(input.x) with input.x as data.y\nf(x) if x"))
        .startsWith(
            "data.a.p = true { _1 = data.y; _2 = input.x with input.x as _1;"
                + " data.a.f(_2) with input.x as _1 }");
  }

  @Test
  void whenFunctionsAreReplaced_thenByNamesOrValues() {
    assertThat(
            rules(
                """
                package a
                p if q with f as g with count as f with g as 3
                q if f(count(input.a))
                f(x) := x
                g(x) := x + 1
                """))
        .startsWith(
            "data.a.p = true { data.a.q with data.a.f as data.a.g with count as data.a.f"
                + " with data.a.g as 3 }");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          y.z as 1         | rego_type_error: with keyword target must reference existing input, data, or a function
          data.a.q.x as 1  | rego_compile_error: with keyword cannot partially replace virtual document(s)
          eq as 1          | rego_compile_error: with keyword replacing built-in function: replacement of "eq" invalid
          walk as 1        | rego_compile_error: with keyword replacing built-in function: target must not be a relation
          input.x[i] as 1  | rego_unsafe_var_error: var i is unsafe
          """)
  void whenTheTargetOfWithIsWrong_thenItIsReported(String modifier, String message) {
    assertThat(errors("package a\nq := {\"x\": 2}\np if {\n  q with " + modifier + "\n}"))
        .containsExactly("4 " + message);
  }

  @Test
  void whenHeadsAreNotConstant_thenTheirTermsMoveToTheBody() {
    assertThat(
            rules(
                """
                package a
                p[x].q[input.y] := input.z if some x in [1]
                q contains input.x if input.y
                r := {input.x: [y | y := input.ys[_].z] | input.w}
                f(input.x) := 1
                default s := [x | x := 1]
                """))
        .isEqualTo(
            """
            data.a.p[_3].q[_0] = _9 { _6 = [1]; _3 = _6[_2]; _0 = input.y; _9 = input.z }
            data.a.q contains _10 { input.y; _10 = input.x }
            data.a.r = _11 { _11 = {_14: _15 | input.w; _14 = input.x; _15 = [_16 | _16 = input.ys[_17].z]} }
            data.a.f[_12] = 1 { _12 = input.x }
            default data.a.s = _13 { _13 = [_18 | _18 = 1] }
            """);
  }

  @Test
  void whenAStringIsATemplate_thenItsHolesAreSets() {
    assertThat(rules("package a\np := $\"a {input.x} {1} {\"s\"}\""))
        .isEqualTo(
            "data.a.p = _2 { _3 = {_5 | _5 = input.x}; _4 = {_6 | _6 = 1};"
                + " _2 = internal.template_string([\"a \", _3, \" \", _4, \" \", \"s\"]) }\n");
  }

  @Test
  void whenPrintsAreKept_thenTheirArgumentsAreSets() {
    assertThat(
            rules(
                Compiled.OPTIONS.withKeepPrints(true),
                "package a\np if { x := 1; print(\"x\", x, input.y) }"))
        .isEqualTo(
            "data.a.p = true { _0 = 1; _4 = {_7 | _7 = \"x\"}; _5 = {_8 | _8 = _0};"
                + " _6 = {_9 | _9 = input.y}; internal.print([_4, _5, _6]) }\n");
  }

  @Test
  void whenWhatIsPrintedIsNotBoundBefore_thenItIsReported() {
    assertThat(
            errors(
                Compiled.OPTIONS.withKeepPrints(true),
                ParserOptions.V1,
                "package a\nf(w) if {\n  print(w, x)\n  x = 1\n  print(x)\n"
                    + "  every k, v in [x] { print(k, v, x, [y | y = k; print(y, z)]) }\n}"))
        .containsExactly(
            "3 rego_compile_error: var x is undeclared",
            "6 rego_compile_error: var z is undeclared");
    assertThat(errors("package a\np if print(x)")).isEmpty();
  }

  @Test
  void whenPrintIsUsedAsAValue_thenItIsReported() {
    assertThat(errors("package a\np := print(1)"))
        .containsExactly("2 rego_type_error: print used as value");
  }
}
