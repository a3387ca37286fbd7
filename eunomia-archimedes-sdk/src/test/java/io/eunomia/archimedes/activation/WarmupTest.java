package io.eunomia.archimedes.activation;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.Policies;
import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.archimedes.engine.value.StringValue;
import io.eunomia.archimedes.engine.value.Value;
import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyInput;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a policy is asked before anyone waits for it, as what it calls can see. */
class WarmupTest {
  private final Map<String, AtomicLong> asked = new ConcurrentHashMap<>();
  private final BuiltinRegistry builtins =
      BuiltinRegistry.standard()
          .with(
              "test.ask(user: string) -> yes: boolean",
              (context, arguments) -> {
                String user = ((StringValue) arguments[0]).text();
                asked.computeIfAbsent(user, name -> new AtomicLong()).incrementAndGet();
                return Value.of(true);
              });

  private static PolicyInput by(String user) {
    return PolicyInput.builder(Caller.user(user), "demo", "get", "GET", "/").build();
  }

  private byte[] bundle(int version) {
    byte[] wasm =
        Policies.compile(
            "default allow := false\nallow if test.ask(input.caller.user_id)", builtins);
    return Policies.bundle(version, wasm, "{\"version\": %d}".formatted(version));
  }

  private PolicyRuntime open(Duration time) {
    return PolicyRuntime.builder("demo")
        .builtins(builtins)
        .warmup(new Warmup(List.of(by("configured")), time))
        .open();
  }

  private long count(String user) {
    AtomicLong count = asked.remove(user);
    return count == null ? 0 : count.get();
  }

  @Test
  void whenBuiltinsAreTheServices_thenTheyAreNotCalledAgainForRealRequests() {
    try (PolicyRuntime runtime = open(Duration.ofSeconds(20))) {
      runtime.activate(bundle(1));
      assertThat(count("configured")).isGreaterThan(50_000);
      assertThat(asked).isEmpty();

      for (int i = 0; i < 20_000; i++) {
        runtime.authorize(by("recent"));
      }
      assertThat(count("recent")).isEqualTo(20_000);
      runtime.activate(bundle(2));
      // Whatever the service's own builtin does for a caller, it is done once a request.
      assertThat(count("recent")).isZero();
      assertThat(count("configured")).isGreaterThan(50_000);

      // What the JVM has compiled it knows still.
      runtime.rollback("test");
      assertThat(count("configured")).isBetween(1L, 100L);
    }
  }

  @Test
  void whenRequestsWereDecided_thenTheNextPolicyIsWarmedUpByThem() {
    AtomicLong readings = new AtomicLong();
    Clock clock =
        new Clock() {
          @Override
          public Instant instant() {
            readings.incrementAndGet();
            return Instant.EPOCH;
          }

          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }
        };
    byte[] wasm =
        Policies.compile(
            """
            default allow := false
            allow if { input.caller.user_id == "recent"; time.now_ns() == 0 }
            """);
    try (PolicyRuntime runtime =
        PolicyRuntime.builder("demo")
            .clock(clock)
            .warmup(new Warmup(List.of(by("configured")), Duration.ofSeconds(20)))
            .open()) {
      runtime.activate(Policies.bundle(1, wasm, "{}"));
      assertThat(readings).hasValueLessThan(100);
      for (int i = 0; i < 20_000; i++) {
        assertThat(runtime.authorize(by("recent")).allowed()).isTrue();
      }
      readings.set(0);
      runtime.activate(Policies.bundle(2, wasm, "{\"other\": true}"));
      assertThat(readings).hasValueGreaterThan(40_000);
    }
  }

  @Test
  void whenThePolicyIsSlow_thenItEndsWithinABatch() {
    byte[] wasm =
        Policies.compile(
            """
            default allow := false
            allow if {
              test.ask(input.caller.user_id)
              some i in numbers.range(1, 50000)
              some j in [1, 2, 3]
              i * j == -1
            }
            """,
            builtins);
    try (PolicyRuntime runtime = open(Duration.ofMillis(50))) {
      runtime.activate(Policies.bundle(1, wasm, "{}"));
      assertThat(count("configured")).isBetween(1L, 100L);
    }
  }

  @Test
  void whenTimeIsUp_thenItEnds() {
    try (PolicyRuntime runtime = open(Duration.ofNanos(1))) {
      runtime.activate(bundle(1));
      // Each instance once, and the smoke test.
      assertThat(count("configured")).isBetween(1L, 100L);
    }
  }
}
