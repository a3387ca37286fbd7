package io.eunomia.archimedes.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.archimedes.Conformance;
import io.eunomia.archimedes.Conformance.PlannedCase;
import io.eunomia.archimedes.engine.PolicyEngine.Execution;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.archimedes.engine.value.TermText;
import io.eunomia.compile.BuiltinModule;
import io.eunomia.rego.builtins.Builtin;
import io.eunomia.rego.builtins.Builtins;
import io.eunomia.rego.ir.PlanJson;
import io.eunomia.rego.optimizer.OptimizationLevel;
import io.eunomia.rego.optimizer.PlanOptimizer;
import io.eunomia.wasm.codegen.WasmCompiler;
import io.eunomia.wasm.codegen.WasmOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * OPA's own plans, compiled by us, in the engine, with the host's builtins: each module through its
 * own exports, and again as if another compiler had made it; and both again with all builtins on
 * the host, those of the value runtime too.
 */
class PlanConformanceTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String VALUE = "result";

  /** Compiling a module takes the JVM longer than asking it once; a part of them will do. */
  private static final int COMPILE_EVERY = 8;

  private static final Set<String> NATIVES =
      Builtins.all().stream()
          .map(Builtin::name)
          .filter(BuiltinModule::has)
          .collect(Collectors.toUnmodifiableSet());

  private final List<String> failures = new ArrayList<>();
  private final Set<String> hosted = new TreeSet<>();
  private final Map<String, Integer> missing = new TreeMap<>();
  private final Environment environment =
      new Environment(
          Limits.defaults().withTimeout(Duration.ofSeconds(20)),
          BuiltinRegistry.standard(),
          Clock.systemUTC(),
          new Watchdog(Duration.ofSeconds(20).toNanos()),
          line -> {});
  private int passed;
  private int modules;

  @Test
  void whenPlansAreEvaluated_thenResultsAreOpas() throws IOException {
    for (PlannedCase planned : Conformance.planned()) {
      run(planned);
    }
    environment.watchdog().close();
    report();
    System.out.printf(
        "of the value runtime's builtins, %d were called on the host%n", hosted.size());
    assertThat(hosted).hasSizeGreaterThan(100);
  }

  @Test
  void whenMoreIsOptimized_thenResultsAreOpas() throws IOException {
    for (PlannedCase planned : Conformance.planned()) {
      run(planned, " at O2", OptimizationLevel.O2, Set.of());
    }
    environment.watchdog().close();
    report();
  }

  private void report() {
    System.out.printf(
        "plans in the engine: %d passed, %d failed; builtins to come: %s%n",
        passed, failures.size(), missing);
    assertThat(failures).isEmpty();
  }

  private void run(PlannedCase planned) {
    run(planned, "", OptimizationLevel.O1, Set.of());
    JsonNode called = planned.plan().at("/plan/static/builtin_funcs");
    Set<String> natives = new TreeSet<>();
    called.forEach(builtin -> natives.add(builtin.path("name").asText()));
    natives.retainAll(NATIVES);
    if (!natives.isEmpty()) {
      hosted.addAll(natives);
      run(planned, ", all builtins on the host", OptimizationLevel.O1, natives);
    }
  }

  private void run(PlannedCase planned, String how, OptimizationLevel level, Set<String> onHost) {
    JsonNode testCase = planned.testCase();
    boolean strict = testCase.path("strict_error").asBoolean();
    byte[] data = utf8(testCase.has("data") ? testCase.get("data").toString() : "{}");
    try {
      ObjectNode plan = planned.plan().get("plan").deepCopy();
      String variable = PlanResult.rename(plan, VALUE);
      WasmOptions options =
          new WasmOptions(strict, true).withHostBuiltins(onHost).withOptimization(level);
      CompiledWasm wasm =
          CompiledWasm.compile(
              WasmCompiler.compile(
                  PlanOptimizer.optimize(PlanJson.read(plan), level, strict), options),
              environment.limits(),
              ++modules % COMPILE_EVERY == 0 ? Execution.COMPILED : Execution.INTERPRETED);
      JsonNode rows = planned.plan().get("want_plan_result");
      if (variable != null && (rows == null || rows.size() < 2)) {
        check(planned, how, EunomiaModule.load(environment, wasm, data), variable);
      }
      if (!testCase.has("input_term") && !strict && level == OptimizationLevel.O1) {
        check(planned, " as OPA's" + how, OpaModule.load(environment, wasm, data), variable);
      }
    } catch (InvalidModuleException e) {
      String message = String.valueOf(e.getMessage());
      if (message.contains("builtins that this runtime does not have")) {
        missing.merge(message.substring(message.lastIndexOf(':') + 2), 1, Integer::sum);
      } else {
        failures.add(planned.name() + how + ": " + e);
      }
    } catch (IOException | RuntimeException e) {
      failures.add(planned.name() + how + ": " + e);
    }
  }

  private void check(
      PlannedCase planned, String way, PolicyModule module, @Nullable String variable)
      throws IOException {
    String name = planned.name() + way;
    JsonNode testCase = planned.testCase();
    ArrayNode rows;
    PolicyInstance instance = module.newInstance();
    try {
      rows = evaluate(testCase, instance);
    } catch (EvaluationException e) {
      String message = testCase.path("want_error").asText().replaceFirst("^\\S+:\\d+: ", "");
      boolean wanted =
          (testCase.has("want_error_code") || testCase.has("want_error"))
              && String.valueOf(e.getMessage()).contains(testCase.path("want_error_code").asText())
              && String.valueOf(e.getMessage()).contains(message);
      note(
          wanted,
          name,
          e + ", wanted " + testCase.path("want_error_code") + testCase.path("want_error"));
      return;
    } finally {
      instance.close();
    }
    if (testCase.has("want_error_code") || testCase.has("want_error")) {
      note(false, name, "no error, but a result; wanted " + testCase.path("want_error"));
      return;
    }
    boolean sorted = testCase.path("sort_bindings").asBoolean();
    JsonNode wanted = PlanResult.renamed(planned.plan().get("want_plan_result"), variable, VALUE);
    note(
        JsonRows.normal(wanted, sorted).equals(JsonRows.normal(rows, sorted)),
        name,
        "gives " + rows + ", wanted " + wanted);
  }

  private static ArrayNode evaluate(JsonNode testCase, PolicyInstance instance) throws IOException {
    byte[] input = testCase.has("input") ? utf8(testCase.get("input").toString()) : null;
    if (instance instanceof OpaInstance opa) {
      return (ArrayNode) MAPPER.readTree(opa.resultSet(0, input));
    }
    byte[] value;
    if (testCase.has("input_term")) {
      String term = testCase.get("input_term").asText().replaceAll(",\\s*([}\\]])", "$1");
      value = instance.evaluate(0, TermText.read(term));
    } else {
      value = instance.evaluate(0, input);
    }
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    if (value != null) {
      rows.addObject().set(VALUE, MAPPER.readTree(value));
    }
    return rows;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void note(boolean good, String name, String message) {
    if (good) {
      passed++;
    } else {
      failures.add(name + ": " + message);
    }
  }
}
