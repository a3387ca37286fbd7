package io.eunomia.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.archimedes.engine.Limits;
import io.eunomia.archimedes.engine.LoadedPolicy;
import io.eunomia.archimedes.engine.PolicyEngine;
import io.eunomia.archimedes.engine.Verdict;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.bundle.Bundle;
import io.eunomia.policy.EntrypointConvention;
import io.eunomia.policy.PolicyInput;
import io.eunomia.testkit.Examples.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ExamplesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @SuppressWarnings("unused") // read by name
  private static final List<String> SERVICES = Examples.SERVICES;

  @Test
  void whenExamplesAreTested_thenAllTestsPass() throws IOException {
    TestReport report =
        PolicyTests.run(Examples.sources(), TestOptions.defaults().withCoverage(true));

    assertThat(report.diagnostics()).isEmpty();
    assertThat(report.results())
        .hasSizeGreaterThan(20)
        .allSatisfy(r -> assertThat(r.outcome()).as(r.toString()).isEqualTo(TestOutcome.PASSED));
    assertThat(report.passed()).isTrue();
    assertThat(Objects.requireNonNull(report.coverage()).lines().notCovered()).isZero();
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void whenRequestOfTheTableIsAsked_thenAnswerIsTheTables(String service) throws IOException {
    Bundle bundle = Examples.bundle(service);
    EntrypointConvention convention = EntrypointConvention.of(service);
    try (PolicyEngine engine =
            new PolicyEngine(
                Limits.defaults().withTimeout(Duration.ofSeconds(20)),
                BuiltinRegistry.standard(),
                Clock.systemUTC());
        LoadedPolicy policy =
            engine.load(Objects.requireNonNull(bundle.wasm()).bytes(), bundle.data().bytes())) {
      int allow = policy.entrypoint(convention.allow()).orElseThrow();
      int denyReason = policy.entrypoint(convention.denyReason()).orElseThrow();
      for (Request request : Examples.requests(service)) {
        PolicyInput input = PolicyInput.fromJson(request.input());
        byte[] json = request.input().toString().getBytes(StandardCharsets.UTF_8);

        assertThat(policy.decide(allow, input) == Verdict.TRUE)
            .as(request.name())
            .isEqualTo(request.allowed());
        assertThat(policy.evaluate(allow, json))
            .as(request.name())
            .asString()
            .isEqualTo(String.valueOf(request.allowed()));
        assertThat(Examples.strings(read(policy.evaluate(denyReason, input))))
            .as(request.name())
            .isEqualTo(request.reasons());
        assertThat(Examples.strings(read(policy.evaluate(denyReason, json))))
            .as(request.name())
            .isEqualTo(request.reasons());
      }
    }
  }

  private static JsonNode read(byte @Nullable [] json) throws IOException {
    return JSON.readTree(Objects.requireNonNull(json));
  }
}
