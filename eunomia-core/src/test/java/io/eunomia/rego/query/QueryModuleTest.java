package io.eunomia.rego.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.compile.CompileResult;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.rego.parser.ParserOptions;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryModuleTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 + 2",
        "(1 > 2)",
        "x := 1; x > 2",
        "some x in data.p.xs; y := x * 2",
        "data",
        "data[k].xs # all of them",
        "count(data) > 0 with data.q as 1",
        "not data.p.xs\nevery x in data.p.xs { x > 0 }",
        "walk(data, [path, value])",
        "plus(1, 2, x)",
        "count([1]) == 1 with count as sum",
        "print(\"x\")",
        "$\"{data.p.xs}\"",
        "[x | x := data.p.xs[_]]",
      })
  void whenQueryIsRight_thenModuleCompiles(String query) {
    QueryModule module = module(query);

    assertThat(compile(module)).as(module.source().text()).isEmpty();
    assertThat(compile(conditions(query))).isEmpty();
  }

  @Test
  void whenExpressionStandsAlone_thenItsValueMayBeFalse() {
    assertThat(module("1 > 2").source().text()).doesNotContain("\nvalue0_0\n");
  }

  @Test
  void whenThereMayBeSeveralResults_thenValuesMustHold() {
    assertThat(module("data.p.xs[i] > 1").source().text()).contains("\nvalue0_0\n");
    assertThat(module("x := 1; x > 2").source().text()).contains("\nvalue0_0\n");
  }

  @Test
  void whenQueryCannotBeParsed_thenThatIsReportedAtItsPlace() {
    Diagnostics diagnostics = new Diagnostics();

    assertThat(QueryModule.values(text("x :="), Set.of(), ParserOptions.V1, diagnostics)).isNull();
    assertThat(diagnostics.all())
        .singleElement()
        .satisfies(d -> assertThat(d.span().column()).isEqualTo(5));
  }

  @Test
  void whenQueryClosesTheModulesBrackets_thenItIsRefused() {
    Diagnostics diagnostics = new Diagnostics();

    assertThat(
            QueryModule.values(
                text("true]\nx := [1 | true"), Set.of(), ParserOptions.V1, diagnostics))
        .isNull();
    assertThat(diagnostics.all()).isNotEmpty();
  }

  @Test
  void whenVariableIsUnsafe_thenOnlyTheUsersIsNamed() {
    QueryModule module = module("true; x + 1");

    assertThat(compile(module))
        .singleElement()
        .satisfies(d -> assertThat(d.message()).isEqualTo("var x is unsafe"))
        .satisfies(d -> assertThat(d.span().source().name()).isEqualTo("query"));
  }

  @Test
  void whenNamesAreTakenByTheQuery_thenOthersAreUsed() {
    QueryModule module = module("value0 := data; d000 := value0");

    assertThat(compile(module)).isEmpty();
  }

  private static QueryModule module(String query) {
    return Objects.requireNonNull(
        QueryModule.values(text(query), Set.of("p"), ParserOptions.V1, new Diagnostics()));
  }

  private static QueryModule conditions(String query) {
    return Objects.requireNonNull(
        QueryModule.conditions(text(query), Set.of("p"), ParserOptions.V1, new Diagnostics()));
  }

  private static SourceText text(String query) {
    return SourceText.of("query", query);
  }

  private static List<Diagnostic> compile(QueryModule module) {
    CompileResult result =
        RegoPolicyCompiler.compile(
            List.of(SourceText.of("p.rego", "package p\n\nxs := [1, 2]\n"), module.source()),
            RegoPolicyOptions.defaults().withEntrypoint(module.entrypoint()).withWasm(false));
    return module.inQuery(result.diagnostics());
  }
}
