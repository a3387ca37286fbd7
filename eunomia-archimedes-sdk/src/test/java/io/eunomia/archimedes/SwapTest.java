package io.eunomia.archimedes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.INTEGER;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.eunomia.archimedes.activation.Warmup;
import io.eunomia.archimedes.engine.Limits;
import io.eunomia.policy.PolicyDecision;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SwapTest {
  private static PolicyRuntime open(int instances) {
    return PolicyRuntime.builder("demo")
        .limits(Limits.defaults().withMaxInstances(instances).withTimeout(Duration.ofSeconds(10)))
        .warmup(new Warmup(List.of(VersionedPolicy.INPUT), Duration.ofMillis(20)))
        .open();
  }

  @Test
  void whenPoliciesAreSwappedUnderLoad_thenEveryDecisionIsOfOneOfThem() throws Exception {
    try (PolicyRuntime runtime = open(4)) {
      runtime.activate(VersionedPolicy.bundle(1));
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
                    String problem =
                        VersionedPolicy.mixUp(runtime.authorize(VersionedPolicy.INPUT));
                    if (!problem.isEmpty()) {
                      wrong.add(problem);
                    }
                    decisions.incrementAndGet();
                  }
                }));
      }
      for (int version = 2; version <= 10; version++) {
        runtime.activate(VersionedPolicy.bundle(version));
        if (version % 3 == 0) {
          runtime.rollback("test");
          runtime.activate(VersionedPolicy.bundle(version));
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
      assertThat(status.previousDigest()).isNotNull();
      assertThat(status.active())
          .extracting(active -> active == null ? -1 : active.instances())
          .asInstanceOf(INTEGER)
          .isBetween(1, 4);
    }
  }

  @Test
  void whenActivateHasReturned_thenOnlyTheNewPolicyDecides() throws Exception {
    int swaps = 60;
    try (PolicyRuntime runtime = open(4)) {
      runtime.activate(VersionedPolicy.bundle(1));
      AtomicInteger activated = new AtomicInteger(1);
      AtomicLong decisions = new AtomicLong();
      Queue<String> wrong = new ConcurrentLinkedQueue<>();
      ExecutorService threads = Executors.newFixedThreadPool(8);
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        ends.add(
            threads.submit(
                () -> {
                  for (int atLeast = 1; atLeast <= swaps; atLeast = activated.get()) {
                    PolicyDecision decision = runtime.authorize(VersionedPolicy.INPUT);
                    // One more may be published already, though nobody was told yet.
                    int atMost = activated.get() + 1;
                    String problem = VersionedPolicy.mixUp(decision);
                    int version = VersionedPolicy.version(decision);
                    if (!problem.isEmpty() || version < atLeast || version > atMost) {
                      wrong.add(atLeast + " to " + atMost + ": " + decision);
                    }
                    decisions.incrementAndGet();
                  }
                }));
      }
      for (int version = 2; version <= swaps; version++) {
        // In turn a module that is new and one that is known, with other data.
        int module = version % 2 == 0 ? version : 1;
        runtime.activate(
            Policies.bundle(version, VersionedPolicy.wasm(module), VersionedPolicy.data(version)));
        activated.set(version);
      }
      activated.incrementAndGet();
      for (Future<?> end : ends) {
        end.get(30, TimeUnit.SECONDS);
      }
      threads.shutdown();
      assertThat(wrong).isEmpty();
      assertThat(decisions.get()).isGreaterThan(1000);
      assertThat(runtime.status().decisions().errors()).isZero();
    }
  }

  @Test
  void whenThreadsAreVirtual_thenTenThousandAreServed() throws Exception {
    ExecutorService threads = virtualThreads();
    try (PolicyRuntime runtime = open(4)) {
      runtime.activate(VersionedPolicy.bundle(1));
      List<Future<PolicyDecision>> decisions = new ArrayList<>();
      for (int i = 0; i < 10_000; i++) {
        decisions.add(threads.submit(() -> runtime.authorize(VersionedPolicy.INPUT)));
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
