package io.eunomia.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.styra.opa.wasm.OpaPolicy;
import io.eunomia.rego.builtins.Builtin;
import io.eunomia.rego.builtins.Builtins;
import io.eunomia.rego.ir.BuiltinDecl;
import io.eunomia.rego.ir.PlanJson;
import io.eunomia.rego.ir.Policy;
import io.eunomia.wasm.codegen.WasmCompiler;
import io.eunomia.wasm.codegen.WasmOptions;
import java.io.IOException;
import java.util.Map;
import java.util.SortedSet;

/**
 * Runs OPA's own plans: the back end without the front end. Their results are rows of a query, not
 * the value of a rule, so they are asked for through OPA's ABI.
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
    Policy plan = PlanJson.read(which.json().get("plan"));
    for (BuiltinDecl builtin : plan.builtins()) {
      Builtin declared = Builtins.find(builtin.name());
      if (declared == null || !declared.isNative()) {
        return Verdict.unsupported("the host builtin " + builtin.name());
      }
    }
    WasmOptions options = new WasmOptions(source.path("strict_error").asBoolean(), false);
    OpaPolicy policy =
        OpaPolicy.builder()
            .withPolicy(WasmCompiler.compile(plan, options))
            .disableCompiler()
            .withMaxMemory(4096)
            .build();
    policy.data(source.has("data") ? source.get("data").toString() : "{}");
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
