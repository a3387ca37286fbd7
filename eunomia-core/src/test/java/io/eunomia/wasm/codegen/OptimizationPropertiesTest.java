package io.eunomia.wasm.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.compile.CompileResult;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.optimizer.OptimizationLevel;
import io.eunomia.rego.optimizer.PlanOptimizer;
import io.eunomia.rego.source.SourceText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Programs made at random mean the same at each level, and without each of the steps. */
class OptimizationPropertiesTest {
  private static final long PROGRAMS = Long.getLong("eunomia.optimizer.programs", 60);
  private static final long FIRST = Long.getLong("eunomia.optimizer.seed", 1);
  private static final String DATA =
      """
      {"nums": [1, 2, 3],
       "users": {"ann": {"roles": ["x", "dev"], "age": 3}, "bob": {"roles": [], "age": 1}}}
      """;
  private static final List<String> INPUTS =
      List.of(
          "{\"a\": 1, \"b\": \"x\", \"list\": [1, 2, 2], \"obj\": {\"k\": {\"v\": 1}}}",
          "{\"a\": 2, \"b\": true, \"list\": [], \"user\": \"ann\"}",
          "");

  @Test
  void whenProgramsAreOptimized_thenTheyGiveTheSameResultsAndErrors() {
    long compiled =
        LongStream.range(FIRST, FIRST + PROGRAMS).parallel().filter(this::check).count();
    assertThat(compiled).isGreaterThan(PROGRAMS / 2);
  }

  private boolean check(long seed) {
    String text = RandomProgram.of(seed);
    RegoPolicyOptions options =
        RegoPolicyOptions.defaults().withWasm(false).withEntrypoint("test/r0");
    CompileResult result =
        RegoPolicyCompiler.compile(List.of(SourceText.of("m.rego", text)), options);
    if (result.hasErrors()) {
      return false;
    }
    Policy plan = Objects.requireNonNull(result.plan());
    Map<String, String> answers = new LinkedHashMap<>();
    Map<Object, String> known = new LinkedHashMap<>();
    for (OptimizationLevel level : OptimizationLevel.values()) {
      answers.put(level.name(), answer(PlanOptimizer.optimize(plan, level, false), level, known));
    }
    OptimizationLevel most = OptimizationLevel.O2;
    for (String step : PlanOptimizer.steps(most)) {
      Policy without = PlanOptimizer.optimize(plan, most, false, Set.of(step));
      answers.put("without " + step, answer(without, most, known));
    }
    String wanted = answers.values().iterator().next();
    answers.forEach(
        (how, answer) ->
            assertThat(answer).as("%s, seed %d:%n%s", how, seed, text).isEqualTo(wanted));
    return true;
  }

  /** What a plan gives; many steps find nothing to do in a program, so that plans are the same. */
  private static String answer(Policy plan, OptimizationLevel level, Map<Object, String> known) {
    return known.computeIfAbsent(List.of(plan, level), unused -> evaluate(plan, level));
  }

  private static String evaluate(Policy plan, OptimizationLevel level) {
    byte[] module = WasmCompiler.compile(plan, WasmOptions.DEFAULT.withOptimization(level));
    StringBuilder answers = new StringBuilder();
    for (String input : INPUTS) {
      // What aborts leaves its instance in no state to be asked again.
      OpaHost host = new OpaHost(module, DATA);
      try {
        answers.append(host.evaluate(0, input));
      } catch (OpaHost.Aborted e) {
        answers.append(e.getMessage());
      } catch (Exception e) {
        throw new AssertionError(e);
      }
      answers.append('\n');
    }
    return answers.toString();
  }
}
