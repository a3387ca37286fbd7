package io.eunomia.archimedes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.archimedes.Policies;
import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.archimedes.activation.ActivationException;
import io.eunomia.archimedes.activation.Warmup;
import io.eunomia.archimedes.engine.EvaluationException.Reason;
import io.eunomia.archimedes.engine.builtins.Builtin;
import io.eunomia.archimedes.engine.builtins.BuiltinException;
import io.eunomia.archimedes.engine.builtins.BuiltinFailure;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.archimedes.engine.value.NumberValue;
import io.eunomia.archimedes.engine.value.StringValue;
import io.eunomia.archimedes.engine.value.Value;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyDecision.Cause;
import io.eunomia.policy.PolicyInput;
import io.eunomia.rego.builtins.Capabilities;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Builtins that a program adds, from the policy that calls them to the decision. */
class OwnBuiltinsTest {
  private static final String TENANT = "acme.tenant_of(user: string) -> tenant: string";
  private static final BuiltinRegistry TENANTS =
      BuiltinRegistry.standard().with(TENANT, OwnBuiltinsTest::tenant);

  private static @Nullable Value tenant(
      io.eunomia.archimedes.engine.builtins.BuiltinContext context, Value... arguments)
      throws BuiltinException {
    String user = ((StringValue) arguments[0]).text();
    return switch (user) {
      case "alice" -> Value.of("t-1");
      case "" -> throw new BuiltinException("a user without a name");
      case "bug" -> throw new IllegalStateException("the directory is down");
      case "slow" -> sleep();
      default -> null;
    };
  }

  private static Value sleep() {
    try {
      Thread.sleep(60_000);
      return Value.of("late");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable String evaluate(String rules, BuiltinRegistry builtins, String input) {
    try (PolicyEngine engine = engine(builtins);
        LoadedPolicy policy = engine.load(Policies.compile(rules, builtins), utf8("{}"))) {
      byte[] value = policy.evaluate(0, utf8(input));
      return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }
  }

  private static PolicyEngine engine(BuiltinRegistry builtins) {
    return new PolicyEngine(
        Limits.defaults().withTimeout(Duration.ofSeconds(2)).withMaxInstances(2),
        builtins,
        Clock.systemUTC());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static PolicyInput by(String user) {
    return PolicyInput.builder(Caller.anonymous(), "demo", "get", "GET", "/")
        .context("user", user)
        .build();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          allow := acme.tenant_of(input.u); {"u": "alice"}; "t-1"
          allow if acme.tenant_of(input.u) == "t-1"; {"u": "alice"}; true
          allow := acme.tenant_of(input.u); {"u": "bob"};
          allow := acme.tenant_of(input.u); {"u": ""};
          allow := acme.tenant_of(input.u); {"u": 1};
          allow := acme.tenant_of(input.u); {};
          allow if not acme.tenant_of(input.u); {"u": 1}; true
          allow := {u: acme.tenant_of(u) | some u in input}; ["alice", "bob"]; {"alice":"t-1"}
          allow := t if t := acme.tenant_of("x") with acme.tenant_of as "mocked"; {}; "mocked"
          """)
  void whenAPolicyCallsIt_thenItIsAsked(String rules, String input, @Nullable String expected) {
    assertThat(evaluate(rules, TENANTS, input)).isEqualTo(expected);
  }

  @Test
  void whenNumbersGoThrough_thenTheyAreExact() {
    BuiltinRegistry registry =
        BuiltinRegistry.standard()
            .with(
                "acme.half(x: number) -> number",
                (context, arguments) ->
                    new NumberValue(
                        ((NumberValue) arguments[0]).decimal().divide(BigDecimal.valueOf(2))));
    assertThat(
            evaluate("allow := acme.half(input.x)", registry, "{\"x\": 12345678901234567890123.1}"))
        .isEqualTo("6172839450617283945061.55");
  }

  @Test
  void whenItIsARelation_thenOneCallHasManyResults() {
    BuiltinRegistry registry =
        BuiltinRegistry.standard()
            .with(
                "acme.digit(any) -> digit: number ; relation",
                (context, arguments) ->
                    io.eunomia.archimedes.engine.value.ArrayValue.of(Value.of(1), Value.of(2)));
    assertThat(evaluate("allow := {d | d := acme.digit(input)}", registry, "{}"))
        .isEqualTo("[1,2]");
  }

  @Test
  void whenErrorsAreStrict_thenTheyEndTheEvaluationAndSayWhere() {
    byte[] wasm =
        Policies.compile(
            "allow := acme.tenant_of(input.u)",
            RegoPolicyOptions.defaults()
                .withEntrypoints(List.of(Policies.ALLOW))
                .withStrictBuiltinErrors(true)
                .withCapabilities(Capabilities.defaults().with(TENANTS.declarations())));
    try (PolicyEngine engine = engine(TENANTS);
        LoadedPolicy policy = engine.load(wasm, utf8("{}"))) {
      assertThatThrownBy(() -> policy.evaluate(0, utf8("{\"u\": \"\"}")))
          .isInstanceOf(EvaluationException.class)
          .hasMessage("demo.rego:3: eval_builtin_error: acme.tenant_of: a user without a name");
      assertThatThrownBy(() -> policy.evaluate(0, utf8("{\"u\": 1}")))
          .hasMessage(
              "demo.rego:3: eval_type_error: acme.tenant_of: operand 1 must be string but got"
                  + " number");
      assertThat(policy.evaluate(0, utf8("{\"u\": \"bob\"}"))).isNull();
    }
  }

  @Test
  void whenItFails_thenTheDecisionIsADenialAndTheNextOneIsAsEver() {
    byte[] wasm =
        Policies.compile(
            "default allow := false\nallow if acme.tenant_of(input.context.user) == \"t-1\"",
            TENANTS);
    try (PolicyRuntime runtime =
        PolicyRuntime.builder("demo")
            .builtins(TENANTS)
            .limits(Limits.defaults().withMaxInstances(1).withTimeout(Duration.ofMillis(500)))
            .warmup(new Warmup(List.of(by("alice")), Duration.ofMillis(1)))
            .open()) {
      runtime.activate(Policies.bundle(1, wasm, "{}"));
      for (int i = 0; i < 20; i++) {
        PolicyDecision denied = runtime.authorize(by("bug"));
        assertThat(denied.allowed()).isFalse();
        assertThat(denied.cause()).isEqualTo(Cause.ERROR);
        assertThat(runtime.authorize(by("alice")).allowed()).isTrue();
      }
      assertThat(runtime.authorize(by("slow")).cause()).isEqualTo(Cause.TIMEOUT);
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
      assertThat(runtime.authorize(by("alice")).allowed()).isTrue();
    }
  }

  @Test
  void whenItFails_thenTheCauseIsThere() {
    try (PolicyEngine engine = engine(TENANTS);
        LoadedPolicy policy =
            engine.load(
                Policies.compile("allow := acme.tenant_of(\"bug\")", TENANTS), utf8("{}"))) {
      for (int i = 0; i < 5; i++) {
        assertThatThrownBy(() -> policy.evaluate(0, utf8("{}")))
            .isInstanceOf(EvaluationException.class)
            .hasMessage(
                "acme.tenant_of failed: java.lang.IllegalStateException: the directory is down")
            .hasCauseInstanceOf(BuiltinFailure.class)
            .hasRootCauseInstanceOf(IllegalStateException.class);
        assertThat(policy.instances()).isZero();
      }
    }
  }

  @Test
  void whenTheResultIsTooLarge_thenTheEvaluationEnds() {
    BuiltinRegistry registry =
        BuiltinRegistry.standard()
            .with(
                "acme.much() -> string", (context, arguments) -> Value.of("x".repeat(40_000_000)));
    try (PolicyEngine engine =
            new PolicyEngine(
                Limits.defaults().withMaxMemoryBytes(16 << 20).withTimeout(Duration.ofMinutes(1)),
                registry,
                Clock.systemUTC());
        LoadedPolicy policy =
            engine.load(Policies.compile("allow := count(acme.much())", registry), utf8("{}"))) {
      assertThatThrownBy(() -> policy.evaluate(0, utf8("{}")))
          .isInstanceOf(EvaluationException.class)
          .hasMessageContaining("memory")
          .satisfies(e -> assertThat(((EvaluationException) e).reason()).isEqualTo(Reason.ERROR));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '/',
      textBlock =
          """
          acme.f(string, number) -> boolean / acme.f(string) -> boolean
          acme.f(string) -> boolean / acme.f(number) -> boolean
          acme.f(string) -> boolean / acme.f(string) -> string
          acme.f(string) -> boolean ; nondeterministic / acme.f(string) -> boolean
          acme.f(string) -> boolean / acme.f(string) -> boolean ; relation
          """)
  void whenItIsDeclaredOtherwise_thenTheModuleIsRefused(String theirs, String ours) {
    Builtin any = (context, arguments) -> Value.of(true);
    BuiltinRegistry there = BuiltinRegistry.standard().with(theirs, any);
    BuiltinRegistry here = BuiltinRegistry.standard().with(ours, any);
    String call = theirs.contains("number)") ? "acme.f(\"a\", 1)" : "acme.f(\"a\")";
    byte[] wasm = Policies.compile("allow := " + call, there);
    try (PolicyEngine engine = engine(here)) {
      assertThatThrownBy(() -> engine.load(wasm, utf8("{}")))
          .isInstanceOf(InvalidModuleException.class)
          .hasMessage(
              "the policy was compiled to call " + theirs + ", but this runtime has " + ours);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '/',
      textBlock =
          """
          acme.f(user: string) -> boolean / acme.f(string) -> answer: boolean
          acme.f(string) -> boolean / acme.f(string | number) -> boolean
          acme.f(string) -> any / acme.f(any) -> boolean
          """)
  void whenItIsDeclaredWiderOrInOtherWords_thenTheModuleIsTaken(String theirs, String ours) {
    Builtin any = (context, arguments) -> Value.of(true);
    BuiltinRegistry there = BuiltinRegistry.standard().with(theirs, any);
    byte[] wasm = Policies.compile("allow := acme.f(\"a\")", there);
    try (PolicyEngine engine = engine(BuiltinRegistry.standard().with(ours, any));
        LoadedPolicy policy = engine.load(wasm, utf8("{}"))) {
      assertThat(policy.evaluate(0, utf8("{}"))).asString().isEqualTo("true");
    }
  }

  @Test
  void whenTheRuntimeDoesNotHaveIt_thenTheBundleIsRefusedAndTheLivePolicyStays() {
    byte[] wasm =
        Policies.compile("default allow := false\nallow if acme.tenant_of(\"x\")", TENANTS);
    try (PolicyRuntime runtime = PolicyRuntime.builder("demo").open()) {
      runtime.activate(Policies.bundle(1, Policies.compile("default allow := true"), "{}"));
      assertThatThrownBy(() -> runtime.activate(Policies.bundle(2, wasm, "{}")))
          .isInstanceOf(ActivationException.class)
          .hasMessageContaining(
              "the policy calls builtins that this runtime does not have: acme.tenant_of");
      assertThat(runtime.authorize(by("alice")).allowed()).isTrue();
    }
  }
}
