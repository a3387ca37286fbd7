package io.eunomia.archimedes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.archimedes.activation.ActivationException;
import io.eunomia.archimedes.activation.ActivationRequest;
import io.eunomia.archimedes.activation.RollbackRequest;
import io.eunomia.archimedes.audit.AuditEvent;
import io.eunomia.archimedes.audit.AuditLog;
import io.eunomia.archimedes.audit.AuditSink;
import io.eunomia.archimedes.audit.AuditVerifier;
import io.eunomia.archimedes.audit.FileAuditSink;
import io.eunomia.archimedes.metrics.micrometer.MicrometerMetrics;
import io.eunomia.bundle.BundleDigest;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyDecision.Cause;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a runtime tells of what it does: real files, a real meter registry. */
class TellingTest {
  private static final String DEPLOYER = "spiffe://example.org/deployer";

  @TempDir private Path directory;

  private static ActivationRequest push(int version) {
    byte[] bundle = VersionedPolicy.bundle(version);
    return ActivationRequest.push(bundle, BundleDigest.of(bundle), DEPLOYER, "d-" + version);
  }

  private static void doEverything(PolicyRuntime runtime) {
    runtime.activate(push(1));
    runtime.authorize(VersionedPolicy.INPUT);
    runtime.activate(push(2));
    runtime.authorize(VersionedPolicy.INPUT);
    runtime.activate(push(2));
    assertThatThrownBy(() -> runtime.activate(push(1))).isInstanceOf(ActivationException.class);
    runtime.rollback(new RollbackRequest(null, "too strict", DEPLOYER, null));
    assertThatThrownBy(() -> runtime.rollback("once more")).isInstanceOf(ActivationException.class);
    runtime.strangerRefused("spiffe://example.org/stranger");
  }

  @Test
  void whenThereIsAnAuditLog_thenItHasEveryDecisionAndChange() throws Exception {
    Path file = directory.resolve("audit.jsonl");
    try (AuditLog audit = AuditLog.builder(FileAuditSink.builder(file).open()).build();
        PolicyRuntime runtime =
            PolicyRuntime.builder("demo").warmup(VersionedPolicy.WARMUP).audit(audit).open()) {
      doEverything(runtime);
    }
    List<JsonNode> events = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      events.add(new ObjectMapper().readTree(line));
    }
    assertThat(events)
        .extracting(
            event -> event.get("event").textValue() + " " + event.get("outcome").textValue())
        .containsExactly(
            "distribution.completed success",
            "authorization.allowed success",
            "distribution.completed success",
            "authorization.denied denied",
            "distribution.failed failure",
            "distribution.rolled_back success",
            "distribution.rolled_back failure",
            "distribution.failed denied");
    JsonNode completed = events.get(2);
    assertThat(completed.get("actor").textValue()).isEqualTo(DEPLOYER);
    assertThat(completed.at("/policy/sequence").longValue()).isEqualTo(2);
    assertThat(completed.at("/policy/digest").textValue())
        .isEqualTo(BundleDigest.of(VersionedPolicy.bundle(2)).toString());
    assertThat(completed.at("/details/deployment_id").textValue()).isEqualTo("d-2");
    assertThat(completed.at("/details/previous_digest").textValue())
        .isEqualTo(BundleDigest.of(VersionedPolicy.bundle(1)).toString());
    JsonNode denied = events.get(3);
    assertThat(denied.at("/reasons/0").textValue()).isEqualTo("v2");
    assertThat(denied.get("cause").textValue()).isEqualTo("policy");
    assertThat(denied.get("operation_id").textValue()).isEqualTo("get");
    assertThat(events.get(4).at("/details/code").textValue()).isEqualTo("STALE_SEQUENCE");
    assertThat(events.get(4).at("/details/digest").textValue())
        .isEqualTo(BundleDigest.of(VersionedPolicy.bundle(1)).toString());
    assertThat(events.get(5).at("/details/reason").textValue()).isEqualTo("too strict");
    assertThat(events.get(6).at("/details/code").textValue()).isEqualTo("BUNDLE_NOT_RETAINED");
    assertThat(events.get(7).get("actor").textValue()).isEqualTo("spiffe://example.org/stranger");
    assertThat(AuditVerifier.verify(List.of(file)).ok()).isTrue();
  }

  @Test
  void whenThereAreMetrics_thenTheyCountEveryDecisionAndChange() {
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    String digest = BundleDigest.of(VersionedPolicy.bundle(1)).toString();
    try (PolicyRuntime runtime =
        PolicyRuntime.builder("demo")
            .warmup(VersionedPolicy.WARMUP)
            .metrics(new MicrometerMetrics(meters))
            .open()) {
      assertThat(meters.scrape())
          .contains("eunomia_policy_state{service=\"demo\",state=\"empty\"} 1");
      doEverything(runtime);
      String scraped = meters.scrape();
      assertThat(scraped)
          .contains(
              "eunomia_authorization_decisions_total{cause=\"policy\",decision=\"allowed\","
                  + "operation_id=\"get\",service=\"demo\"} 1.0")
          .contains(
              "eunomia_authorization_decisions_total{cause=\"policy\",decision=\"denied\","
                  + "operation_id=\"get\",service=\"demo\"} 1.0")
          .contains("eunomia_authorization_evaluation_duration_seconds_count{service=\"demo\"} 2")
          .contains("digest=\"" + digest + "\"")
          .contains("outcome=\"stale_sequence\"")
          .contains("outcome=\"unchanged\"")
          .contains("eunomia_policy_state{service=\"demo\",state=\"active\"} 1");
      assertThat(scraped.lines().filter(line -> line.startsWith("eunomia_policy_active_info{")))
          .hasSize(1);
    }
  }

  @Test
  void whenDecisionsMustBeAuditedAndCannotBe_thenTheyAreDenied() throws Exception {
    CountDownLatch released = new CountDownLatch(1);
    AuditSink stuck =
        new AuditSink() {
          @Override
          public void write(List<AuditEvent> events) throws IOException {
            try {
              released.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }

          @Override
          public void close() {
            released.countDown();
          }
        };
    try (AuditLog audit =
            AuditLog.builder(stuck).capacity(16).overflow(AuditLog.Overflow.DENY).build();
        PolicyRuntime runtime =
            PolicyRuntime.builder("demo").warmup(VersionedPolicy.WARMUP).audit(audit).open()) {
      runtime.activate(VersionedPolicy.bundle(1));
      PolicyDecision last = runtime.authorize(VersionedPolicy.INPUT);
      for (int i = 0; i < 10_000 && last.allowed(); i++) {
        last = runtime.authorize(VersionedPolicy.INPUT);
      }
      assertThat(last.allowed()).isFalse();
      assertThat(last.cause()).isEqualTo(Cause.ERROR);
      assertThat(runtime.status().health().problems())
          .anySatisfy(problem -> assertThat(problem.code()).isEqualTo("LOST"));
      released.countDown();
      assertThat(audit.flush(Duration.ofSeconds(30))).isTrue();
      assertThat(runtime.authorize(VersionedPolicy.INPUT).allowed()).isTrue();
    }
  }
}
