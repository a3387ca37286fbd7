package io.eunomia.archimedes.metrics.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.archimedes.metrics.Decisions;
import io.eunomia.policy.PolicyDecision.Cause;
import io.eunomia.policy.PolicyDecision.PolicyIdentity;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MicrometerMetricsTest {
  private static final String USERS = "users-service";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT).throwExceptionOnRegistrationFailure();
  private final MicrometerMetrics metrics = new MicrometerMetrics(registry);

  @AfterEach
  void close() {
    registry.close();
  }

  private List<String> scrape(String prefix) {
    return registry.scrape().lines().filter(line -> line.startsWith(prefix)).sorted().toList();
  }

  @Test
  void whenDecided_thenDecisionsAreCountedByOperationDecisionAndCause() {
    metrics.decided(Decisions.input(USERS, "getUser"), Decisions.allowed());
    metrics.decided(Decisions.input(USERS, "getUser"), Decisions.allowed());
    metrics.decided(Decisions.input(USERS, "getUser"), Decisions.denied(Cause.POLICY));
    metrics.decided(Decisions.input(USERS, "putUser"), Decisions.denied(Cause.TIMEOUT));
    metrics.decided(Decisions.input(USERS, "putUser"), Decisions.denied(Cause.NOT_BOOLEAN));
    metrics.decided(Decisions.input(USERS, "putUser"), Decisions.denied(Cause.NO_POLICY));
    String name = "eunomia_authorization_decisions_total";
    assertThat(scrape(name))
        .containsExactly(
            decision(name, "no_policy", "denied", "putUser", 1),
            decision(name, "not_boolean", "denied", "putUser", 1),
            decision(name, "policy", "allowed", "getUser", 2),
            decision(name, "policy", "denied", "getUser", 1),
            decision(name, "timeout", "denied", "putUser", 1));
  }

  private static String decision(
      String name, String cause, String decision, String operation, int count) {
    return name
        + ("{cause=\"" + cause + "\",decision=\"" + decision + "\",")
        + ("operation_id=\"" + operation + "\",service=\"users-service\"} " + count + ".0");
  }

  @Test
  void whenDecided_thenTheEvaluationsTimeIsInSeconds() {
    metrics.decided(Decisions.input(USERS, "getUser"), Decisions.allowed());
    metrics.decided(Decisions.input(USERS, "getUser"), Decisions.denied(Cause.POLICY));
    metrics.decided(Decisions.input(USERS, "getUser"), Decisions.denied(Cause.NO_POLICY));
    assertThat(scrape("eunomia_authorization_evaluation_duration_seconds"))
        .contains(
            "eunomia_authorization_evaluation_duration_seconds_count{service=\"users-service\"} 2",
            "eunomia_authorization_evaluation_duration_seconds_sum{service=\"users-service\"}"
                + " 0.003");
  }

  @Test
  void whenAnotherPolicyBecomesActive_thenTheInfoIsOfThatOne() {
    metrics.activated(Decisions.POLICY, Instant.parse("2026-03-02T10:00:00Z"));
    assertThat(scrape("eunomia_policy_active_info"))
        .containsExactly(
            "eunomia_policy_active_info{digest=\"sha256:1\",service=\"users-service\","
                + "version=\"1.2.3\"} 1");
    metrics.activated(
        new PolicyIdentity(USERS, "1.2.4", "", "sha256:2"),
        Instant.parse("2026-03-02T10:00:01.500Z"));
    assertThat(scrape("eunomia_policy_active_info"))
        .containsExactly(
            "eunomia_policy_active_info{digest=\"sha256:2\",service=\"users-service\","
                + "version=\"1.2.4\"} 1");
    double seconds = Instant.parse("2026-03-02T10:00:01.500Z").toEpochMilli() / 1000.0;
    assertThat(scrape("eunomia_policy_last_activation_timestamp_seconds"))
        .containsExactly(
            "eunomia_policy_last_activation_timestamp_seconds{service=\"users-service\"} "
                + seconds);
  }

  @Test
  void whenActivationsAndRollbacksEnd_thenTheyAreCountedByHowTheyEnded() {
    metrics.activationEnded(USERS, "push", "activated", Duration.ofMillis(1500));
    metrics.activationEnded(USERS, "push", "activated", Duration.ofMillis(500));
    metrics.activationEnded(USERS, "registry", "stale_sequence", Duration.ofMillis(10));
    metrics.rollbackEnded(USERS, "activated", Duration.ofMillis(1));
    metrics.rollbackEnded(USERS, "bundle_not_retained", Duration.ofMillis(1));
    assertThat(scrape("eunomia_policy_activation_duration_seconds"))
        .contains(
            "eunomia_policy_activation_duration_seconds_count{outcome=\"activated\","
                + "service=\"users-service\",source=\"push\"} 2",
            "eunomia_policy_activation_duration_seconds_sum{outcome=\"activated\","
                + "service=\"users-service\",source=\"push\"} 2.0",
            "eunomia_policy_activation_duration_seconds_count{outcome=\"stale_sequence\","
                + "service=\"users-service\",source=\"registry\"} 1");
    assertThat(scrape("eunomia_policy_rollbacks_total"))
        .containsExactly(
            "eunomia_policy_rollbacks_total{reason=\"activated\",service=\"users-service\"} 1.0",
            "eunomia_policy_rollbacks_total{reason=\"bundle_not_retained\","
                + "service=\"users-service\"} 1.0");
  }

  @Test
  void whenTheStateChanges_thenOneOfThemIsOne() {
    metrics.stateChanged(USERS, "empty");
    assertThat(scrape("eunomia_policy_state"))
        .containsExactly(
            "eunomia_policy_state{service=\"users-service\",state=\"active\"} 0.0",
            "eunomia_policy_state{service=\"users-service\",state=\"empty\"} 1.0",
            "eunomia_policy_state{service=\"users-service\",state=\"failed_closed\"} 0.0",
            "eunomia_policy_state{service=\"users-service\",state=\"stale\"} 0.0");
    metrics.stateChanged(USERS, "active");
    assertThat(scrape("eunomia_policy_state"))
        .contains(
            "eunomia_policy_state{service=\"users-service\",state=\"active\"} 1.0",
            "eunomia_policy_state{service=\"users-service\",state=\"empty\"} 0.0");
  }

  @Test
  void whenAuditEventsAreLost_thenTheyAreCounted() {
    metrics.auditLost(USERS);
    metrics.auditLost(USERS);
    assertThat(scrape("eunomia_audit_lost_total"))
        .containsExactly("eunomia_audit_lost_total{service=\"users-service\"} 2.0");
  }

  @Test
  void whenOutsidersNameOperations_thenOnlyTheFirstAreCountedByName() {
    for (int i = 0; i < 1_000; i++) {
      metrics.decided(Decisions.input(USERS, "operation" + i), Decisions.allowed());
    }
    metrics.decided(Decisions.input(USERS, "x".repeat(10_000)), Decisions.allowed());
    List<String> lines = scrape("eunomia_authorization_decisions_total");
    assertThat(lines).hasSize(101).contains(decision(lines, "operation99", 1));
    assertThat(lines).contains(decision(lines, "other", 901));
  }

  private static String decision(List<String> lines, String operation, int count) {
    assertThat(lines).isNotEmpty();
    return decision("eunomia_authorization_decisions_total", "policy", "allowed", operation, count);
  }

  @Test
  void whenOutsidersNameServices_thenTheyAreBoundedToo() {
    for (int i = 0; i < 300; i++) {
      metrics.decided(Decisions.input("service" + i, "getUser"), Decisions.denied(Cause.NO_POLICY));
      metrics.activationEnded(USERS, "source" + i, "outcome" + i, Duration.ofMillis(1));
    }
    // The service of the activations is one of the hundred.
    assertThat(scrape("eunomia_authorization_decisions_total")).hasSize(100);
    assertThat(scrape("eunomia_policy_activation_duration_seconds_count")).hasSizeLessThan(30);
  }

  @Test
  void whenOperationsAreKnown_thenAllOthersAreOther() {
    MicrometerMetrics known =
        new MicrometerMetrics(registry, MetricOptions.operations(Set.of("getUser", "putUser")));
    for (String operation : List.of("getUser", "deleteUser", "x", "putUser")) {
      known.decided(Decisions.input(USERS, operation), Decisions.allowed());
    }
    List<String> lines = scrape("eunomia_authorization_decisions_total");
    assertThat(lines)
        .containsExactlyInAnyOrder(
            decision(lines, "getUser", 1),
            decision(lines, "putUser", 1),
            decision(lines, "other", 2));
    assertThatThrownBy(() -> new MetricOptions(Set.of(), -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whenManyThreadsCount_thenNothingIsLostNorTooMuchIsNamed() throws Exception {
    int threads = 8;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<?>> all = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      all.add(
          pool.submit(
              () -> {
                start.await();
                for (int i = 0; i < 2_000; i++) {
                  metrics.decided(Decisions.input(USERS, "o" + i % 150), Decisions.allowed());
                }
                return null;
              }));
    }
    start.countDown();
    for (Future<?> each : all) {
      each.get();
    }
    pool.shutdown();
    List<String> lines = scrape("eunomia_authorization_decisions_total");
    assertThat(lines).hasSize(101);
    assertThat(
            lines.stream()
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum())
        .isEqualTo(threads * 2_000.0);
  }
}
