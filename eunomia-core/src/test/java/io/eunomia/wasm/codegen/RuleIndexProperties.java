package io.eunomia.wasm.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.compile.CompileResult;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.optimizer.OptimizationLevel;
import io.eunomia.rego.optimizer.PlanOptimizer;
import io.eunomia.rego.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What rules give, print and report does not depend on whether they are found by an index. */
class RuleIndexProperties {
  private static final int INPUTS = 16;

  @Property(tries = 30)
  void whenRulesAreFoundByAnIndex_thenTheyGiveTheSame(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    RandomRules rules = new RandomRules(random);
    String module = rules.module();
    boolean strict = random.nextBoolean();
    Policy plan = plan(module);
    Tuning tuning = new Tuning(random.nextBoolean() ? 150 : 3000, false, true);
    OpaHost without = host(plan, Set.of("rule-index"), strict, Tuning.of(OptimizationLevel.O1));
    OpaHost with = host(plan, Set.of(), strict, tuning);
    for (int i = 0; i < INPUTS; i++) {
      String input = rules.input();
      for (int entrypoint = 0; entrypoint < RandomRules.ENTRYPOINTS.size(); entrypoint++) {
        assertThat(outcome(with, entrypoint, input))
            .as("%s of%n%s%nfor %s", RandomRules.ENTRYPOINTS.get(entrypoint), module, input)
            .isEqualTo(outcome(without, entrypoint, input));
      }
    }
  }

  private static Policy plan(String module) {
    List<String> names = RandomRules.ENTRYPOINTS.stream().map("test/"::concat).toList();
    CompileResult result =
        RegoPolicyCompiler.compile(
            List.of(SourceText.of("test.rego", module)),
            RegoPolicyOptions.defaults()
                .withEntrypoints(names)
                .withKeepPrints(true)
                .withWasm(false));
    assertThat(result.diagnostics()).as(module).isEmpty();
    return Objects.requireNonNull(result.plan());
  }

  private static OpaHost host(Policy plan, Set<String> left, boolean strict, Tuning tuning) {
    Policy optimized = PlanOptimizer.optimize(plan, OptimizationLevel.O1, strict, left);
    return new OpaHost(
        WasmCompiler.compile(optimized, new WasmOptions(strict, false), tuning), "{}");
  }

  /** The result or the error, and what was printed until then. */
  private static List<String> outcome(OpaHost host, int entrypoint, String input) throws Exception {
    host.prints.clear();
    List<String> outcome = new ArrayList<>();
    try {
      outcome.add(host.evaluate(entrypoint, input).toString());
    } catch (OpaHost.Aborted e) {
      outcome.add(String.valueOf(e.getMessage()));
    }
    outcome.addAll(host.prints);
    return outcome;
  }
}
