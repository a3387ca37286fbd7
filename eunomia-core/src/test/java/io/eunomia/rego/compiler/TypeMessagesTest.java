package io.eunomia.rego.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.rego.ast.Module;
import io.eunomia.rego.parser.ParserOptions;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each type error as policies meet it: where it is, what it says, and what would be right. */
class TypeMessagesTest {
  private static final String RULES =
      """
      package t

      f(x) := lower(x)

      g(x, y) := x + y

      q := {"a": 1, "b": {"c": "x"}}

      s contains "a"

      r := input.x

      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '~',
      value = {
        "1 == \"a\" ! 8: match error ! left: number; right: string",
        "x := 1; x == null ! 16: match error ! left: number; right: null",
        "[1, x] = [\"a\", 2] ! 8: match error ! left: array<number, ???>; right: array<string, number>",
        "q.b.c > 1; q.b.c = 1 ! 19: match error ! left: string; right: number",
        "f(\"a\") = 1 ! 8: match error ! left: string; right: number",
        "count(1) > 0 ! 8: count: invalid argument(s) ! have: (number); want:"
            + " (collection: any<string, array[any], object[any: any], set[any]>)",
        "lower(q.a) ! 8: lower: invalid argument(s) ! have: (number); want: (x: string)",
        "x := \"a\"; x + 1 ! 18: plus: invalid argument(s) ! have: (string, number); want: (x: number, y: number)",
        "f(1) ! 8: data.t.f: invalid argument(s) ! have: (number); want: (string)",
        "f(q) == \"a\" ! 8: data.t.f: invalid argument(s)"
            + " ! have: (object<a: number, b: object<c: string>>); want: (string)",
        "not f(1) ! 8: data.t.f: invalid argument(s) ! have: (number); want: (string)",
        "lower(\"a\", \"b\", \"c\") ! 8: lower: arity mismatch ! have: 3 arguments; want: (x: string)",
        "lower() ! 8: lower: arity mismatch ! have: 0 arguments; want: (x: string)",
        "g(1) ! 8: function data.t.g has arity 2, got 1 argument ! ",
        "g(1, 2, 3, 4) ! 8: function data.t.g has arity 2, got 4 arguments ! ",
        "h(1) ! 8: undefined function h ! ",
        "data.t.h(1) ! 8: undefined function data.t.h ! ",
        "q(1) ! 8: undefined function data.t.q ! ",
        "r(1) ! 8: undefined function data.t.r ! ",
        "x := r(1); x ! 13: function data.t.r has arity 0, got 1 argument ! ",
        "q.x == 1 ! 8: undefined ref: data.t.q.x ! have: \"x\"; want (one of): a, b",
        "data.t.q.b.d ! 8: undefined ref: data.t.q.b.d ! have: \"d\"; want (one of): c",
        "q.a.x ! 8: undefined ref: data.t.q.a.x ! data.t.q.a is number",
        "q[1] ! 8: undefined ref: data.t.q[1] ! have: 1; want (one of): a, b",
        "s[1] ! 8: undefined ref: data.t.s[1] ! have: 1; want (type): string",
        "s.a.b ! 8: undefined ref: data.t.s.a.b ! data.t.s.a is string",
        "x := [1, 2]; x[\"a\"] ! 21: undefined ref: x.a ! have: \"a\"; want (type): number",
        "x := [1, 2]; x[2] ! 21: undefined ref: x[2] ! have: 2; want (type): number",
        "y := \"a\"; x := [1]; x[y] ! 28: undefined ref: x[y] ! have (type): string; want (type): number",
        "some x in q; x.d.e ! 21: undefined ref: x.d.e ! have: \"d\"; want (one of): c",
        "f ! 8: undefined ref: data.t.f ! data.t.f is (string) => string",
        "f.x ! 8: undefined ref: data.t.f.x ! data.t.f is (string) => string",
        "every x in q.x { x > 1 } ! 19: undefined ref: data.t.q.x ! have: \"x\"; want (one of): a, b",
        "every x in [1] { q.x == x } ! 25: undefined ref: data.t.q.x ! have: \"x\"; want (one of): a, b",
        "x := [y | y := q.x]; x ! 23: undefined ref: data.t.q.x ! have: \"x\"; want (one of): a, b",
        "1 in q.x ! 13: undefined ref: data.t.q.x ! have: \"x\"; want (one of): a, b",
        "lower(\"a\") with lower as g ! 19: lower: arity mismatch"
            + " ! have: (number, number); want: (x: string)",
        "lower(\"a\") with lower as abs ! 19: lower: arity mismatch"
            + " ! have: (number); want: (x: string)",
      })
  void whenTypesAreWrong_thenPlaceMessageAndHintSayWhy(String body, String error, String hint) {
    Diagnostics diagnostics = new Diagnostics();
    SourceText source = SourceText.of("t.rego", RULES + "p if { " + body + " }\n");
    Module module =
        Objects.requireNonNull(RegoParser.parseModule(source, ParserOptions.V1, diagnostics));
    RegoCompiler.compile(List.of(module), Compiled.OPTIONS, diagnostics);
    Diagnostic found = diagnostics.all().get(0);
    assertThat(diagnostics.all()).hasSize(1);
    assertThat(found.code()).isEqualTo(ErrorCodes.TYPE);
    assertThat(found.span().line()).isEqualTo(13);
    assertThat(found.span().column() + ": " + found.message()).isEqualTo(error);
    assertThat(Objects.toString(found.hint(), "")).isEqualTo(Objects.toString(hint, ""));
  }
}
