package io.eunomia.archimedes.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.eunomia.archimedes.Conformance;
import io.eunomia.archimedes.Conformance.PlannedCase;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.archimedes.engine.value.TermText;
import io.eunomia.rego.ir.PlanJson;
import io.eunomia.wasm.codegen.WasmCompiler;
import io.eunomia.wasm.codegen.WasmOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** OPA's own plans, compiled by us, in the engine, with the host's builtins. */
class PlanConformanceTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final List<String> failures = new ArrayList<>();
  private final Map<String, Integer> missing = new TreeMap<>();
  private int passed;

  @Test
  void whenPlansAreEvaluated_thenResultsAreOpas() throws IOException {
    Limits limits = Limits.defaults().withTimeout(Duration.ofSeconds(20));
    try (PolicyEngine engine =
        new PolicyEngine(limits, BuiltinRegistry.standard(), Clock.systemUTC())) {
      for (PlannedCase planned : Conformance.planned()) {
        run(engine, planned);
      }
    }
    System.out.printf(
        "plans in the engine: %d passed, %d failed; builtins to come: %s%n",
        passed, failures.size(), missing);
    assertThat(failures).isEmpty();
  }

  private void run(PolicyEngine engine, PlannedCase planned) {
    JsonNode testCase = planned.testCase();
    boolean strict = testCase.path("strict_error").asBoolean();
    try {
      byte[] module =
          WasmCompiler.compile(
              PlanJson.read(planned.plan().get("plan")), new WasmOptions(strict, true));
      byte[] data = utf8(testCase.has("data") ? testCase.get("data").toString() : "{}");
      try (LoadedPolicy policy = engine.load(module, data)) {
        check(planned, policy);
      }
    } catch (InvalidModuleException e) {
      String message = String.valueOf(e.getMessage());
      if (message.contains("builtins that this runtime does not have")) {
        missing.merge(message.substring(message.lastIndexOf(':') + 2), 1, Integer::sum);
      } else {
        failures.add(planned.name() + ": " + e);
      }
    } catch (IOException | RuntimeException e) {
      failures.add(planned.name() + ": " + e);
    }
  }

  private void check(PlannedCase planned, LoadedPolicy policy) throws IOException {
    JsonNode testCase = planned.testCase();
    byte[] result;
    try {
      result = evaluate(testCase, policy);
    } catch (EvaluationException e) {
      String message = testCase.path("want_error").asText().replaceFirst("^\\S+:\\d+: ", "");
      boolean wanted =
          (testCase.has("want_error_code") || testCase.has("want_error"))
              && String.valueOf(e.getMessage()).contains(testCase.path("want_error_code").asText())
              && String.valueOf(e.getMessage()).contains(message);
      note(
          wanted,
          planned.name(),
          e + ", wanted " + testCase.path("want_error_code") + testCase.path("want_error"));
      return;
    }
    if (testCase.has("want_error_code") || testCase.has("want_error")) {
      note(false, planned.name(), "no error, but a result; wanted " + testCase.path("want_error"));
      return;
    }
    // One row, whose only variable is what the entrypoint gives; no row if it is undefined.
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    if (result != null) {
      rows.addObject().set("result", MAPPER.readTree(result));
    }
    boolean sorted = testCase.path("sort_bindings").asBoolean();
    JsonNode wanted = planned.plan().get("want_plan_result");
    note(
        JsonRows.normal(wanted, sorted).equals(JsonRows.normal(rows, sorted)),
        planned.name(),
        "gives " + rows + ", wanted " + wanted);
  }

  private static byte @Nullable [] evaluate(JsonNode testCase, LoadedPolicy policy) {
    if (testCase.has("input_term")) {
      String term = testCase.get("input_term").asText().replaceAll(",\\s*([}\\]])", "$1");
      return policy.evaluate(0, TermText.read(term));
    }
    return policy.evaluate(
        0, testCase.has("input") ? utf8(testCase.get("input").toString()) : null);
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
