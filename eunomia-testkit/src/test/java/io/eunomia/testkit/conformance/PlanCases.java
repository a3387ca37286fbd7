package io.eunomia.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleException;
import io.eunomia.bundle.Manifest;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.policy.build.BuildOptions;
import io.eunomia.policy.build.BundleRebuilder;
import io.eunomia.rego.builtins.Capabilities;
import io.eunomia.rego.ir.PlanJson;
import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.optimizer.OptimizationLevel;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * OPA's own plans, as bundles that hold nothing else: the back end without the front end. Through
 * OPA's ABI their results are the rows of a query, as OPA planned them; our own ABI asks for
 * values, so there they are the plan's value.
 */
final class PlanCases implements Kind {
  private final ObjectMapper json;
  private final Map<String, JsonNode> sources;
  private final OptimizationLevel level;

  /**
   * @param sources the cases that the plans were made from, which have data and input, by group,
   *     file and number
   */
  PlanCases(ObjectMapper json, Map<String, JsonNode> sources, OptimizationLevel level) {
    this.json = json;
    this.sources = sources;
    this.level = level;
  }

  static String key(String group, JsonNode test) {
    return group + "/" + test.path("file").asText() + "#" + test.path("case").asText();
  }

  @Override
  public Object compilationKey(Case which) {
    return which.name();
  }

  @Override
  public Compilation compile(Case which) throws IOException {
    JsonNode source = source(which);
    if (source == null) {
      return new Compilation.Decided(Verdict.failed("no case of that name in v1"));
    }
    JsonNode plan = which.json().get("plan");
    Program rows = program(plan, source, level);
    Program value = program(RowsOfPlan.asValue(plan), source, level);
    return rows == null || value == null
        ? new Compilation.Decided(Verdict.failed("the plan is refused"))
        : new Compilation.Askable(Map.of(Abi.OPA, rows, Abi.EUNOMIA, value));
  }

  /** What becomes of a bundle that holds nothing but a plan and data; null if it is refused. */
  static @Nullable Program program(JsonNode plan, JsonNode source, OptimizationLevel level)
      throws BundleException {
    Bundle bundle =
        Bundle.builder(Manifest.empty())
            .plan(plan.toString())
            .data(source.has("data") ? source.get("data") : JsonNodeFactory.instance.objectNode())
            .build();
    RegoPolicyOptions options =
        RegoPolicyOptions.defaults()
            .withCapabilities(Capabilities.all())
            .withOptimization(level)
            .withStrictBuiltinErrors(source.path("strict_error").asBoolean());
    Bundle built =
        BundleRebuilder.build(bundle, BuildOptions.defaults().withRego(options)).bundle();
    if (built == null) {
      return null;
    }
    Policy read = PlanJson.read(plan);
    byte[] wasm = Objects.requireNonNull(built.wasm()).bytes();
    return new Program(wasm, source, read.plans().get(0).name(), read);
  }

  @Override
  public @Nullable Input input(Case which) {
    JsonNode source = source(which);
    return source == null ? null : Input.of(source);
  }

  @Override
  public Verdict judge(Case which, Abi abi, Answer answer) throws IOException {
    JsonNode source = source(which);
    Expectation wanted =
        new Expectation(
            source == null ? json.createObjectNode() : source,
            which.json().path("want_plan_result"));
    if (answer instanceof Answer.Failure failure) {
      return wanted.failure(failure.message());
    }
    if (answer instanceof Answer.Result result) {
      return wanted.rows(json.readTree(result.json() == null ? "[]" : result.json()));
    }
    return Verdict.unsupported(((Answer.Unfit) answer).reason());
  }

  private @Nullable JsonNode source(Case which) {
    return sources.get(key(which.group(), which.json()));
  }
}
