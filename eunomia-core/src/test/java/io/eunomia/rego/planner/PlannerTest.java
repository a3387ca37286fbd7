package io.eunomia.rego.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.compile.CompileResult;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.Func;
import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The shape of plans; what they mean is tested where they are run. */
class PlannerTest {
  @Test
  void whenARuleIsNotReached_thenItIsNotPlanned() {
    Policy plan = plan("p := q\nq := 1\nunused := 2");

    assertThat(names(plan)).containsExactly("g0.data.test.p", "g0.data.test.q");
  }

  @Test
  void whenAllDefinitionsHaveOneConstantValue_thenTheFirstThatHoldsLeavesThem() {
    assertThat(statements(function(plan("p if input.a\np if input.b"), "p")))
        .filteredOn(Stmt.Break.class::isInstance)
        .hasSize(2);
    assertThat(statements(function(plan("p := 1 if input.a\np := 2 if input.b"), "p")))
        .noneMatch(Stmt.Break.class::isInstance);
  }

  @Test
  void whenATestComparesTheInputWithAConstant_thenItComesFirst() {
    List<Stmt> stmts =
        statements(function(plan("p if { some x in data.xs; x > 1; input.a == \"b\" }"), "p"));

    int test = index(stmts, Stmt.Equal.class);
    assertThat(test).isNotNegative().isLessThan(index(stmts, Stmt.Scan.class));
  }

  @Test
  void whenWithReplacesARule_thenWhatItReachesIsPlannedApart() {
    Policy plan = plan("p if q with data.test.r as 1\nq if r == 1\nr := 2");

    // Inside, r is a value in data, so no function gives it.
    assertThat(names(plan)).containsExactly("g0.data.test.p", "g1.data.test.q");
  }

  @Test
  void whenWithChangesTheInputOnly_thenTheSameFunctionsServe() {
    Policy plan = plan("p if q with input.x as 1\nq if input.x");

    assertThat(names(plan)).containsExactly("g0.data.test.p", "g0.data.test.q");
  }

  @Test
  void whenAPackageIsEnumerated_thenWhatFollowsIsPlannedOnce() {
    List<Stmt> stmts =
        statements(
            function(
                plan("p contains x if { data.test.sub[k].v = x }\nsub.a.v := 1\nsub.b.v := 2"),
                "p"));

    assertThat(stmts).filteredOn(Stmt.SetAdd.class::isInstance).hasSize(1);
  }

  @Test
  void whenAConditionIsNegated_thenItsScansEndAtTheFirstSolution() {
    List<Stmt> stmts = statements(function(plan("p if not walk(input.a, [[0], 1])"), "p"));

    assertThat(stmts).anyMatch(Stmt.Not.class::isInstance).anyMatch(Stmt.Scan.class::isInstance);
    assertThat(stmts.get(index(stmts, Stmt.Break.class)))
        .isInstanceOfSatisfying(Stmt.Break.class, b -> assertThat(b.index()).isPositive());
  }

  @Test
  void whenAnEntrypointIsAPackage_thenItsDocumentIsPlanned() {
    Policy plan = plan("test", "p := 1\nf(x) := x");

    assertThat(names(plan)).containsExactly("g0.data.test", "g0.data.test.p");
  }

  @Test
  void whenAPlanIsMade_thenStatementsSayWhereTheyComeFrom() {
    Policy plan = plan("p if input.a == 1");

    assertThat(statements(function(plan, "p")))
        .filteredOn(Stmt.Equal.class::isInstance)
        .allSatisfy(
            s -> {
              assertThat(plan.files().get(s.location().file())).isEqualTo("test.rego");
              assertThat(s.location().row()).isEqualTo(2);
            });
  }

  private static Policy plan(String rules) {
    return plan("test/p", rules);
  }

  private static Policy plan(String entrypoint, String rules) {
    CompileResult result =
        RegoPolicyCompiler.compile(
            List.of(SourceText.of("test.rego", "package test\n" + rules)),
            RegoPolicyOptions.defaults().withEntrypoint(entrypoint).withWasm(false));
    assertThat(result.diagnostics()).isEmpty();
    return Objects.requireNonNull(result.plan());
  }

  private static List<String> names(Policy plan) {
    return plan.funcs().stream().map(Func::name).toList();
  }

  private static Func function(Policy plan, String rule) {
    return plan.funcs().stream()
        .filter(f -> f.name().equals("g0.data.test." + rule))
        .findFirst()
        .orElseThrow();
  }

  private static int index(List<Stmt> stmts, Class<? extends Stmt> type) {
    for (int i = 0; i < stmts.size(); i++) {
      if (type.isInstance(stmts.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private static List<Stmt> statements(Func function) {
    List<Stmt> found = new ArrayList<>();
    function.blocks().forEach(block -> collect(block, found));
    return found;
  }

  private static void collect(Block block, List<Stmt> found) {
    for (Stmt stmt : block.stmts()) {
      found.add(stmt);
      if (stmt instanceof Stmt.BlockStmt b) {
        b.blocks().forEach(inner -> collect(inner, found));
      } else if (stmt instanceof Stmt.Scan s) {
        collect(s.block(), found);
      } else if (stmt instanceof Stmt.Not n) {
        collect(n.block(), found);
      } else if (stmt instanceof Stmt.WithStmt w) {
        collect(w.block(), found);
      }
    }
  }
}
