package io.eunomia.archimedes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.archimedes.activation.ActivationException;
import io.eunomia.archimedes.activation.ActivationException.Code;
import io.eunomia.archimedes.activation.Candidate;
import io.eunomia.archimedes.activation.Entrypoints;
import io.eunomia.archimedes.activation.Warmup;
import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyDecision.Cause;
import io.eunomia.policy.PolicyDecision.PolicyIdentity;
import io.eunomia.policy.PolicyInput;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyRuntimeTest {
  private static final PolicyInput INPUT =
      PolicyInput.builder(Caller.anonymous(), "demo", "get", "GET", "/").build();
  private static final byte[] ALICE = "{\"user\":\"alice\"}".getBytes(StandardCharsets.UTF_8);

  private static PolicyRuntime open() {
    return PolicyRuntime.builder("demo")
        .entrypoints(ForeignPolicy.ENTRYPOINTS)
        .warmup(new Warmup(List.of(INPUT), Duration.ofMillis(50)))
        .open();
  }

  @Test
  void whenThereIsNoPolicy_thenDenies() {
    try (PolicyRuntime runtime = open()) {
      PolicyDecision decision = runtime.authorize(INPUT);
      assertThat(decision.allowed()).isFalse();
      assertThat(decision.cause()).isEqualTo(Cause.NO_POLICY);
      assertThat(decision.policy()).isNull();
      assertThat(decision.decisionId().version()).isEqualTo(7);
      assertThat(runtime.status().health()).isEqualTo(RuntimeStatus.Health.NO_POLICY);
      assertThatThrownBy(() -> runtime.evaluate(ForeignPolicy.ALLOWED, ALICE))
          .isInstanceOf(EvaluationException.class)
          .hasMessage("no policy is active");
    }
  }

  @Test
  void whenActivated_thenDecidesAndCounts() {
    try (PolicyRuntime runtime = open()) {
      Activation activation = runtime.activate(ForeignPolicy.candidate(1));
      assertThat(activation.status()).isEqualTo(Activation.Status.ACTIVATED);
      assertThat(activation.previousDigest()).isNull();

      PolicyDecision decision = runtime.authorize(INPUT);
      assertThat(decision.allowed()).isFalse();
      assertThat(decision.cause()).isEqualTo(Cause.POLICY);
      assertThat(decision.policy()).isEqualTo(activation.active());
      assertThat(decision.evaluationTimeNs()).isPositive();
      assertThat(runtime.evaluate(ForeignPolicy.ALLOWED, ALICE))
          .hasValueSatisfying(json -> assertThat(json).asString().isEqualTo("true"));
      assertThat(runtime.status().decisions()).isEqualTo(new RuntimeStatus.Decisions(0, 1, 0));
      assertThatThrownBy(() -> runtime.evaluate("no/such", ALICE))
          .hasMessage("the policy has no entrypoint no/such");
    }
  }

  @Test
  void whenTheSameBundleComesAgain_thenNothingChanges() {
    try (PolicyRuntime runtime = open()) {
      runtime.activate(ForeignPolicy.candidate(1));
      assertThat(runtime.activate(ForeignPolicy.candidate(1)).status())
          .isEqualTo(Activation.Status.UNCHANGED);
      assertThat(runtime.status().previous()).isNull();
    }
  }

  @Test
  void whenRolledBack_thenThePreviousDecidesAndTheOtherIsForgotten() {
    try (PolicyRuntime runtime = open()) {
      assertThatThrownBy(runtime::rollback)
          .isInstanceOfSatisfying(
              ActivationException.class,
              e -> assertThat(e.code()).isEqualTo(Code.BUNDLE_NOT_RETAINED));
      Activation first = runtime.activate(ForeignPolicy.candidate(1));
      Activation second = runtime.activate(ForeignPolicy.candidate(2));
      assertThat(second.previousDigest()).isEqualTo(first.active().digest());

      Activation back = runtime.rollback();
      assertThat(back.active()).isEqualTo(first.active());
      assertThat(back.previousDigest()).isEqualTo(second.active().digest());
      assertThat(back.took()).isLessThan(Duration.ofMillis(500));
      assertThat(runtime.authorize(INPUT).policy()).isEqualTo(first.active());
      assertThatThrownBy(runtime::rollback).isInstanceOf(ActivationException.class);
      // And forward again.
      assertThat(runtime.activate(ForeignPolicy.candidate(2)).active()).isEqualTo(second.active());
    }
  }

  @Test
  void whenABundleIsRefused_thenTheLivePolicyStays() {
    try (PolicyRuntime runtime = open()) {
      Activation live = runtime.activate(ForeignPolicy.candidate(2));
      refused(runtime, ForeignPolicy.candidate(1), Code.STALE_SEQUENCE);
      byte[] junk = {1, 2, 3};
      byte[] wasm = ForeignPolicy.wasm();
      refused(runtime, candidate("demo", junk, ForeignPolicy.DATA), Code.BUNDLE_INVALID);
      refused(runtime, candidate("demo", wasm, junk), Code.BUNDLE_INVALID);
      refused(runtime, candidate("other", wasm, ForeignPolicy.DATA), Code.WRONG_SERVICE);
      assertThat(runtime.authorize(INPUT).policy()).isEqualTo(live.active());
      assertThat(runtime.status().previous()).isNull();
    }
  }

  @Test
  void whenThePolicyLacksTheEntrypoint_thenIsRefused() {
    try (PolicyRuntime runtime =
        PolicyRuntime.builder("demo").entrypoints(Entrypoints.of("demo")).open()) {
      assertThatThrownBy(() -> runtime.activate(ForeignPolicy.candidate(1)))
          .isInstanceOf(ActivationException.class)
          .hasMessage(
              "the policy has no entrypoint demo/authz/allow, only [opa/wasm/test/allowed]");
    }
  }

  @Test
  void whenClosed_thenDeniesAndTakesNoBundle() {
    PolicyRuntime runtime = open();
    runtime.activate(ForeignPolicy.candidate(1));
    runtime.close();
    assertThat(runtime.authorize(INPUT).cause()).isEqualTo(Cause.NO_POLICY);
    assertThat(runtime.status().health()).isEqualTo(RuntimeStatus.Health.CLOSED);
    assertThatThrownBy(() -> runtime.activate(ForeignPolicy.candidate(2)))
        .isInstanceOf(IllegalStateException.class);
  }

  private static Candidate candidate(String service, byte[] wasm, byte[] data) {
    return new Candidate(new PolicyIdentity(service, "9", "", "sha256:9"), 9, wasm, data);
  }

  private static void refused(PolicyRuntime runtime, Candidate candidate, Code code) {
    assertThatThrownBy(() -> runtime.activate(candidate))
        .isInstanceOfSatisfying(
            ActivationException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
