package io.eunomia.wasm.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.Conformance;
import io.eunomia.rego.ir.PlanJson;
import io.eunomia.rego.ir.Policy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** OPA's own plans, compiled, on an interpreter that gives no builtins. */
class PlanConformanceTest {
  private final List<String> failures = new ArrayList<>();
  private int passed;
  private int skipped;

  @Test
  void whenPlansOfOpaAreCompiled_thenTheyGiveTheSameResults() throws Exception {
    Map<String, JsonNode> cases = new HashMap<>();
    for (JsonNode testCase : Conformance.cases()) {
      cases.put(name(testCase), testCase);
    }
    for (JsonNode plan : Conformance.plans()) {
      run(plan, cases.get(name(plan)));
    }
    System.out.printf(
        "plans: %d passed, %d failed, %d skipped (they need builtins of the host)%n",
        passed, failures.size(), skipped);
    assertThat(failures).isEmpty();
  }

  private static String name(JsonNode testCase) {
    return testCase.get("file").asText() + "#" + testCase.get("case").asText();
  }

  private void run(JsonNode plan, JsonNode testCase) {
    String name = name(plan) + " " + testCase.path("note").asText();
    try {
      Policy policy = PlanJson.read(plan.get("plan"));
      boolean strict = testCase.path("strict_error").asBoolean();
      byte[] module = WasmCompiler.compile(policy, new WasmOptions(strict, true));
      OpaHost host =
          new OpaHost(module, testCase.has("data") ? testCase.get("data").toString() : "{}");
      if (!host.json(host.call("builtins")).isEmpty()) {
        skipped++;
        return;
      }
      check(name, host, plan, testCase);
    } catch (Exception | AssertionError e) {
      failures.add(name + ": " + e.toString().lines().findFirst().orElse(""));
    }
  }

  private void check(String name, OpaHost host, JsonNode plan, JsonNode testCase) throws Exception {
    JsonNode result;
    try {
      if (testCase.has("input_term")) {
        result = host.evaluateTerm(0, term(testCase));
      } else {
        result = host.evaluate(0, testCase.has("input") ? testCase.get("input").toString() : "");
      }
    } catch (OpaHost.Aborted e) {
      // Messages of builtins do not say their place in the policy.
      String message = testCase.path("want_error").asText().replaceFirst("^\\S+:\\d+: ", "");
      boolean wanted =
          (testCase.has("want_error_code") || testCase.has("want_error"))
              && e.getMessage().contains(testCase.path("want_error_code").asText())
              && e.getMessage().contains(message);
      note(wanted, name, "aborted: " + e.getMessage() + ", wanted " + testCase.path("want_error"));
      return;
    }
    if (testCase.has("want_error_code") || testCase.has("want_error")) {
      note(false, name, "no error, but " + result);
      return;
    }
    JsonNode wanted = plan.get("want_plan_result");
    boolean sorted = testCase.path("sort_bindings").asBoolean();
    note(
        JsonRows.normal(wanted, sorted).equals(JsonRows.normal(result, sorted)),
        name,
        "gives " + result + ", wanted " + wanted);
  }

  /** The input in OPA's value format, which has no comma at the end of a line. */
  private static String term(JsonNode testCase) {
    return testCase.get("input_term").asText().replaceAll(",\\s*([}\\]])", "$1");
  }

  private void note(boolean good, String name, String message) {
    if (good) {
      passed++;
    } else {
      failures.add(name + ": " + message);
    }
  }
}
