package io.eunomia.archimedes.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyDecision.Cause;
import io.eunomia.policy.PolicyDecision.PolicyIdentity;
import io.eunomia.policy.PolicyInput;
import io.eunomia.policy.UuidV7;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllMetricsTest {
  private final List<String> told = new ArrayList<>();

  private RuntimeMetrics writing(String name) {
    return new RuntimeMetrics() {
      @Override
      public void decided(PolicyInput input, PolicyDecision decision) {
        told.add(name + " decided " + decision.cause().json());
      }

      @Override
      public void activated(PolicyIdentity policy, Instant at) {
        told.add(name + " activated " + policy.version());
      }

      @Override
      public void activationEnded(String service, String source, String outcome, Duration took) {
        told.add(name + " ended " + outcome);
      }

      @Override
      public void rollbackEnded(String service, String outcome, Duration took) {
        told.add(name + " rolled back " + outcome);
      }

      @Override
      public void stateChanged(String service, String newState) {
        told.add(name + " is " + newState);
      }

      @Override
      public void auditLost(String service) {
        told.add(name + " lost");
      }
    };
  }

  @Test
  void whenThereAreSeveral_thenEachIsToldEverything() {
    RuntimeMetrics all = RuntimeMetrics.all(List.of(writing("a"), writing("b")));
    PolicyInput input = PolicyInput.builder(Caller.anonymous(), "demo", "get", "GET", "/").build();
    all.decided(input, PolicyDecision.deny(Cause.NO_POLICY, List.of(), null, UuidV7.next(), 0));
    all.activated(new PolicyIdentity("demo", "1.0.0", "", "sha256:0"), Instant.EPOCH);
    all.activationEnded("demo", "push", "activated", Duration.ZERO);
    all.rollbackEnded("demo", "unchanged", Duration.ZERO);
    all.stateChanged("demo", "active");
    all.auditLost("demo");
    assertThat(told)
        .containsExactly(
            "a decided no_policy",
            "b decided no_policy",
            "a activated 1.0.0",
            "b activated 1.0.0",
            "a ended activated",
            "b ended activated",
            "a rolled back unchanged",
            "b rolled back unchanged",
            "a is active",
            "b is active",
            "a lost",
            "b lost");
  }

  @Test
  void whenThereIsOne_thenItIsTheOne() {
    RuntimeMetrics one = writing("a");
    assertThat(RuntimeMetrics.all(List.of(one))).isSameAs(one);
  }
}
