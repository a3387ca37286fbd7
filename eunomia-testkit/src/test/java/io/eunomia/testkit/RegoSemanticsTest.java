package io.eunomia.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.archimedes.engine.Limits;
import io.eunomia.archimedes.engine.LoadedPolicy;
import io.eunomia.archimedes.engine.PolicyEngine;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.compile.CompileResult;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.rego.source.SourceText;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What constructs of the language mean, from the source to the value that the engine gives. */
class RegoSemanticsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final PolicyEngine ENGINE =
      new PolicyEngine(
          Limits.defaults(),
          BuiltinRegistry.standard(),
          Clock.systemUTC(),
          PolicyEngine.Execution.INTERPRETED);

  private static final String DATA =
      """
      {"nums": [1, 2, 3], "users": {"ann": {"age": 41}, "bob": {"age": 29}},
       "test": {"base": {"a": 1}}, "other": {"doc": {"x": "base"}}}""";
  private static final String INPUT = "{\"x\": 7, \"name\": \"ann\", \"list\": [1, [2, 3]]}";

  @AfterAll
  static void close() {
    ENGINE.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = "==>",
      quoteCharacter = '`',
      textBlock =
          """
          p := 1 ==> 1
          p if input.x == 7 ==> true
          p if input.x == 8 ==> undefined
          default p := false ==> false
          default p := false; p if input.x > 5 ==> true
          p := 1 if { false } else := 2 if { input.x == 7 } else := 3 ==> 2
          p := 1 if { false } else := 2 if { false } ==> undefined
          p contains x if { some x in data.nums; x > 1 } ==> [2,3]
          p[k] := v.age if some k, v in data.users ==> {"ann":41,"bob":29}
          p[k].years := v.age if some k, v in data.users ==> {"ann":{"years":41},"bob":{"years":29}}
          p[k] contains v if some k, v in data.nums ==> {"0":[1],"1":[2],"2":[3]}
          f(x) := x + 1; p := f(f(1)) ==> 3
          f(1) := "one"; f(2) := "two"; p := f(2) ==> "two"
          f([a, b]) := a + b; p := f([1, 2]) ==> 3
          default f(_) := "d"; f(x) := "e" if x > 5; p := [f(1), f(7)] ==> ["d","e"]
          p := x if { [x, 2] = [1, 2] } ==> 1
          p := [x, y] if { [x, y] = [y, 1] } ==> [1,1]
          p := x if { {"a": x, "b": 2} = {"b": 2, "a": 1} } ==> 1
          p := [a, b] if { [a, [b, _]] = input.list } ==> [1,2]
          p if not input.missing ==> true
          p if not input.x ==> undefined
          p if not input.x == 8 ==> true
          p if not data.nums[0] == 4 ==> true
          p if not walk(input.list, [[0], 1]) ==> undefined
          p if not walk(input.list, [[0], 2]) ==> true
          p if every x in data.nums { x > 0 } ==> true
          p if every i, x in data.nums { i < x } ==> true
          p if every x in data.nums { x > 1 } ==> undefined
          p if every x in [] { x > 1 } ==> true
          p if every x in input.x { x > 1 } ==> undefined
          p := [x | some x in data.nums; x != 2] ==> [1,3]
          p := {x: y | some x, y in data.nums} ==> {"0":1,"1":2,"2":3}
          p := count({x | some x in [1, 1, 2]}) ==> 2
          p if 2 in data.nums ==> true
          p if 4 in data.nums ==> undefined
          p := data.nums[i] if data.nums[i] == 3 ==> 3
          q := input.x; p := x if x := q with input.x as 8 ==> 8
          q := input.x; p := [a, input.x] if a := q with input.x as 8 ==> [8,7]
          q := input.a.b; p := x if x := q with input.a.b as 1 ==> 1
          q := data.nums; p := x if x := q with data.nums as [9] ==> [9]
          r := 1; q := r; p := x if x := q with data.test.r as 2 ==> 2
          p := x if x := count([1]) with count as 5 ==> 5
          f(_) := 6; p := x if x := count([1]) with count as f ==> 6
          q := count([1]); p := [q, a] if a := q with count as 5 ==> [1,5]
          g(x) := x; q := g(1); f(x) := x + 1; p := x if x := q with data.test.g as f ==> 2
          p := data.test.base ==> {"a":1}
          a.b := 1; a.c := 2; p := a ==> {"b":1,"c":2}
          a.b := 1; a[x] := 2 if x := "c"; p := a ==> {"b":1,"c":2}
          a.b := 1; p := k if some k, 1 in a ==> "b"
          a.b.c := 1; a.d.c := 2; p contains k if a[k].c ==> ["b","d"]
          a.b := 1; a.c := 2; p := a[k] if k := "c" ==> 2
          p := $"x is {input.x}, {input.missing}" ==> "x is 7, <undefined>"
          p := 0.1 + 0.2 ==> 0.3
          p := 100000000000000000000 + 1 ==> 100000000000000000001
          p := 10 / 4 ==> 2.5
          p := 1 if { input.x == 7 }; p := 1 if { input.name == "ann" } ==> 1
          p := sprintf("%s is %d", [input.name, data.users[input.name].age]) ==> "ann is 41"
          p := [x | walk({"a": [1]}, [path, x]); count(path) == 2] ==> [1]
          p if { x := {"a"}; x["a"] } ==> true
          p := numbers.range(1, 3) ==> [1,2,3]
          p := x if { x := input; x.x == 7 } ==> {"list":[1,[2,3]],"name":"ann","x":7}
          """)
  void whenAPolicyIsEvaluated_thenItsValueIs(String policy, String expected)
      throws JsonProcessingException {
    String result = evaluate(policy);

    if (expected.equals("undefined")) {
      assertThat(result).isNull();
    } else {
      assertThat(json(result)).isEqualTo(json(expected));
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiterString = "==>",
      quoteCharacter = '`',
      textBlock =
          """
          p := 1; p := x if x := 2 ==> complete rules must not produce multiple outputs
          f(_) := 1; f(x) := x; p := f(2) ==> functions must not produce multiple outputs
          p[k] := v if { some v in [1, 2]; k := "a" } ==> object keys must be unique
          p := {"a": v | some v in [1, 2]} ==> object keys must be unique
          a.b := 1; a[x] := 2 if x := "b"; p := a ==> object keys must be unique
          """)
  void whenDefinitionsConflict_thenTheEvaluationEndsWithAnError(String policy, String message) {
    assertThatThrownBy(() -> evaluate(policy))
        .isInstanceOf(EvaluationException.class)
        .hasMessageContaining("eval_conflict_error")
        .hasMessageContaining(message);
  }

  @Test
  void whenAnotherPackageIsEnumerated_thenItsRulesAndBaseDocumentsAreFound()
      throws JsonProcessingException {
    String result =
        evaluate(
            "p contains [k, v] if v := data.other[k].x", "package other.rules\nx := \"virtual\"\n");

    assertThat(json(result)).isEqualTo(json("[[\"doc\", \"base\"], [\"rules\", \"virtual\"]]"));
  }

  @Test
  void whenABuiltinFails_thenItsCallIsUndefined() {
    assertThat(evaluate("p := to_number(\"no number\")")).isNull();
  }

  @Test
  void whenThereIsNoInput_thenWhatReadsItIsUndefined() {
    assertThat(evaluate(List.of("package test\np := input"), null)).isNull();
    assertThat(evaluate(List.of("package test\np if not input.x"), null)).isEqualTo("true");
  }

  private static @Nullable String evaluate(String rules, String... otherModules) {
    List<String> modules = new ArrayList<>(List.of(otherModules));
    modules.add("package test\n\n" + rules.replace("; ", "\n"));
    return evaluate(modules, INPUT);
  }

  private static @Nullable String evaluate(List<String> modules, @Nullable String input) {
    List<SourceText> sources = new ArrayList<>();
    for (String module : modules) {
      sources.add(SourceText.of("m" + sources.size() + ".rego", module));
    }
    CompileResult compiled =
        RegoPolicyCompiler.compile(sources, RegoPolicyOptions.defaults().withEntrypoint("test/p"));
    assertThat(compiled.diagnostics()).isEmpty();
    try (LoadedPolicy policy =
        ENGINE.load(
            Objects.requireNonNull(compiled.wasm()), DATA.getBytes(StandardCharsets.UTF_8))) {
      byte[] result =
          policy.evaluate(
              policy.entrypoint("test/p").orElseThrow(),
              input == null ? null : input.getBytes(StandardCharsets.UTF_8));
      return result == null ? null : new String(result, StandardCharsets.UTF_8);
    }
  }

  private static JsonNode json(@Nullable String text) throws JsonProcessingException {
    return JSON.readTree(Objects.requireNonNull(text));
  }
}
