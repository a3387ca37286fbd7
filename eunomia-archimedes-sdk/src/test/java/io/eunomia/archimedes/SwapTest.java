package io.eunomia.archimedes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.INTEGER;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.eunomia.archimedes.activation.Candidate;
import io.eunomia.archimedes.activation.Warmup;
import io.eunomia.archimedes.engine.Limits;
import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyDecision.Cause;
import io.eunomia.policy.PolicyInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SwapTest {
  private static final PolicyInput INPUT =
      PolicyInput.builder(Caller.user("u-1"), "demo", "get", "GET", "/").build();

  /** Odd versions allow, even ones deny, and each says which one it is. */
  private static final String RULES =
      """
      default allow := false
      allow if {
        data.odd
        input.method == "GET"
      }
      deny_reason contains data.reason
      """;

  private static Candidate version(byte[] wasm, int version) {
    return Policies.candidate(
        version, wasm, "{\"odd\": %b, \"reason\": \"v%d\"}".formatted(version % 2 == 1, version));
  }

  private static PolicyRuntime open(int instances) {
    return PolicyRuntime.builder("demo")
        .limits(Limits.defaults().withMaxInstances(instances).withTimeout(Duration.ofSeconds(10)))
        .warmup(new Warmup(List.of(INPUT), Duration.ofMillis(20)))
        .open();
  }

  /** What is wrong with a decision; empty if it is wholly one version's. */
  private static String mixUp(PolicyDecision decision) {
    if (decision.cause() != Cause.POLICY || decision.policy() == null) {
      return decision.toString();
    }
    int version = Integer.parseInt(decision.policy().version().substring(4));
    boolean right =
        decision.allowed()
            ? version % 2 == 1
            : version % 2 == 0 && decision.reasons().equals(List.of("v" + version));
    return right ? "" : decision.toString();
  }

  @Test
  void whenPoliciesAreSwappedUnderLoad_thenEveryDecisionIsOfOneOfThem() throws Exception {
    byte[] wasm = Policies.compile(RULES, Policies.ALLOW, Policies.DENY_REASON);
    try (PolicyRuntime runtime = open(4)) {
      runtime.activate(version(wasm, 1));
      AtomicBoolean done = new AtomicBoolean();
      Queue<String> wrong = new ConcurrentLinkedQueue<>();
      AtomicLong decisions = new AtomicLong();
      // More threads than instances: some wait while policies come and go.
      ExecutorService threads = Executors.newFixedThreadPool(8);
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        ends.add(
            threads.submit(
                () -> {
                  while (!done.get()) {
                    String problem = mixUp(runtime.authorize(INPUT));
                    if (!problem.isEmpty()) {
                      wrong.add(problem);
                    }
                    decisions.incrementAndGet();
                  }
                }));
      }
      for (int version = 2; version <= 10; version++) {
        runtime.activate(version(wasm, version));
        if (version % 3 == 0) {
          runtime.rollback();
          runtime.activate(version(wasm, version));
        }
      }
      done.set(true);
      for (Future<?> end : ends) {
        end.get(30, TimeUnit.SECONDS);
      }
      threads.shutdown();
      assertThat(wrong).isEmpty();
      assertThat(decisions.get()).isGreaterThan(1000);
      RuntimeStatus status = runtime.status();
      assertThat(status.decisions().errors()).isZero();
      assertThat(status.decisions().allowed() + status.decisions().denied())
          .isEqualTo(decisions.get());
      // What is retained holds no memory of instances, once the last of them is back.
      assertThat(status.previous())
          .extracting(previous -> previous == null ? -1 : previous.instances())
          .isEqualTo(0);
      assertThat(status.active())
          .extracting(active -> active == null ? -1 : active.instances())
          .asInstanceOf(INTEGER)
          .isBetween(1, 4);
    }
  }

  @Test
  void whenThreadsAreVirtual_thenTenThousandAreServed() throws Exception {
    ExecutorService threads = virtualThreads();
    byte[] wasm = Policies.compile(RULES, Policies.ALLOW, Policies.DENY_REASON);
    try (PolicyRuntime runtime = open(4)) {
      runtime.activate(version(wasm, 1));
      List<Future<PolicyDecision>> decisions = new ArrayList<>();
      for (int i = 0; i < 10_000; i++) {
        decisions.add(threads.submit(() -> runtime.authorize(INPUT)));
      }
      for (Future<PolicyDecision> decision : decisions) {
        assertThat(decision.get(30, TimeUnit.SECONDS).allowed()).isTrue();
      }
    } finally {
      threads.shutdown();
    }
  }

  private static ExecutorService virtualThreads() throws ReflectiveOperationException {
    assumeTrue(Runtime.version().feature() >= 21, "virtual threads need JDK 21 or later; skipped");
    return (ExecutorService)
        Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
  }
}
