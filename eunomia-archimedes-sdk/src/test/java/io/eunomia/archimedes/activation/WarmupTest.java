package io.eunomia.archimedes.activation;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.Policies;
import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.archimedes.engine.value.StringValue;
import io.eunomia.archimedes.engine.value.Value;
import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyInput;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a policy is asked before anyone waits for it, as a builtin of the policy sees it. */
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
  void whenRequestsWereDecided_thenTheNextPolicyIsWarmedUpByThem() {
    try (PolicyRuntime runtime = open(Duration.ofSeconds(20))) {
      runtime.activate(bundle(1));
      assertThat(count("configured")).isGreaterThan(50_000);
      assertThat(asked).isEmpty();

      for (int i = 0; i < 20_000; i++) {
        runtime.authorize(by("recent"));
      }
      assertThat(count("recent")).isEqualTo(20_000);
      runtime.activate(bundle(2));
      assertThat(count("recent")).isGreaterThan(40_000);
      assertThat(count("configured")).isGreaterThan(1_000);

      // What the JVM has compiled it knows still.
      runtime.rollback("test");
      assertThat(count("recent")).isZero();
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
