package io.eunomia.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.compile.CompileResult;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.policy.PolicyInput;
import io.eunomia.rego.source.DiagnosticRenderer;
import io.eunomia.rego.source.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * What all engines are asked: a policy, its data, and requests, each with the answer that Java
 * written by hand gives.
 *
 * @param rego the policy
 * @param entrypoint the rule that is asked for, as {@code package/rule}
 * @param data JSON
 * @param requests used in turn
 * @param handWritten the same policy as a Java programmer would write it
 */
record DecisionSet(
    String rego,
    String entrypoint,
    String data,
    List<PolicyInput> requests,
    Predicate<PolicyInput> handWritten) {
  private static final ObjectMapper JSON = new ObjectMapper();

  DecisionSet {
    requests = List.copyOf(requests);
  }

  /** The policy as WebAssembly. */
  byte[] wasm() {
    CompileResult result =
        RegoPolicyCompiler.compile(
            List.of(SourceText.of("policy.rego", rego)),
            RegoPolicyOptions.defaults().withEntrypoint(entrypoint));
    if (result.hasErrors()) {
      throw new IllegalStateException(DiagnosticRenderer.render(result.diagnostics()));
    }
    return Objects.requireNonNull(result.wasm());
  }

  byte[] dataBytes() {
    return data.getBytes(StandardCharsets.UTF_8);
  }

  /** A request as JSON text. */
  static String text(PolicyInput request) {
    return json(request.toJson());
  }

  /** Any value as JSON text. */
  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
