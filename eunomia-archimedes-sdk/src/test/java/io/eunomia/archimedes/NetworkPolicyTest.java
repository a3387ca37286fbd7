package io.eunomia.archimedes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.archimedes.activation.ActivationException;
import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.archimedes.engine.EvaluationException.Reason;
import io.eunomia.archimedes.engine.InvalidModuleException;
import io.eunomia.archimedes.engine.Limits;
import io.eunomia.archimedes.engine.LoadedPolicy;
import io.eunomia.archimedes.engine.PolicyEngine;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.archimedes.engine.builtins.HttpServers;
import io.eunomia.archimedes.engine.builtins.net.NetworkAccess;
import io.eunomia.compile.CompileResult;
import io.eunomia.compile.RegoPolicyCompiler;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyInput;
import io.eunomia.rego.builtins.Capabilities;
import io.eunomia.rego.source.SourceText;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Policies that ask others, from their source to a decision. */
@Timeout(120)
class NetworkPolicyTest {
  private static final String RULES =
      """
      default allow := false

      allow if user.role == "admin"

      user := http.send({"method": "get", "url": data.users, "timeout": "400ms"}).body
      """;
  private static final PolicyInput INPUT =
      PolicyInput.builder(Caller.anonymous(), "demo", "get", "GET", "/").build();

  private volatile Duration delay = Duration.ZERO;
  private final HttpServers server =
      HttpServers.plain(
          exchange -> {
            try {
              Thread.sleep(delay.toMillis());
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            HttpServers.answer(exchange, 200, "application/json", "{\"role\": \"admin\"}");
          });

  @AfterEach
  void close() {
    server.close();
  }

  private static NetworkAccess local() {
    return NetworkAccess.builder().hosts("127.0.0.1").build();
  }

  private static byte[] compile(String rules, boolean strict) {
    CompileResult result =
        RegoPolicyCompiler.compile(
            List.of(SourceText.of("demo.rego", "package demo.authz\n\n" + rules)),
            RegoPolicyOptions.defaults()
                .withCapabilities(Capabilities.all())
                .withStrictBuiltinErrors(strict)
                .withEntrypoint(Policies.ALLOW));
    byte[] wasm = result.wasm();
    if (wasm == null) {
      throw new AssertionError(result.diagnostics());
    }
    return wasm;
  }

  private String data() {
    return "{\"users\": \"" + server.url("/users") + "\"}";
  }

  private static PolicyEngine engine(BuiltinRegistry builtins) {
    return new PolicyEngine(
        Limits.defaults().withTimeout(Duration.ofSeconds(5)), builtins, Clock.systemUTC());
  }

  private String evaluate(NetworkAccess access, String rules, boolean strict) {
    try (PolicyEngine engine = engine(BuiltinRegistry.standard().withNetwork(access));
        LoadedPolicy policy =
            engine.load(compile(rules, strict), data().getBytes(StandardCharsets.UTF_8))) {
      byte[] value = policy.evaluate(0, INPUT);
      return value == null ? "undefined" : new String(value, StandardCharsets.UTF_8);
    } catch (EvaluationException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Test
  void whenNetworkIsOn_thenThePolicyAsks() {
    assertThat(evaluate(local(), RULES, false)).isEqualTo("true");
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void whenNetworkIsOff_thenThePolicyIsNotLoaded() {
    try (PolicyEngine engine = engine(BuiltinRegistry.standard())) {
      byte[] wasm = compile(RULES, false);
      assertThatThrownBy(() -> engine.load(wasm, "{}".getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(InvalidModuleException.class)
          .hasMessage(
              "the policy calls builtins that this runtime does not have: http.send; those that"
                  + " reach the network are there only if NetworkAccess is given");
    }
  }

  @Test
  void whenHostIsNotListed_thenTheCallIsAnError() {
    NetworkAccess nobody = NetworkAccess.builder().build();
    assertThat(evaluate(nobody, RULES, false)).isEqualTo("false");
    assertThat(evaluate(nobody, RULES, true))
        .isEqualTo("demo.rego:7: eval_builtin_error: http.send: unallowed host: 127.0.0.1");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void whenParametersAreWrong_thenTheErrorIsOpas() {
    assertThat(evaluate(local(), "allow := http.send({\"method\": \"get\", \"bad_key\": 1})", true))
        .isEqualTo(
            "demo.rego:3: eval_type_error: http.send: operand 1 invalid request parameters(s):"
                + " {\"bad_key\"}");
  }

  @Test
  void whenTheBuiltinIsReplaced_thenNobodyIsAsked() {
    String rules =
        RULES.replace("allow if", "permitted if")
            + """

            mock(request) := {"body": {"role": "admin"}} if request.method == "get"

            allow if permitted with http.send as mock
            """;
    assertThat(evaluate(NetworkAccess.builder().build(), rules, true)).isEqualTo("true");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void whenRequestIsTheSame_thenOneEvaluationAsksOnce() {
    String rules =
        """
        allow := [http.send(request).raw_body | some i in [1, 2, 3]]
        request := {"method": "get", "url": data.users}
        """;
    assertThat(evaluate(local(), rules, true)).startsWith("[\"{\\\"role\\\"");
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void whenTheEvaluationsTimeEnds_thenThereIsNoResult() {
    delay = Duration.ofSeconds(3);
    String rules =
        """
        allow if not denied
        denied if http.send({"method": "get", "url": data.users, "raise_error": false}).status_code
        """;
    try (PolicyEngine engine =
            new PolicyEngine(
                Limits.defaults().withTimeout(Duration.ofMillis(200)),
                BuiltinRegistry.standard().withNetwork(local()),
                Clock.systemUTC());
        LoadedPolicy policy =
            engine.load(compile(rules, false), data().getBytes(StandardCharsets.UTF_8))) {
      assertThatThrownBy(() -> policy.decide(0, INPUT))
          .isInstanceOfSatisfying(
              EvaluationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TIMEOUT));
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
  }

  @Test
  void whenRuntimeHasAccess_thenItDecidesAndDoesNotWarmUpOthers() {
    byte[] bundle = Policies.bundle(1, compile(RULES, false), data());
    try (PolicyRuntime runtime = PolicyRuntime.builder("demo").network(local()).open()) {
      runtime.activate(bundle);
      int before = server.asked().size();
      assertThat(before).as("by the smoke test").isLessThan(10);
      assertThat(runtime.authorize(INPUT).allowed()).isTrue();
      assertThat(server.asked()).hasSize(before + 1);
      delay = Duration.ofSeconds(1);
      PolicyDecision late = runtime.authorize(INPUT);
      assertThat(late.allowed()).isFalse();
      assertThat(late.cause()).isEqualTo(PolicyDecision.Cause.POLICY);
    }
  }

  @Test
  void whenOthersDoNotAnswer_thenAPolicyIsActivatedAllTheSame() {
    delay = Duration.ofSeconds(2);
    byte[] bundle = Policies.bundle(1, compile(RULES, false), data());
    Limits limits = Limits.defaults().withTimeout(Duration.ofMillis(200));
    try (PolicyRuntime runtime =
        PolicyRuntime.builder("demo").network(local()).limits(limits).open()) {
      runtime.activate(bundle);
      assertThat(runtime.authorize(INPUT).cause()).isEqualTo(PolicyDecision.Cause.TIMEOUT);
      delay = Duration.ZERO;
      assertThat(runtime.authorize(INPUT).allowed()).isTrue();
    }
  }

  @Test
  void whenRuntimeHasNoAccess_thenThePolicyIsNotActivated() {
    byte[] bundle = Policies.bundle(1, compile(RULES, false), data());
    try (PolicyRuntime runtime = PolicyRuntime.builder("demo").open()) {
      assertThatThrownBy(() -> runtime.activate(bundle))
          .isInstanceOf(ActivationException.class)
          .hasMessageContaining("http.send");
    }
  }
}
