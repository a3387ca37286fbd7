package io.eunomia.archimedes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.archimedes.activation.ActivationException;
import io.eunomia.archimedes.activation.ActivationException.Code;
import io.eunomia.archimedes.activation.Entrypoints;
import io.eunomia.archimedes.activation.Warmup;
import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.archimedes.engine.Limits;
import io.eunomia.bundle.Bundle;
import io.eunomia.bundle.BundleDigest;
import io.eunomia.bundle.BundleException;
import io.eunomia.bundle.BundleFile;
import io.eunomia.bundle.BundleWriter;
import io.eunomia.bundle.EunomiaMetadata;
import io.eunomia.bundle.Manifest;
import io.eunomia.bundle.WasmEntrypoint;
import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyDecision.Cause;
import io.eunomia.policy.PolicyDecision.PolicyIdentity;
import io.eunomia.policy.PolicyInput;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
      assertThat(runtime.status().health().state()).isEqualTo(RuntimeState.EMPTY);
      assertThatThrownBy(() -> runtime.evaluate(ForeignPolicy.ALLOWED, ALICE))
          .isInstanceOf(EvaluationException.class)
          .hasMessage("no policy is active");
    }
  }

  @Test
  void whenActivated_thenDecidesAndCounts() {
    try (PolicyRuntime runtime = open()) {
      Activation activation = runtime.activate(ForeignPolicy.bundle(1));
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
  void whenABundleIsActivated_thenItsManifestSaysWhatDecides() throws BundleException {
    byte[] wasm =
        Policies.compile(
            """
            default allow := false
            allow if data.demo.open[input.operation_id]
            deny_reason contains sprintf("%s is closed", [input.operation_id])
            deny_reason contains 7
            """,
            Policies.ALLOW, Policies.DENY_REASON);
    Manifest manifest =
        Manifest.builder()
            .revision("c0ffee")
            .roots(List.of("demo"))
            .wasm(List.of(new WasmEntrypoint(Policies.ALLOW, "/policy.wasm")))
            .eunomia(new EunomiaMetadata("demo", "1.2.3", 7, null, "eunomia"))
            .build();
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.putObject("demo").putObject("open").put("get", true);
    byte[] bundle = BundleWriter.toBytes(Bundle.builder(manifest).wasm(wasm).data(data).build());
    try (PolicyRuntime runtime = PolicyRuntime.builder("demo").open()) {
      PolicyIdentity identity = runtime.activate(bundle).active();
      assertThat(identity)
          .isEqualTo(
              new PolicyIdentity("demo", "1.2.3", "c0ffee", BundleDigest.of(bundle).toString()));
      assertThat(runtime.status().active())
          .extracting(active -> active == null ? -1 : active.sequence())
          .isEqualTo(7L);
      assertThat(runtime.authorize(INPUT).allowed()).isTrue();
      PolicyDecision denied =
          runtime.authorize(
              PolicyInput.builder(Caller.anonymous(), "demo", "put", "PUT", "/").build());
      assertThat(denied.allowed()).isFalse();
      assertThat(denied.reasons()).containsExactly("put is closed");
    }
    byte[] damaged = bundle.clone();
    damaged[bundle.length / 2] ^= 1;
    Bundle empty = Bundle.builder(manifest.toBuilder().wasm(List.of()).build()).build();
    try (PolicyRuntime runtime = open()) {
      assertThatThrownBy(() -> runtime.activate(damaged))
          .isInstanceOfSatisfying(
              ActivationException.class, e -> assertThat(e.code()).isEqualTo(Code.BUNDLE_INVALID));
      assertThatThrownBy(() -> runtime.activate(BundleWriter.toBytes(empty)))
          .hasMessageContaining("no compiled policy");
      uncompiled(runtime, "/plan.json", "{}", ", only a plan");
      uncompiled(runtime, "/a.rego", "package demo.authz", ", only sources");
      assertThat(runtime.authorize(INPUT).cause()).isEqualTo(Cause.NO_POLICY);
    }
  }

  private static void uncompiled(PolicyRuntime runtime, String path, String text, String said)
      throws BundleException {
    byte[] bundle = BundleWriter.toBytes(Bundle.of(List.of(BundleFile.of(path, text))));
    assertThatThrownBy(() -> runtime.activate(bundle))
        .isInstanceOfSatisfying(
            ActivationException.class, e -> assertThat(e.code()).isEqualTo(Code.BUNDLE_INVALID))
        .hasMessageEndingWith(said + ": build it for the target wasm");
  }

  @Test
  void whenThePolicyIsNotBooleanOrFails_thenItIsNotActivated() {
    try (PolicyRuntime runtime = PolicyRuntime.builder("demo").open()) {
      refused(
          runtime,
          Policies.bundle(1, Policies.compile("allow := \"true\""), "{}"),
          Code.ACTIVATION_FAILED);
      byte[] conflict =
          Policies.compile(
              "allow := true if input.method == \"GET\"\nallow := false if input.path");
      refused(runtime, Policies.bundle(2, conflict, "{}"), Code.ACTIVATION_FAILED);
    }
  }

  @Test
  void whenThePolicyFailsLater_thenEachCauseIsSaid() {
    String rules =
        """
        allow := input.context.value
        allow := true if input.context.conflict
        allow if { some i in numbers.range(1, input.context.loop); i == 0 }
        """;
    try (PolicyRuntime runtime =
        PolicyRuntime.builder("demo").limits(Limits.defaults().withMaxSteps(100_000)).open()) {
      runtime.activate(Policies.bundle(1, Policies.compile(rules), "{}"));
      assertThat(cause(runtime, Map.of("value", true))).isEqualTo(Cause.POLICY);
      assertThat(cause(runtime, Map.of("value", false))).isEqualTo(Cause.POLICY);
      assertThat(cause(runtime, Map.of("value", "true"))).isEqualTo(Cause.NOT_BOOLEAN);
      assertThat(cause(runtime, Map.of())).isEqualTo(Cause.UNDEFINED);
      assertThat(cause(runtime, Map.of("value", false, "conflict", true))).isEqualTo(Cause.ERROR);
      assertThat(cause(runtime, Map.of("loop", 90_000))).isEqualTo(Cause.TIMEOUT);
      assertThat(runtime.status().decisions()).isEqualTo(new RuntimeStatus.Decisions(1, 5, 2));
      assertThat(cause(runtime, Map.of("value", true))).isEqualTo(Cause.POLICY);
    }
  }

  private static Cause cause(PolicyRuntime runtime, Map<String, Object> context) {
    return runtime
        .authorize(
            PolicyInput.builder(Caller.anonymous(), "demo", "get", "GET", "/")
                .context(context)
                .build())
        .cause();
  }

  @Test
  void whenTheSameBundleComesAgain_thenNothingChanges() {
    try (PolicyRuntime runtime = open()) {
      runtime.activate(ForeignPolicy.bundle(1));
      assertThat(runtime.activate(ForeignPolicy.bundle(1)).status())
          .isEqualTo(Activation.Status.UNCHANGED);
      assertThat(runtime.status().previousDigest()).isNull();
    }
  }

  @Test
  void whenRolledBack_thenThePreviousDecidesAndTheOtherIsForgotten() {
    try (PolicyRuntime runtime = open()) {
      assertThatThrownBy(() -> runtime.rollback("test"))
          .isInstanceOfSatisfying(
              ActivationException.class,
              e -> assertThat(e.code()).isEqualTo(Code.BUNDLE_NOT_RETAINED));
      Activation first = runtime.activate(ForeignPolicy.bundle(1));
      Activation second = runtime.activate(ForeignPolicy.bundle(2));
      assertThat(second.previousDigest()).isEqualTo(first.active().digest());

      Activation back = runtime.rollback("test");
      assertThat(back.active()).isEqualTo(first.active());
      assertThat(back.previousDigest()).isEqualTo(second.active().digest());
      assertThat(runtime.authorize(INPUT).policy()).isEqualTo(first.active());
      assertThatThrownBy(() -> runtime.rollback("test")).isInstanceOf(ActivationException.class);
      // And forward again.
      assertThat(runtime.activate(ForeignPolicy.bundle(2)).active()).isEqualTo(second.active());
    }
  }

  @Test
  void whenABundleIsRefused_thenTheLivePolicyStays() {
    try (PolicyRuntime runtime = open()) {
      Activation live = runtime.activate(ForeignPolicy.bundle(2));
      refused(runtime, ForeignPolicy.bundle(1), Code.STALE_SEQUENCE);
      byte[] junk = {1, 2, 3};
      byte[] wasm = ForeignPolicy.wasm();
      refused(runtime, Policies.bundle("demo", 9, junk, ForeignPolicy.DATA), Code.BUNDLE_INVALID);
      refused(runtime, Policies.bundle("other", 9, wasm, ForeignPolicy.DATA), Code.WRONG_SERVICE);
      assertThat(runtime.authorize(INPUT).policy()).isEqualTo(live.active());
      assertThat(runtime.status().previousDigest()).isNull();
    }
  }

  @Test
  void whenThePolicyLacksTheEntrypoint_thenIsRefused() {
    try (PolicyRuntime runtime =
        PolicyRuntime.builder("demo").entrypoints(Entrypoints.of("demo")).open()) {
      assertThatThrownBy(() -> runtime.activate(ForeignPolicy.bundle(1)))
          .isInstanceOf(ActivationException.class)
          .hasMessage(
              "the policy has no entrypoint demo/authz/allow, only [opa/wasm/test/allowed]");
    }
  }

  @Test
  void whenClosed_thenDeniesAndTakesNoBundle() {
    PolicyRuntime runtime = open();
    runtime.activate(ForeignPolicy.bundle(1));
    runtime.close();
    assertThat(runtime.authorize(INPUT).cause()).isEqualTo(Cause.NO_POLICY);
    assertThat(runtime.status().health().state()).isEqualTo(RuntimeState.CLOSED);
    assertThatThrownBy(() -> runtime.activate(ForeignPolicy.bundle(2)))
        .isInstanceOf(IllegalStateException.class);
  }

  private static void refused(PolicyRuntime runtime, byte[] bundle, Code code) {
    assertThatThrownBy(() -> runtime.activate(bundle))
        .isInstanceOfSatisfying(
            ActivationException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
