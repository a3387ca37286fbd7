package io.eunomia.wasm.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.Conformance;
import io.eunomia.rego.ir.PlanJson;
import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.optimizer.OptimizationLevel;
import io.eunomia.rego.optimizer.PlanOptimizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** OPA's own plans, compiled, on an interpreter that gives no builtins. */
class PlanConformanceTest {
  private static final Tuning SMALL_PARTS = new Tuning(40, true);

  private final List<String> failures = new ArrayList<>();
  private int passed;
  private final AtomicInteger skipped = new AtomicInteger();

  private interface Evaluation {
    JsonNode result(OpaHost host, JsonNode plan, JsonNode testCase) throws Exception;
  }

  @Test
  void whenPlansOfOpaAreCompiled_thenTheyGiveTheSameResults() throws Exception {
    runAll(Tuning.DEFAULT, plan -> plan.get("plan"), PlanConformanceTest::resultSet);
  }

  /** Everything that is meant to be fast, and every function in pieces. */
  @Test
  void whenValuesAreAskedForDirectly_thenTheyAreTheSame() throws Exception {
    runAll(SMALL_PARTS, PlanConformanceTest::asEntrypoint, PlanConformanceTest::value);
  }

  /** A query's plan gives rows of {@code x}; an entrypoint's gives one {@code result}. */
  private static JsonNode asEntrypoint(JsonNode line) {
    JsonNode plan = line.get("plan");
    if (!isOneValue(line.get("want_plan_result"))) {
      return plan;
    }
    ArrayNode strings = (ArrayNode) plan.at("/static/strings");
    List<JsonNode> statements = plan.get("plans").findValues("stmt");
    for (JsonNode insert : statements) {
      boolean isRow =
          statements.stream()
              .anyMatch(s -> s.size() == 4 && insert.path("object").equals(s.get("value")));
      if (isRow
          && strings.at("/" + insert.at("/key/value").asInt(-1) + "/value").asText().equals("x")) {
        ((ObjectNode) insert.get("key")).put("value", strings.size());
      }
    }
    strings.addObject().put("value", "result");
    return plan;
  }

  private static boolean isOneValue(JsonNode rows) {
    return rows == null
        || rows.isEmpty()
        || (rows.size() == 1 && rows.get(0).size() == 1 && rows.get(0).has("x"));
  }

  private void runAll(Tuning tuning, UnaryOperator<JsonNode> change, Evaluation evaluation)
      throws Exception {
    Map<String, JsonNode> cases = new HashMap<>();
    for (JsonNode testCase : Conformance.cases()) {
      cases.put(name(testCase), testCase);
    }
    Conformance.plans().parallelStream()
        .forEach(
            plan -> {
              JsonNode testCase = Objects.requireNonNull(cases.get(name(plan)));
              run(plan, testCase, tuning, change.apply(plan), evaluation);
            });
    System.out.printf(
        "plans: %d passed, %d failed, %d skipped (they need builtins of the host)%n",
        passed, failures.size(), skipped.get());
    assertThat(failures).isEmpty();
  }

  private static String name(JsonNode testCase) {
    return testCase.get("file").asText() + "#" + testCase.get("case").asText();
  }

  private void run(
      JsonNode plan, JsonNode testCase, Tuning tuning, JsonNode json, Evaluation evaluation) {
    String name = name(plan) + " " + testCase.path("note").asText();
    try {
      OptimizationLevel level =
          tuning.equals(SMALL_PARTS) ? OptimizationLevel.O1 : OptimizationLevel.O0;
      Policy policy = PlanOptimizer.optimize(PlanJson.read(json), level);
      boolean strict = testCase.path("strict_error").asBoolean();
      byte[] module = WasmCompiler.compile(policy, new WasmOptions(strict, true), tuning);
      OpaHost host =
          new OpaHost(module, testCase.has("data") ? testCase.get("data").toString() : "{}");
      if (!host.json(host.call("builtins")).isEmpty()) {
        skipped.incrementAndGet();
        return;
      }
      check(name, host, plan, testCase, evaluation);
    } catch (Exception | AssertionError e) {
      note(false, name, e.toString().lines().findFirst().orElse(""));
    }
  }

  private void check(
      String name, OpaHost host, JsonNode plan, JsonNode testCase, Evaluation evaluation)
      throws Exception {
    JsonNode result;
    try {
      result = evaluation.result(host, plan, testCase);
    } catch (OpaHost.Aborted e) {
      // Messages of builtins do not say their place in the policy.
      String part = testCase.path("want_error").asText().replaceFirst("^\\S+:\\d+: ", "");
      String message = e.toString();
      boolean wanted =
          (testCase.has("want_error_code") || testCase.has("want_error"))
              && message.contains(testCase.path("want_error_code").asText())
              && message.contains(part);
      note(wanted, name, "aborted: " + message + ", wanted " + testCase.path("want_error"));
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

  private static JsonNode resultSet(OpaHost host, JsonNode plan, JsonNode testCase)
      throws Exception {
    return testCase.has("input_term")
        ? host.evaluateTerm(0, term(testCase))
        : host.evaluate(0, testCase.has("input") ? testCase.get("input").toString() : "");
  }

  private static JsonNode value(OpaHost host, JsonNode plan, JsonNode testCase) throws Exception {
    if (!isOneValue(plan.get("want_plan_result"))) {
      return resultSet(host, plan, testCase);
    }
    ArrayNode rows = JsonNodeFactory.instance.arrayNode();
    if (testCase.has("input_term")) {
      resultSet(host, plan, testCase).forEach(row -> rows.addObject().set("x", row.get("result")));
      return rows;
    }
    JsonNode value = host.value(0, testCase.has("input") ? testCase.get("input").toString() : "");
    if (!value.isMissingNode()) {
      rows.addObject().set("x", value);
    }
    return rows;
  }

  /** The input in OPA's value format, which has no comma at the end of a line. */
  private static String term(JsonNode testCase) {
    return testCase.get("input_term").asText().replaceAll(",\\s*([}\\]])", "$1");
  }

  private synchronized void note(boolean good, String name, String message) {
    if (good) {
      passed++;
    } else {
      failures.add(name + ": " + message);
    }
  }
}
