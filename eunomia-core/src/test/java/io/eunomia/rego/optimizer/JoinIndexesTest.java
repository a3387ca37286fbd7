package io.eunomia.rego.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.compile.CompileResult;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.BuiltinDecl;
import io.eunomia.rego.ir.Func;
import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Effects;
import io.eunomia.rego.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoinIndexesTest {
  private static Policy plan(String rules) {
    CompileResult result =
        RegoPolicyCompiler.compile(
            List.of(SourceText.of("test.rego", "package test\n" + rules)),
            RegoPolicyOptions.defaults().withWasm(false).withEntrypoint("test/p"));
    return Objects.requireNonNull(result.plan(), () -> result.diagnostics().toString());
  }

  private static List<Func> indexes(Policy policy) {
    return policy.funcs().stream().filter(func -> func.name().startsWith("index:")).toList();
  }

  private static int indexes(String rules) {
    return indexes(JoinIndexes.apply(plan(rules))).size();
  }

  private static List<Stmt.Call> calls(Policy policy) {
    List<Stmt.Call> calls = new ArrayList<>();
    policy.funcs().forEach(func -> addCalls(func.blocks(), calls));
    return calls;
  }

  private static void addCalls(List<Block> blocks, List<Stmt.Call> calls) {
    for (Block block : blocks) {
      for (Stmt stmt : block.stmts()) {
        if (stmt instanceof Stmt.Call call) {
          calls.add(call);
        }
        addCalls(Effects.of(stmt).blocks(), calls);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p if { some x in data.items; x.owner == input.user }",
        "p if { data.items[i].owner == input.user; data.items[i].kind }",
        "p if { some x in data.items; input.user = x.owner }",
        "p if { some x in data.items; x.a.b.c == input.user }",
        "p if { some x in data.items; x.kind != 3; x.open; x.owner == input.user }",
        "p if { data.list[_] == input.user }",
        "p if { q[_] == input.user }\nq contains x.n if some x in data.items",
        "p if { some x in data.items; x.kind == \"a\" }",
        "p if { some r in input.roles; some g in data.grants; g.role == r }",
        "p if { f(input.user) }\nf(u) if { some x in data.items; x.owner == u }",
        "p := {x: y | some x in input.a; y := [z | some z in input.b; z.k == x]}",
        "p if { not q }\nq if { some x in data.items; x.owner == input.user }"
      })
  void whenElementsAreLookedForByAKey_thenThereIsAnIndex(String rules) {
    assertThat(indexes(rules)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Nothing that is the same for all elements.
        "p if { some x in data.items; x.owner == x.user }",
        "p if { some x in data.items; x.owner != input.user }",
        "p if { some x in data.items; x.owner > input.user }",
        // Once over the input is as good as making an index.
        "p if { some x in input.items; x.owner == input.user }",
        "p if { some y in input.b; some x in input.items; x.owner == y }",
        // What is called before may fail.
        "p if { some x in data.items; count(x) > 1; x.owner == input.user }",
        "p if { some x in data.items; lower(x.owner) == input.user }",
        // What it is of changes with the loop around.
        "p if { some y in data.groups; some x in y.items; x.owner == input.user }",
        // A collection of what is passed on.
        "p if { f(input.items) }\nf(items) if { some x in items; x.owner == input.user }",
        "p := [x | some x in data.items; y := [x]; y == input.user]"
      })
  void whenAllElementsMustBeLookedAt_thenThereIsNone(String rules) {
    assertThat(indexes(rules)).isZero();
  }

  @Test
  void whenDifferentRulesLookForTheSame_thenTheyShareAnIndex() {
    Policy policy =
        JoinIndexes.apply(
            plan(
                """
                p if { some x in data.items; x.owner == input.user }
                p if { some y in data.items; y.kind; y.owner == input.other }
                p if { q }
                q if { some x in data.items; x.owner == data.root }
                """));
    assertThat(indexes(policy)).hasSize(1);
  }

  @Test
  void whenAnIndexIsOfDataAlone_thenItIsAskedForOnlyIfItIsThere() {
    Policy policy = JoinIndexes.apply(plan("p if { some x in data.items; x.owner == input.user }"));
    assertThat(calls(policy)).extracting(Stmt.Call::func).containsExactly(BuiltinDecl.PREPARED);
  }

  @Test
  void whenAnIndexIsOfInput_thenItIsMadeInTheEvaluation() {
    Policy policy =
        JoinIndexes.apply(
            plan("p := {x: y | some x in input.a; y := [z | some z in input.b; z.k == x]}"));
    assertThat(calls(policy)).extracting(Stmt.Call::func).containsExactly("index:0");
  }

  @Test
  void whenNothingIsLookedFor_thenThePlanIsTheSame() {
    Policy policy = plan("p if { some x in data.items; x.a == x.b }");
    assertThat(JoinIndexes.apply(policy)).isSameAs(policy);
  }

  @Test
  void whenTheStepIsLeftOut_thenThereIsNoIndex() {
    Policy policy = plan("p if { some x in data.items; x.owner == input.user }");
    assertThat(PlanOptimizer.steps()).contains("joins");
    Policy without = PlanOptimizer.optimize(policy, OptimizationLevel.O1, false, Set.of("joins"));
    assertThat(indexes(without)).isEmpty();
    assertThat(indexes(PlanOptimizer.optimize(policy, OptimizationLevel.O0, false))).isEmpty();
    assertThat(indexes(PlanOptimizer.optimize(policy, OptimizationLevel.O1, false))).hasSize(1);
  }
}
