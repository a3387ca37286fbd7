package io.eunomia.rego.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.compile.CompileResult;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.Func;
import io.eunomia.rego.ir.PlanJson;
import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.ir.Selector;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Effects;
import io.eunomia.rego.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where there is an index, and of what; what rules give is tested where they are run. */
class RuleIndexTest {
  @Test
  void whenDefinitionsTestTheSameRef_thenOneLookupFindsThem() {
    Stmt.Dispatch dispatch = onlyDispatch(allow("input.x", "\"a\"", "\"b\"", "\"c\"", "\"d\""));

    assertThat(dispatch.blocks()).hasSize(4);
    assertThat(dispatch.selectors()).hasSize(1);
    assertThat(dispatch.selectors().get(0).kind()).isEqualTo(Selector.Kind.EQUAL);
    assertThat(blocksOf(dispatch)).containsExactly(List.of(0), List.of(1), List.of(2), List.of(3));
    // Which one holds is known by then.
    assertThat(dispatch.blocks())
        .allSatisfy(block -> assertThat(block.stmts()).noneMatch(Stmt.Equal.class::isInstance));
  }

  @Test
  void whenThereAreFewDefinitions_thenTheyAreTestedOneByOne() {
    assertThat(dispatches(allow("input.x", "\"a\"", "\"b\"", "\"c\""))).isEmpty();
  }

  @Test
  void whenAllDefinitionsTestForTheSameValue_thenThereIsNothingToTellThemApartBy() {
    assertThat(dispatches(allow("input.x", "1", "1.0", "10e-1", "1"))).isEmpty();
  }

  @Test
  void whenTheStepIsLeftOut_thenThePlanIsAsItWas() {
    String rules = allow("input.x", "1", "2", "3", "4");

    assertThat(PlanOptimizer.steps()).contains("rule-index");
    assertThat(dispatches(rules)).isNotEmpty();
    Policy plan = plan(rules);
    Policy without =
        PlanOptimizer.optimize(plan, OptimizationLevel.O1, false, Set.of("rule-index"));
    assertThat(dispatches(without)).isEmpty();
    assertThat(dispatches(PlanOptimizer.optimize(plan, OptimizationLevel.O0, false))).isEmpty();
  }

  @Test
  void whenNumbersAreWrittenInDifferentWays_thenTheyAreOneCase() {
    Stmt.Dispatch dispatch = onlyDispatch(allow("input.x", "1", "2", "1.0", "3", "0.2e1", "-0"));

    assertThat(blocksOf(dispatch))
        .containsExactly(List.of(0, 1), List.of(2, 3), List.of(4), List.of(5));
  }

  @Test
  void whenValuesAreOfSeveralTypes_thenEachIsACase() {
    assertThat(blocksOf(onlyDispatch(allow("input.x", "null", "true", "false", "1", "\"1\""))))
        .hasSize(5);
  }

  @Test
  void whenADefinitionTestsSomethingElse_thenItRunsInItsPlace() {
    Stmt.Dispatch dispatch =
        onlyDispatch(
            allow("input.x", "1", "2")
                + "members contains 9 if input.z\n"
                + allow("input.x", "3", "4"));

    assertThat(dispatch.blocks()).hasSize(5);
    assertThat(blocksOf(dispatch)).containsExactly(List.of(0), List.of(1), List.of(3), List.of(4));
  }

  @Test
  void whenDefinitionsWithOneValueTestMore_thenALookupInTheLookupFindsThem() {
    StringBuilder rules = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      rules.append(
          "members contains %d if { input.x == %d; input.y.z == %d }%n".formatted(i, i / 5, i % 5));
    }
    List<Stmt.Dispatch> dispatches = dispatches(rules.toString());

    // By what tells most apart first: five values, then four for each of them.
    assertThat(dispatches).hasSize(6);
    assertThat(dispatches.get(0).blocks()).hasSize(5);
    assertThat(dispatches.get(0).selectors().get(0).path()).hasSize(2);
    assertThat(dispatches.get(1).blocks()).hasSize(4);
  }

  @Test
  void whenMembershipIsTested_thenEachElementSelects() {
    Stmt.Dispatch dispatch =
        onlyDispatch(
            """
            members contains 1 if input.x in {"a", "b"}
            members contains 2 if input.x in ["b", "c"]
            members contains 3 if {"a", "d"}[input.x]
            members contains 4 if { some v in ["b", "d"]; v == input.x }
            members contains 5 if { v := input.x; v == "a" }
            """);

    assertThat(blocksOf(dispatch))
        .containsExactlyInAnyOrder(List.of(0, 2, 4), List.of(0, 1, 3), List.of(1), List.of(2, 3));
  }

  @Test
  void whenPrefixesAreTested_thenOneLookupFindsTheLongest() {
    Stmt.Dispatch dispatch =
        onlyDispatch(
            """
            members contains 1 if startswith(input.x, "/v1")
            members contains 2 if startswith(input.x, "/v1/users")
            members contains 3 if glob.match("/v2/*", ["/"], input.x)
            members contains 4 if glob.match("/v3/**", null, input.x)
            members contains 5 if glob.match("/v{4,5}", null, input.x)
            members contains 6 if glob.match("*", null, input.x)
            """);

    assertThat(dispatch.selectors().get(0).kind()).isEqualTo(Selector.Kind.PREFIX);
    assertThat(blocksOf(dispatch)).containsExactly(List.of(0), List.of(1), List.of(2), List.of(3));
    // Whether it is an error to test the value is for the test to say.
    assertThat(dispatch.blocks().get(0).stmts()).anyMatch(Stmt.Call.class::isInstance);
  }

  @Test
  void whenAParameterIsTested_thenTheArgumentIsLookedUp() {
    Stmt.Dispatch dispatch =
        onlyDispatch(
            """
            f("a", x) := x
            f("b", x) := x + 1
            f("c", x) := x + 2
            f(y, x) := x + 3 if y == "d"
            members contains f(input.x, 1)
            """);

    assertThat(dispatch.selectors().get(0).path()).isEmpty();
    assertThat(dispatch.selectors().get(0).source()).isEqualTo(2);
  }

  @Test
  void whenBranchesOfAnElseTest_thenTheyAreLookedUpAndSoIsTheWhole() {
    StringBuilder rules = new StringBuilder();
    for (int i = 0; i < 16; i += 4) {
      rules.append("v := %d if { input.x == %d }".formatted(i, i));
      for (int k = 1; k < 4; k++) {
        rules.append(" else := %d if { input.x == %d }".formatted(i + k, i + k));
      }
      rules.append('\n');
    }
    List<Stmt.Dispatch> dispatches = dispatches(rules + "members contains v\n");

    assertThat(dispatches).hasSize(5);
    assertThat(blocksOf(dispatches.get(0))).hasSize(16).contains(List.of(0), List.of(3));
  }

  @Test
  void whenSomethingMayBeSeenBeforeTheTest_thenItIsNoCase() {
    assertThat(
            dispatches(
                """
                members contains 1 if { print("seen"); input.x == 1 }
                members contains 2 if { count(input.y) > 1; input.x in {2, 3} }
                members contains 3 if { not q; input.x in {4, 5} }
                members contains 4 if { q; input.x in {6, 7} }
                q if input.q
                """))
        .isEmpty();
  }

  @Test
  void whenDataIsTested_thenItIsNoCase() {
    assertThat(dispatches(allow("data.x.y", "1", "2", "3", "4"))).isEmpty();
  }

  @Test
  void whenFewPrefixesBeginMany_thenTheListsStayShort() {
    StringBuilder rules = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      rules.append("members contains %d if startswith(input.x, \"/\")%n".formatted(i));
      rules.append("members contains %d if startswith(input.x, \"/%d/\")%n".formatted(i, i));
    }
    Stmt.Dispatch dispatch = onlyDispatch(rules.toString());

    assertThat(dispatch.blocks()).hasSize(800);
    assertThat(blocksOf(dispatch)).hasSize(400);
  }

  @Test
  void whenAPlanHasADispatch_thenItIsNotWrittenAsOneOfOpa() {
    Policy plan =
        PlanOptimizer.optimize(
            plan(allow("input.x", "1", "2", "3", "4")), OptimizationLevel.O1, false);

    assertThatThrownBy(() -> PlanJson.write(plan))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no such statement");
  }

  @Test
  void whenADispatchIsCopied_thenItIsTheSame() {
    Rewriter copy = new Rewriter() {};

    for (Stmt.Dispatch dispatch : dispatches(allow("input.x", "null", "2", "\"3\"", "true"))) {
      assertThat(copy.statement(dispatch)).isEqualTo(dispatch);
    }
  }

  private static String allow(String ref, String... values) {
    StringBuilder rules = new StringBuilder();
    for (String value : values) {
      rules.append("members contains 1 if ").append(ref).append(" == ").append(value).append('\n');
    }
    return rules.toString();
  }

  private static List<List<Integer>> blocksOf(Stmt.Dispatch dispatch) {
    return dispatch.selectors().get(0).cases().stream().map(Selector.Case::blocks).toList();
  }

  private static Stmt.Dispatch onlyDispatch(String rules) {
    List<Stmt.Dispatch> dispatches = dispatches(rules);
    assertThat(dispatches).hasSize(1);
    return dispatches.get(0);
  }

  private static List<Stmt.Dispatch> dispatches(String rules) {
    return dispatches(PlanOptimizer.optimize(plan(rules), OptimizationLevel.O1, false));
  }

  private static List<Stmt.Dispatch> dispatches(Policy plan) {
    List<Stmt.Dispatch> found = new ArrayList<>();
    for (Func func : plan.funcs()) {
      func.blocks().forEach(block -> collect(block, found));
    }
    return found;
  }

  private static void collect(Block block, List<Stmt.Dispatch> found) {
    for (Stmt stmt : block.stmts()) {
      if (stmt instanceof Stmt.Dispatch dispatch) {
        found.add(dispatch);
      }
      Effects.of(stmt).blocks().forEach(inner -> collect(inner, found));
    }
  }

  private static Policy plan(String rules) {
    CompileResult result =
        RegoPolicyCompiler.compile(
            List.of(SourceText.of("test.rego", "package test\n" + rules)),
            RegoPolicyOptions.defaults()
                .withEntrypoint("test/members")
                .withKeepPrints(true)
                .withWasm(false));
    assertThat(result.diagnostics()).isEmpty();
    return Objects.requireNonNull(result.plan());
  }
}
