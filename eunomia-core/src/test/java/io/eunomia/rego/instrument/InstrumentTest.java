package io.eunomia.rego.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.compile.CompileResult;
import io.eunomia.compile.Instrumentation;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.ir.BuiltinDecl;
import io.eunomia.rego.ir.PlanJson;
import io.eunomia.rego.parser.ParserOptions;
import io.eunomia.rego.parser.RegoParser;
import io.eunomia.rego.planner.Probes;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import io.eunomia.rego.source.Span;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InstrumentTest {
  private static final String SOURCE =
      """
      package p

      default q := 0

      q := x if {
        some y
        x := count([z | some z in input.zs; z > 1])
        every v in input.vs { v == y }
        y = f(x) + 1
      } else := 2 if {
        input.b
      }

      f(x) := x
      """;

  @Test
  void whenModuleIsRead_thenItsPlacesAreHeadsBranchesAndExpressions() {
    assertThat(Places.of(List.of(module(SOURCE))).all())
        .extracting(place -> place.kind() + " " + place.span().text())
        .containsExactly(
            "RULE q := 0",
            "RULE q := x",
            "EXPRESSION x := count([z | some z in input.zs; z > 1])",
            "EXPRESSION some z in input.zs",
            "EXPRESSION z > 1",
            "EXPRESSION every v in input.vs { v == y }",
            "EXPRESSION v == y",
            "EXPRESSION y = f(x) + 1",
            "BRANCH else := 2",
            "EXPRESSION input.b",
            "RULE f(x) := x");
  }

  @Test
  void whenTermsOfAnExpressionAreAsked_thenThoseOfClosuresAreNotAmongThem() {
    Places places = Places.of(List.of(module(SOURCE)));
    assertThat(terms(places, "x := count([z | some z in input.zs; z > 1])"))
        .startsWith("x := count([z | some z in input.zs; z > 1])", "x")
        .contains("[z | some z in input.zs; z > 1]")
        .doesNotContain("z", "input.zs", "1");
    assertThat(terms(places, "every v in input.vs { v == y }"))
        .contains("input.vs")
        .doesNotContain("v", "y");
    assertThat(terms(places, "y = f(x) + 1"))
        .startsWith("y = f(x) + 1", "y")
        .containsSubsequence("f(x) + 1", "f(x)", "x");
  }

  private static List<String> terms(Places places, String expression) {
    Place place =
        places.all().stream()
            .filter(each -> each.span().text().equals(expression))
            .findFirst()
            .orElseThrow();
    return places.terms(place).stream().map(Span::text).toList();
  }

  @Test
  void whenSpanIsInExpressions_thenTheInnermostIsMeant() {
    Module module = module(SOURCE);
    Places places = Places.of(List.of(module));
    int at = SOURCE.indexOf("z > 1");

    assertThat(
            Objects.requireNonNull(places.expression(module.span().source().span(at, at + 1)))
                .span()
                .text())
        .isEqualTo("z > 1");
    int count = SOURCE.indexOf("count(");
    assertThat(
            Objects.requireNonNull(places.expression(module.span().source().span(count, count + 5)))
                .span()
                .text())
        .startsWith("x := count");
    int head = SOURCE.indexOf("q := x if");
    assertThat(places.expression(module.span().source().span(head, head + 1))).isNull();
  }

  @Test
  void whenNothingIsTold_thenPlanIsAsWithoutInstrumentation() {
    assertThat(
            PlanJson.write(Objects.requireNonNull(compiled(SOURCE, parsed -> Probes.NONE).plan())))
        .isEqualTo(PlanJson.write(Objects.requireNonNull(compiled(SOURCE, null).plan())));
  }

  @Test
  void whenCoverageIsTold_thenEveryPlaceIsNamed() {
    CompileResult result =
        compiled(SOURCE, parsed -> new CoverageProbes(Places.of(parsed), UnaryOperator.identity()));

    var plan = Objects.requireNonNull(result.plan());
    assertThat(plan.builtins()).extracting(BuiltinDecl::name).contains(BuiltinDecl.REACHED);
    assertThat(plan.strings())
        .containsAll(Places.of(result.modules()).all().stream().map(Place::name).toList());
    assertThat(result.wasm()).isNotNull();
  }

  @Test
  void whenTestIsDefinedAgain_thenItGetsANameOfItsOwn() {
    List<Module> modules =
        List.of(
            module(
                """
                package p

                test_a := 1

                test_a := 2

                x := 1

                x := 2

                default test_b := false

                test_b if true

                test_c[1] := 1

                test_c[2] := 2
                """),
            module("package p\n\ntest_a := 3\n"),
            module("package other\n\ntest_a := 4\n"));

    assertThat(TestNames.distinct(modules))
        .flatExtracting(Module::rules)
        .extracting(TestNames::of)
        .containsExactly(
            "test_a",
            "test_a#01",
            "x",
            "x",
            "test_b",
            "test_b",
            "test_c",
            "test_c",
            "test_a#02",
            "test_a");
  }

  @Test
  void whenPolicyCallsWhatTells_thenItIsNoBuiltin() {
    assertThat(compiled("package p\n\nq if eunomia.reached(\"x\")\n", null).diagnostics())
        .extracting(d -> d.message())
        .contains("undefined function eunomia.reached");
  }

  private static CompileResult compiled(String source, @Nullable Instrumentation told) {
    return RegoPolicyCompiler.compile(
        List.of(SourceText.of("p.rego", source)),
        RegoPolicyOptions.defaults().withEntrypoint("p/q").withInstrumentation(told));
  }

  private static Module module(String text) {
    return Objects.requireNonNull(
        RegoParser.parseModule(
            SourceText.of("p.rego", text), ParserOptions.of(RegoVersion.V1), new Diagnostics()));
  }
}
