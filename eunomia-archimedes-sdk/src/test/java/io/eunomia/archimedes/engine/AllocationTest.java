package io.eunomia.archimedes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.eunomia.archimedes.Policies;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyInput;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a decision leaves on the JVM's heap does not grow with the policy. */
class AllocationTest {
  private static final int DECISIONS = 2_000;
  private static final int MOST = 400;

  private static final PolicyInput INPUT =
      PolicyInput.builder(Caller.user("u-1", List.of("role3")), "demo", "op3", "GET", "/p3/x")
          .context("n", 3)
          .build();

  @Test
  void whenThePolicyIsLarge_thenADecisionAllocatesNoMore() {
    long few = allocated(10);
    long many = allocated(2_000);
    System.out.printf("bytes a decision: %d of 10 rules, %d of 2,000 rules%n", few, many);
    assertThat(few).isLessThanOrEqualTo(MOST);
    // A word more or less is the JVM's, whose compiler may do without an object or not.
    assertThat(many).isBetween(few - 64, few + 64).isLessThanOrEqualTo(MOST);
  }

  private static long allocated(int rules) {
    byte[] wasm =
        Policies.compile(
            "default allow := false\n"
                + IntStream.range(0, rules)
                    .mapToObj(AllocationTest::rule)
                    .collect(Collectors.joining("\n")));
    try (PolicyEngine engine =
            new PolicyEngine(Limits.defaults(), BuiltinRegistry.standard(), Clock.systemUTC());
        LoadedPolicy policy = engine.load(wasm, "{}".getBytes(StandardCharsets.UTF_8))) {
      for (int i = 0; i < 5 * DECISIONS; i++) {
        assertThat(policy.decide(0, INPUT) == Verdict.TRUE).isTrue();
      }
      ThreadMXBean threads = threads();
      long least = Long.MAX_VALUE;
      for (int round = 0; round < 5; round++) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < DECISIONS; i++) {
          policy.decide(0, INPUT);
        }
        least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      }
      return least / DECISIONS;
    }
  }

  /** Half of them found by an index, half of them tried in turn. */
  private static String rule(int i) {
    return i % 2 == 1
        ? "allow if { input.operation_id == \"op%d\"; \"role%d\" in input.caller.roles }"
            .formatted(i, i)
        : "allow if { startswith(input.path, \"/q%d/\"); input.context.n > %d }".formatted(i, i);
  }

  private static ThreadMXBean threads() {
    assumeTrue(
        ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean
            && bean.isThreadAllocatedMemorySupported(),
        "this JVM does not count what threads allocate; skipped");
    return (ThreadMXBean) ManagementFactory.getThreadMXBean();
  }
}
