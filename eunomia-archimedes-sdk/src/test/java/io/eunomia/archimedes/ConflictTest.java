package io.eunomia.archimedes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.styra.opa.wasm.OpaPolicy;
import io.eunomia.archimedes.audit.AuditLog;
import io.eunomia.archimedes.audit.FileAuditSink;
import io.eunomia.archimedes.metrics.micrometer.MicrometerMetrics;
import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyDecision.Cause;
import io.eunomia.policy.PolicyInput;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Definitions that disagree when it comes to it: nobody is let in, and everybody is told why. */
class ConflictTest {
  private static final Map<String, Object> AGREEING = Map.of("a", true, "b", true);
  private static final Map<String, Object> DISAGREEING = Map.of("a", true, "b", false);

  @TempDir private Path directory;

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiterString = " # ",
      textBlock =
          """
          complete rules must not produce multiple outputs # 4 # allow := input.context.a; allow := input.context.b
          functions must not produce multiple outputs for same inputs # 4 # f(_) := input.context.a; f(_) := input.context.b; allow if f(1)
          object keys must be unique # 3 # o[k] := x if { k := "k"; some x in input.context }; allow if o.k
          object keys must be unique # 3 # allow := v if v := {"k": x | some x in input.context}.k
          complete rules must not produce multiple outputs # 5 # allow := input.context.a if { false }; else := input.context.a; allow := input.context.b
          """)
  void whenDefinitionsDisagree_thenTheDecisionIsADenialForAnError(
      String message, int row, String rules) throws Exception {
    byte[] wasm = Policies.compile(rules.replace("; ", "\n").replace("\nsome", "; some"));
    Path file = directory.resolve("audit.jsonl");
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    try (AuditLog audit = AuditLog.builder(FileAuditSink.builder(file).open()).build();
        PolicyRuntime runtime =
            PolicyRuntime.builder("demo")
                .audit(audit)
                .metrics(new MicrometerMetrics(meters))
                .open()) {
      runtime.activate(Policies.bundle(1, wasm, "{}"));

      assertThat(runtime.authorize(input(AGREEING)).allowed()).isTrue();
      PolicyDecision conflict = runtime.authorize(input(DISAGREEING));

      assertThat(conflict.allowed()).isFalse();
      assertThat(conflict.cause()).isEqualTo(Cause.ERROR);
      assertThat(runtime.status().decisions()).isEqualTo(new RuntimeStatus.Decisions(1, 1, 1));
    }
    List<String> events = Files.readAllLines(file);
    JsonNode last = new ObjectMapper().readTree(events.get(events.size() - 1));
    assertThat(last.get("event").textValue()).isEqualTo("authorization.denied");
    assertThat(last.get("cause").textValue()).isEqualTo("error");
    assertThat(meters.scrape()).contains("cause=\"error\"");
    String expected = "demo.rego:" + row + ": eval_conflict_error: " + message;
    assertThatThrownBy(() -> evaluatedElsewhere(wasm)).hasStackTraceContaining(expected);
  }

  /** By a host that knows OPA's ABI alone. */
  private static String evaluatedElsewhere(byte[] wasm) throws JsonProcessingException {
    OpaPolicy policy = OpaPolicy.builder().withPolicy(wasm).disableCompiler().build();
    policy.data("{}");
    return policy.evaluate(new ObjectMapper().writeValueAsString(Map.of("context", DISAGREEING)));
  }

  private static PolicyInput input(Map<String, Object> context) {
    return PolicyInput.builder(Caller.anonymous(), "demo", "get", "GET", "/")
        .context(context)
        .build();
  }
}
