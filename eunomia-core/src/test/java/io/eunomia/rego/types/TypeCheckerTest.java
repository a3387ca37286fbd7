package io.eunomia.rego.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.rego.ast.Head;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.builtins.Builtin;
import io.eunomia.rego.builtins.Builtins;
import io.eunomia.rego.parser.ParserOptions;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks rules that are written in the compiler's normal form, but for their names. */
class TypeCheckerTest {
  private final List<String> errors = new ArrayList<>();

  private RuleTypes check(String rules) {
    Diagnostics diagnostics = new Diagnostics();
    SourceText source = SourceText.of("t.rego", "package t\n" + rules);
    Module module = RegoParser.parseModule(source, ParserOptions.V1, diagnostics);
    assertThat(diagnostics.all()).isEmpty();
    List<Rule> absolute =
        Objects.requireNonNull(module).rules().stream().map(TypeCheckerTest::absolute).toList();
    return TypeChecker.check(
        absolute,
        TypeCheckerTest::typeOf,
        DeclaredTypes.NONE,
        Map.of("__local0__", "name"),
        error ->
            errors.add(
                error.code()
                    + " "
                    + error.span().line()
                    + ": "
                    + error.message()
                    + " ("
                    + error.hint()
                    + ")"));
  }

  private static @Nullable FunctionType typeOf(String name) {
    Builtin builtin = Builtins.find(name);
    return builtin == null ? null : builtin.type();
  }

  private static Rule absolute(Rule rule) {
    Head head = rule.head();
    List<Term> path = new ArrayList<>();
    path.add(StringTerm.of("t", head.span()));
    path.add(StringTerm.of(((Var) head.ref().head()).name(), head.span()));
    path.addAll(head.ref().path());
    Ref ref = new Ref(new Var("data", head.span()), path, head.ref().span());
    Head named =
        new Head(
            ref, head.args(), head.key(), head.value(), head.assign(), head.written(), head.span());
    return new Rule(rule.isDefault(), named, rule.body(), rule.elses(), rule.span());
  }

  private String typeOf(RuleTypes types, String... path) {
    SourceText none = SourceText.of("none", "");
    List<Term> steps = new ArrayList<>();
    for (String step : path) {
      steps.add(StringTerm.of(step, none.span(0, 0)));
    }
    return types.typeAt(steps).toString();
  }

  private String inferred(String rules) {
    RuleTypes types = check(rules);
    assertThat(errors).isEmpty();
    return typeOf(types, "t", "p");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "p := 1                                               ! number",
        "p := {\"a\": [1, true]}                              ! object<a: array<number, boolean>>",
        "p := [] if { true }                                  ! array[any]",
        "p := {1, \"a\"}                                      ! set[any<number, string>]",
        "p := x if { x = input.a }                            ! any",
        "p := x if { x = count([1]) }                         ! number",
        "p := x if { [_, x] = walk(input) }                   ! any",
        "p := y if { x = [[1, \"a\"]]; y = x[_][1] }          ! string",
        "p := x if { x = [y | y = \"a\"] }                    ! array[string]",
        "p := x if { x = {y | y = 1} }                        ! set[number]",
        "p := x if { x = {y: z | y = 1; z = null} }           ! object[number: null]",
        "p contains x if { x = \"a\" }                        ! set[string]",
        "p[x] := y if { x = \"a\"; y = 1 }                    ! object[string: number]",
        "p[x].a := y if { x = 1; y = 1 }                      ! object[number: object[string: number]]",
        "p[x] contains y if { x = 1; y = \"a\" }              ! object[number: set[string]]",
        "p(x) := y if { y = plus(x, 1) }                      ! (number) => number",
        "p(_, x) := x                                         ! (any, any) => any",
        "p([x, \"a\"]) := 1 if { lower(x) }                   ! (array<string, string>) => number",
        "p := x if { {\"a\": x} = {\"a\": 1} }                ! number",
        "p := i if { x = [\"a\"]; x[i] }                      ! number",
        "p := [x, y] if { [x, 1] = [\"a\", y] }               ! array<string, number>"
      })
  void whenARuleIsChecked_thenItsTypeIsInferred(String rule, String type) {
    assertThat(inferred(rule)).isEqualTo(type);
  }

  @Test
  void whenARuleHasSeveralDefinitions_thenItsTypeIsTheirUnion() {
    assertThat(inferred("p := 1 if { input.a }\np := \"a\" if { input.b } else := null"))
        .isEqualTo("any<null, number, string>");
  }

  @Test
  void whenAnObjectIsDefinedInParts_thenItsTypeIsOfThemAll() {
    RuleTypes types = check("p.a := 1\np.b.c := true\np[x] := x if { x = \"x\" }");
    assertThat(errors).isEmpty();
    assertThat(typeOf(types, "t", "p"))
        .isEqualTo("object[string: any<number, string, object[string: boolean]>]");
    assertThat(typeOf(types, "t", "p", "a")).isEqualTo("number");
    assertThat(typeOf(types, "t")).startsWith("object<p: object[").endsWith(">[string: any]");
    assertThat(typeOf(types, "t", "base")).isEqualTo("any");
  }

  @Test
  void whenARuleRefersToALaterOne_thenThatIsCheckedFirst() {
    assertThat(inferred("p := x if { x = data.t.q }\nq := x if { x = data.t.r[_] }\nr := [1]"))
        .isEqualTo("number");
  }

  @Test
  void whenAFunctionHasSeveralDefinitions_thenItTakesTheArgumentsOfAll() {
    assertThat(
            inferred(
                """
                f(x) := y if { y = lower(x) }
                f(x) := y if { y = abs(x) }
                p := y if { y = data.t.f(1) }
                """))
        .isEqualTo("any<number, string>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p if { data.base.x[1].y.z }",
        "p if { input[_].x = data.other[_][_] }",
        "p if { x = data.t[_]; plus(x, 1) }\nq := \"a\"",
        "p if { every x in [1] { lower(x); lower(1) } }",
        "p if { x = {1: 2}; x[1.0] }",
        "p if { x = {\"a\": 1}; x[k]; lower(k) }",
        "p if { concat(\",\", {x | x = input.y}) }",
        "p if { print(1, \"a\", null) }",
        "p if { x = data.t; x[_].y = 1 }",
        "p if { is_string(1) with is_string as true }",
        "f(x) if { x[1] = 2 }\np if { data.t.f({1: 2}); data.t.f([1, 2]) }"
      })
  void whenSomeValueSatisfies_thenNothingIsReported(String rules) {
    check(rules);
    assertThat(errors).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "count(1) ! count: invalid argument(s) (have: (number); want: "
            + "(collection: any<string, array[any], object[any: any], set[any]>))",
        "1 = \"a\" ! match error (left: number; right: string)",
        "1 == \"a\" ! match error (left: number; right: string)",
        "\"a\" = count([]) ! match error (left: string; right: number)",
        "{\"a\": x} = {\"b\": 1} ! match error (left: object<a: ???>; right: object<b: number>)",
        "x = 1; x.a ! undefined ref: x.a (x is number)",
        "__local0__ = 1; __local0__.a ! undefined ref: name.a (name is number)",
        "x = {\"a\": 1, \"b\": 2}; x.c ! undefined ref: x.c (have: \"c\"; want (one of): a, b)",
        "x = [1]; x.a ! undefined ref: x.a (have: \"a\"; want (type): number)",
        "x = [1]; y = \"a\"; x[y] "
            + "! undefined ref: x[y] (have (type): string; want (type): number)",
        "data.t[1] ! undefined ref: data.t[1] (have (type): number; want (one of): f)",
        "data.t.f ! undefined ref: data.t.f (data.t.f is (number) => number)",
        "x = [y | y = plus(1, null)] "
            + "! plus: invalid argument(s) (have: (number, null); want: (x: number, y: number))",
        "every y in [1] { z = [w | w = lower(1)] } "
            + "! lower: invalid argument(s) (have: (number); want: (x: string))",
        "every y in [1] { data.t.f } "
            + "! undefined ref: data.t.f (data.t.f is (number) => number)",
        "count([]) with count as data.t.f ! count: arity mismatch (have: (number); want: "
            + "(collection: any<string, array[any], object[any: any], set[any]>))"
      })
  void whenNoValueSatisfies_thenItIsReportedOnce(String body, String error) {
    check("f(x) := y if { y = plus(x, 1) }\np if { " + body + " }");
    assertThat(errors).containsExactly("rego_type_error 3: " + error);
  }

  @Test
  void whenARuleIsFaulty_thenItsUsersAreNot() {
    check(
        "p if { data.t.q = 1; data.t.f(1, 2, 3) }\nq := x if { x = 1; x.y }\nf(x) if { 1 = null }");
    assertThat(errors).hasSize(2);
    assertThat(errors.get(0)).startsWith("rego_type_error 3: undefined ref: x.y");
    assertThat(errors.get(1)).startsWith("rego_type_error 4: match error");
  }

  @Test
  void whenManyAreWrong_thenTheyComeInTheOrderOfTheText() {
    check("p if { data.t.r; 1 = null }\nq if { true; lower(2) }\nr if { count(1) }");
    assertThat(errors)
        .extracting(e -> e.substring(0, e.indexOf(':')))
        .containsExactly("rego_type_error 2", "rego_type_error 3", "rego_type_error 4");
  }

  @Test
  void whenRulesReferInALongChain_thenTheyAreChecked() {
    StringBuilder rules = new StringBuilder();
    for (int i = 0; i < 5000; i++) {
      rules.append("r").append(i).append(" := x if { x = data.t.r").append(i + 1).append(" }\n");
    }
    RuleTypes types = check(rules + "r5000 := 1");
    assertThat(typeOf(types, "t", "r0")).isEqualTo("number");
  }

  @Test
  @Timeout(20)
  void whenTypesGrowWithoutEnd_thenTheyBecomeAny() {
    StringBuilder rules = new StringBuilder("r0 := 1\n");
    for (int i = 1; i < 60; i++) {
      rules.append("r%d := [x, x] if { x = data.t.r%d }\n".formatted(i, i - 1));
    }
    rules.append("p if { x0 = 1; ");
    for (int i = 1; i < 60; i++) {
      rules.append("x%d = {x%d, [x%d]}; ".formatted(i, i - 1, i - 1));
    }
    rules.append("x59 = 1; data.t.r59[0] }\n");
    check(rules.toString());
    assertThat(errors).singleElement().asString().contains("match error").hasSizeLessThan(1_200);
  }
}
