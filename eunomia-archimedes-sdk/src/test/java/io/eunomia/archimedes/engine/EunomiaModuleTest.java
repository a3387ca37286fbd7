package io.eunomia.archimedes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.archimedes.Policies;
import io.eunomia.archimedes.engine.EvaluationException.Reason;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.archimedes.engine.value.TermText;
import io.eunomia.archimedes.engine.value.Value;
import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyInput;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EunomiaModuleTest {
  private static final PolicyInput INPUT =
      PolicyInput.builder(
              Caller.user("u-1", List.of("admin", "staff")), "demo", "getUser", "GET", "/users/7")
          .header("x-tenant", "t-1")
          .context("owner", Map.of("id", "u-1", "level", 3))
          .context("limit", new BigDecimal("1.50"))
          .context("nothing", null)
          .timestamp(Instant.parse("2026-01-02T03:04:05.600Z"))
          .requestId("r-1")
          .build();

  private static final String LOOP =
      "allow if { some i in numbers.range(1, 10000); some j in numbers.range(1, 10000);"
          + " i * j == input.limit }";

  private static PolicyEngine engine(Limits limits) {
    return new PolicyEngine(limits, BuiltinRegistry.standard(), Clock.systemUTC());
  }

  private static LoadedPolicy load(PolicyEngine engine, String rules) {
    return engine.load(Policies.compile(rules), utf8("{\"admins\":[\"u-1\"]}"));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Verdict decide(String rules) {
    try (PolicyEngine engine = engine(Limits.defaults());
        LoadedPolicy policy = load(engine, rules)) {
      return policy.decide(0, INPUT);
    }
  }

  @Test
  void whenConditionsHold_thenTrue() {
    assertThat(
            decide(
                """
                default allow := false
                allow if {
                  input.caller.type == "user"
                  "staff" in input.caller.roles
                  input.caller.user_id in data.admins
                  input.method == "GET"
                  startswith(input.path, "/users/")
                  input.headers["x-tenant"] == "t-1"
                  input.context.owner.id == input.caller.user_id
                  input.context.owner.level + 0.5 > 3
                  input.context.limit == 1.5
                  input.context.nothing == null
                  input.timestamp == "2026-01-02T03:04:05.600Z"
                  input.request_id == "r-1"
                  input.environment == "production"
                  not input.caller.email
                  not input.context.missing
                  not input.nonsense
                }
                """))
        .isEqualTo(Verdict.TRUE);
  }

  @Test
  void whenTheWholeInputIsRead_thenItIsTheInputsJson() {
    try (PolicyEngine engine = engine(Limits.defaults());
        LoadedPolicy policy = load(engine, "allow := json.marshal(input)")) {
      byte[] typed = policy.evaluate(0, INPUT);
      byte[] text = policy.evaluate(0, utf8(INPUT.toJson().toString()));
      assertThat(typed).isEqualTo(text);
    }
  }

  @Test
  void whenItIsNotBooleanTrue_thenSaysWhatItIs() {
    assertThat(decide("default allow := false\nallow if input.method == \"PUT\""))
        .isEqualTo(Verdict.FALSE);
    assertThat(decide("allow if input.method == \"PUT\"")).isEqualTo(Verdict.UNDEFINED);
    for (String other : List.of("\"true\"", "1", "{true}", "[true]", "{\"a\": true}", "null")) {
      assertThat(decide("allow := " + other)).isEqualTo(Verdict.NOT_BOOLEAN);
      assertThat(decide("allow := " + other + " if input.method == \"GET\""))
          .isEqualTo(Verdict.NOT_BOOLEAN);
    }
  }

  @Test
  void whenInputIsText_thenResultsAreText() {
    try (PolicyEngine engine = engine(Limits.defaults());
        LoadedPolicy policy =
            load(engine, "allow := {\"sum\": sum(input.n), \"set\": {x | some x in input.n}}")) {
      assertThat(policy.evaluate(0, utf8("{\"n\": [3, 2, 1.0, 3], \"skip\": [\"é\"]}")))
          .asString()
          .isEqualTo("{\"set\":[1.0,2,3],\"sum\":9}");
      assertThat(policy.evaluate(0, utf8("{}"))).isNull();
      assertThat(policy.evaluate(0, (byte[]) null)).isNull();
      assertThatThrownBy(() -> policy.evaluate(0, utf8("{\"n\": [1,]}")))
          .isInstanceOf(EvaluationException.class)
          .hasMessageContaining("the input is not JSON")
          .hasMessageContaining("line 1, column 10");
      assertThat(policy.evaluate(0, utf8("{\"n\": []}"))).isNotNull();
      assertThat(policy.instances()).isEqualTo(1);
    }
  }

  @Test
  void whenItLoopsTooLong_thenItsStepsStopIt() {
    try (PolicyEngine engine =
            engine(Limits.defaults().withMaxSteps(100_000).withTimeout(Duration.ofMinutes(1)));
        LoadedPolicy policy = load(engine, LOOP)) {
      assertThatThrownBy(() -> policy.evaluate(0, utf8("{\"limit\": -1}")))
          .isInstanceOfSatisfying(
              EvaluationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TIMEOUT))
          .hasMessage("the evaluation took more than 100000 steps");
      assertThat(policy.instances()).isZero();
      assertThat(policy.evaluate(0, utf8("{\"limit\": 1}"))).asString().isEqualTo("true");
    }
  }

  @Test
  void whenItTakesTooLong_thenTheWatchdogStopsItAndTheThreadIsClean() {
    Limits limits =
        Limits.defaults().withMaxSteps(Long.MAX_VALUE).withTimeout(Duration.ofMillis(200));
    try (PolicyEngine engine = engine(limits);
        LoadedPolicy policy = load(engine, LOOP)) {
      for (boolean interrupted : new boolean[] {false, true}) {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
        long start = System.nanoTime();
        assertThatThrownBy(() -> policy.evaluate(0, utf8("{\"limit\": -1}")))
            .isInstanceOfSatisfying(
                EvaluationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TIMEOUT))
            .hasMessage("the evaluation took longer than 200 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - start))
            .isBetween(Duration.ofMillis(190), Duration.ofSeconds(5));
        assertThat(Thread.interrupted()).isEqualTo(interrupted);
      }
      assertThat(policy.evaluate(0, utf8("{\"limit\": 1}"))).asString().isEqualTo("true");
    }
  }

  @Test
  void whenTheCallerWasInterruptedBefore_thenItIsDecidedAndStaysInterrupted() {
    try (PolicyEngine engine = engine(Limits.defaults());
        LoadedPolicy policy = load(engine, "allow if input.method == \"GET\"")) {
      Thread.currentThread().interrupt();
      Verdict verdict = policy.decide(0, INPUT);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(verdict).isEqualTo(Verdict.TRUE);
    }
  }

  @Test
  void whenItsMemoryGrowsTooLarge_thenItEndsAndOthersDoNot() {
    Limits limits =
        Limits.defaults().withMaxMemoryBytes(8 << 20).withTimeout(Duration.ofSeconds(20));
    try (PolicyEngine engine = engine(limits);
        LoadedPolicy policy =
            load(
                engine,
                "allow if count([s | some i in numbers.range(1, input.n); s := [i]]) > 0")) {
      assertThatThrownBy(() -> policy.evaluate(0, utf8("{\"n\": 1000000}")))
          .isInstanceOfSatisfying(
              EvaluationException.class, e -> assertThat(e.reason()).isEqualTo(Reason.ERROR))
          .hasMessageContaining("eval_memory_error: out of memory");
      assertThat(policy.instances()).isZero();
      assertThat(policy.evaluate(0, utf8("{\"n\": 10}"))).asString().isEqualTo("true");
    }
  }

  @Test
  void whenTheInputIsHuge_thenItIsRefusedOrSkippedAndOthersAreNot() {
    byte[] huge = utf8("{\"used\": 1, \"huge\": \"" + "x".repeat(100_000_000) + "\"}");
    try (PolicyEngine engine =
            engine(
                Limits.defaults()
                    .withMaxInputBytes(1 << 28)
                    .withMaxMemoryBytes(16 << 20)
                    .withTimeout(Duration.ofSeconds(20)));
        LoadedPolicy one = load(engine, "allow if input.used == 1");
        LoadedPolicy all = load(engine, "allow if count(input) == 2")) {
      assertThat(one.evaluate(0, huge)).asString().isEqualTo("true");
      assertThatThrownBy(() -> all.evaluate(0, huge))
          .isInstanceOf(EvaluationException.class)
          .hasMessageContaining("the input cannot be taken: the value needs more memory");
      assertThat(all.evaluate(0, utf8("{\"a\": 1, \"b\": 2}"))).asString().isEqualTo("true");
    }
    try (PolicyEngine engine = engine(Limits.defaults());
        LoadedPolicy policy = load(engine, "allow if input.used == 1")) {
      assertThatThrownBy(() -> policy.evaluate(0, huge))
          .hasMessageContaining("more than the limit of 16777216");
    }
  }

  @Test
  void whenTheResultIsTooLong_thenSaysSo() {
    try (PolicyEngine engine = engine(Limits.defaults().withMaxResultBytes(100));
        LoadedPolicy policy = load(engine, "allow := numbers.range(1, input.n)")) {
      assertThat(policy.evaluate(0, utf8("{\"n\": 3}"))).asString().isEqualTo("[1,2,3]");
      assertThatThrownBy(() -> policy.evaluate(0, utf8("{\"n\": 300}")))
          .hasMessage("the result is longer than 100 bytes");
      assertThat(policy.evaluate(0, utf8("{\"n\": 3}"))).asString().isEqualTo("[1,2,3]");
    }
  }

  @Test
  void whenABuiltinIsMissing_thenTheModuleIsRefused() {
    byte[] wasm = Policies.compile("allow if time.now_ns() > 0");
    try (PolicyEngine engine =
        new PolicyEngine(Limits.defaults(), BuiltinRegistry.empty(), Clock.systemUTC())) {
      assertThatThrownBy(() -> engine.load(wasm, utf8("{}")))
          .isInstanceOf(InvalidModuleException.class)
          .hasMessage("the policy calls builtins that this runtime does not have: time.now_ns");
    }
  }

  @Test
  void whenABuiltinFails_thenTheCallIsUndefined() {
    assertThat(decide("allow if not regex.globs_match(\"[\", input.method)"))
        .isEqualTo(Verdict.TRUE);
    assertThat(decide("allow if regex.globs_match(\"G.T\", input.method)")).isEqualTo(Verdict.TRUE);
  }

  @Test
  void whenABuiltinThrows_thenTheEvaluationFails() {
    byte[] wasm = Policies.compile("allow if yaml.is_valid(input.method)");
    BuiltinRegistry faulty =
        BuiltinRegistry.standard()
            .replacing(
                "yaml.is_valid",
                (context, arguments) -> {
                  throw new IllegalStateException("a fault");
                });
    try (PolicyEngine engine = new PolicyEngine(Limits.defaults(), faulty, Clock.systemUTC())) {
      LoadedPolicy policy = engine.load(wasm, utf8("{}"));
      assertThatThrownBy(() -> policy.decide(0, INPUT))
          .isInstanceOf(EvaluationException.class)
          .hasMessage("yaml.is_valid failed: java.lang.IllegalStateException: a fault");
    }
  }

  @Test
  void whenTimeIsAskedTwice_thenItIsTheSame() {
    assertThat(decide("allow if { a := time.now_ns(); b := time.now_ns(); a == b; a > 0 }"))
        .isEqualTo(Verdict.TRUE);
  }

  @Test
  void whenTheInputIsAnyValue_thenItIsTaken() {
    try (PolicyEngine engine = engine(Limits.defaults());
        LoadedPolicy policy = load(engine, "allow := input")) {
      Value set = TermText.read("{\"s\": {1, {2: set()}}}");
      assertThat(policy.evaluate(0, set)).asString().isEqualTo("{\"s\":[1,{\"2\":[]}]}");
    }
  }
}
