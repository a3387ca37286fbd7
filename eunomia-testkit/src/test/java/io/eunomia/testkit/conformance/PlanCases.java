package io.eunomia.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.styra.opa.wasm.OpaPolicy;
import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.Manifest;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.policy.build.BuildOptions;
import io.eunomia.policy.build.BuildResult;
import io.eunomia.policy.build.BundleRebuilder;
import io.eunomia.rego.builtins.Builtin;
import io.eunomia.rego.builtins.Builtins;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;

/**
 * Runs OPA's own plans, as bundles that hold nothing else: the back end without the front end.
 * Their results are rows of a query, not the value of a rule, so they are asked for through OPA's
 * ABI.
 */
final class PlanCases {
  private final ObjectMapper json;
  private final Map<String, JsonNode> sources;

  /**
   * @param sources the cases that the plans were made from, which have data and input, by group,
   *     file and number
   */
  PlanCases(ObjectMapper json, Map<String, JsonNode> sources) {
    this.json = json;
    this.sources = sources;
  }

  static String key(String group, JsonNode test) {
    return group + "/" + test.path("file").asText() + "#" + test.path("case").asText();
  }

  Verdict run(Case which) throws IOException {
    JsonNode source = sources.get(key(which.group(), which.json()));
    if (source == null) {
      return Verdict.failed("no case of that name in v1");
    }
    for (JsonNode builtin : which.json().at("/plan/static/builtin_funcs")) {
      Builtin declared = Builtins.find(builtin.path("name").asText());
      if (declared == null || !declared.isNative()) {
        return Verdict.unsupported("the host builtin " + builtin.path("name").asText());
      }
    }
    Bundle bundle =
        Bundle.builder(Manifest.empty())
            .plan(which.json().get("plan").toString())
            .data(source.has("data") ? source.get("data") : json.createObjectNode())
            .build();
    RegoPolicyOptions options =
        RegoPolicyOptions.defaults()
            .withStrictBuiltinErrors(source.path("strict_error").asBoolean());
    BuildResult built = BundleRebuilder.build(bundle, BuildOptions.defaults().withRego(options));
    Bundle compiled = built.bundle();
    if (compiled == null) {
      return Verdict.failed("is refused: " + built.diagnostics());
    }
    OpaPolicy policy =
        OpaPolicy.builder()
            .withPolicy(Objects.requireNonNull(compiled.wasm()).bytes())
            .disableCompiler()
            .withMaxMemory(4096)
            .build();
    policy.data(compiled.data().text());
    String input = source.has("input") ? source.get("input").toString() : null;
    if (source.has("input_term")) {
      input = InputTerm.json(source.get("input_term").asText());
      if (input == null) {
        return Verdict.unsupported("an input that JSON cannot express");
      }
    }
    String result;
    try {
      result = input == null ? policy.evaluate() : policy.evaluate(input);
    } catch (RuntimeException e) {
      String message = String.valueOf(e.getMessage());
      return (source.has("want_error_code") || source.has("want_error"))
              && message.contains(source.path("want_error_code").asText())
          ? Verdict.PASSED
          : Verdict.failed("got the error " + message);
    }
    if (source.has("want_error_code") || source.has("want_error")) {
      return Verdict.failed("wanted an error, got " + result);
    }
    boolean sort = source.path("sort_bindings").asBoolean();
    SortedSet<String> wanted = Rows.canonical(which.json().path("want_plan_result"), sort);
    SortedSet<String> got = Rows.canonical(json.readTree(result), sort);
    return wanted.equals(got) ? Verdict.PASSED : Verdict.failed("wanted " + wanted + " got " + got);
  }
}
