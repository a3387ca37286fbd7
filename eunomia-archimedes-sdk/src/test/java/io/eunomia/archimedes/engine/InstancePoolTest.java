package io.eunomia.archimedes.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.eunomia.archimedes.Policies;
import io.eunomia.archimedes.engine.EvaluationException.Reason;
import io.eunomia.archimedes.engine.PolicyEngine.Execution;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyInput;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads and few instances. Nothing here is timed but by limits. */
@Timeout(120)
class InstancePoolTest {
  private static final byte[] NO_DATA = "{}".getBytes(StandardCharsets.UTF_8);
  private static final byte[] WASM =
      Policies.compile(
          """
          default allow := false
          allow if {
            input.path == concat("", ["/", input.caller.user_id])
            count([n | some n in numbers.range(1, 20)]) == 20
          }
          """);

  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final AtomicInteger most = new AtomicInteger();

  private static Limits limits(int instances, Duration timeout) {
    return Limits.defaults().withMaxInstances(instances).withTimeout(timeout);
  }

  private static PolicyEngine engine(int instances, Duration timeout) {
    return new PolicyEngine(
        limits(instances, timeout), BuiltinRegistry.standard(), Clock.systemUTC());
  }

  private static InstancePool pool(int instances, Duration timeout, Watchdog watchdog) {
    Limits limits = limits(instances, timeout);
    CompiledWasm wasm = CompiledWasm.compile(WASM, limits, Execution.COMPILED);
    Environment environment =
        new Environment(
            limits, BuiltinRegistry.standard(), Clock.systemUTC(), watchdog, line -> {});
    return new InstancePool(EunomiaModule.load(environment, wasm, NO_DATA), limits);
  }

  /** Allowed if both numbers are the same: an answer to another thread's request is found out. */
  private static PolicyInput request(int user, int path) {
    return PolicyInput.builder(Caller.user("u" + user), "demo", "get", "GET", "/u" + path).build();
  }

  private void ask(LoadedPolicy policy, int number) {
    boolean right = number % 3 != 0;
    Verdict verdict = policy.decide(0, request(number, right ? number : number + 1));
    if ((verdict == Verdict.TRUE) != right) {
      wrong.add(number + ": " + verdict);
    }
    most.accumulateAndGet(policy.instances(), Math::max);
  }

  @Test
  void whenThreadsAreMoreThanInstances_thenEachGetsItsOwnAnswer() throws Exception {
    try (PolicyEngine engine = engine(3, Duration.ofSeconds(60));
        LoadedPolicy policy = engine.load(WASM, NO_DATA)) {
      ExecutorService threads = Executors.newFixedThreadPool(32);
      List<Future<?>> ends = new ArrayList<>();
      CountDownLatch start = new CountDownLatch(1);
      for (int thread = 0; thread < 32; thread++) {
        int first = thread * 1_000;
        ends.add(
            threads.submit(
                () -> {
                  start.await();
                  for (int i = 0; i < 500; i++) {
                    ask(policy, first + i);
                  }
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> end : ends) {
        end.get(60, TimeUnit.SECONDS);
      }
      threads.shutdown();
      assertThat(wrong).isEmpty();
      assertThat(most.get()).isBetween(1, 3);
    }
  }

  @Test
  void whenThreadsAreVirtual_thenThousandsWaitForFewInstances() throws Exception {
    assumeTrue(Runtime.version().feature() >= 21, "virtual threads need JDK 21 or later; skipped");
    ExecutorService threads =
        (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    try (PolicyEngine engine = engine(2, Duration.ofSeconds(60));
        LoadedPolicy policy = engine.load(WASM, NO_DATA)) {
      List<Future<?>> ends = new ArrayList<>();
      for (int i = 0; i < 20_000; i++) {
        int number = i;
        ends.add(threads.submit(() -> ask(policy, number)));
      }
      for (Future<?> end : ends) {
        end.get(60, TimeUnit.SECONDS);
      }
      assertThat(wrong).isEmpty();
      assertThat(most.get()).isBetween(1, 2);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void whenNoInstanceBecomesFree_thenWaitersGiveUpInTime() throws Exception {
    try (Watchdog watchdog = new Watchdog(1_000_000_000)) {
      InstancePool pool = pool(1, Duration.ofMillis(150), watchdog);
      PolicyInstance taken = pool.take();
      List<Future<Reason>> waiters = new ArrayList<>();
      ExecutorService threads = Executors.newFixedThreadPool(8);
      for (int i = 0; i < 8; i++) {
        waiters.add(threads.submit(() -> failure(pool)));
      }
      for (Future<Reason> waiter : waiters) {
        assertThat(waiter.get(30, TimeUnit.SECONDS)).isEqualTo(Reason.TIMEOUT);
      }
      threads.shutdown();
      // Nobody waits any more: what is given back is there for who comes.
      pool.giveBack(taken);
      assertThat(pool.take()).isSameAs(taken);
    }
  }

  @Test
  void whenAnInstanceIsGivenBackOrThrownAway_thenAWaiterGoesOn() throws Exception {
    try (Watchdog watchdog = new Watchdog(1_000_000_000)) {
      InstancePool pool = pool(1, Duration.ofSeconds(60), watchdog);
      PolicyInstance taken = pool.take();
      ExecutorService threads = Executors.newFixedThreadPool(4);
      List<Future<PolicyInstance>> waiters = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        waiters.add(
            threads.submit(
                () -> {
                  PolicyInstance mine = pool.take();
                  pool.giveBack(mine);
                  return mine;
                }));
      }
      pool.giveBack(taken);
      for (Future<PolicyInstance> waiter : waiters) {
        assertThat(waiter.get(30, TimeUnit.SECONDS)).isSameAs(taken);
      }
      // Closed: the next one given back goes, and makes room for another one.
      PolicyInstance again = pool.take();
      Future<PolicyInstance> waiter = threads.submit(pool::take);
      pool.close();
      pool.giveBack(again);
      assertThat(waiter.get(30, TimeUnit.SECONDS)).isNotSameAs(taken);
      assertThat(pool.size()).isEqualTo(1);
      threads.shutdown();
    }
  }

  @Test
  void whenAWaiterIsInterrupted_thenItWaitsOnAndIsInterruptedAfterwards() throws Exception {
    try (Watchdog watchdog = new Watchdog(1_000_000_000)) {
      InstancePool pool = pool(1, Duration.ofSeconds(60), watchdog);
      PolicyInstance taken = pool.take();
      CountDownLatch asked = new CountDownLatch(1);
      AtomicInteger interrupted = new AtomicInteger();
      Thread waiter =
          new Thread(
              () -> {
                asked.countDown();
                pool.giveBack(pool.take());
                interrupted.set(Thread.currentThread().isInterrupted() ? 1 : -1);
              });
      waiter.start();
      asked.await();
      waiter.interrupt();
      Thread.sleep(20);
      assertThat(waiter.isAlive()).isTrue();
      pool.giveBack(taken);
      waiter.join(30_000);
      assertThat(interrupted).hasValue(1);
    }
  }

  @Test
  void whenEveryIdleInstanceIsVisited_thenAllAreBackAfterwards() {
    try (Watchdog watchdog = new Watchdog(1_000_000_000)) {
      InstancePool pool = pool(4, Duration.ofSeconds(60), watchdog);
      pool.prepare(4);
      List<PolicyInstance> visited = new ArrayList<>();
      pool.forEachIdle(visited::add);
      assertThat(visited).doesNotContainNull().hasSizeGreaterThanOrEqualTo(4);
      assertThat(visited.stream().distinct()).hasSize(4);
      assertThat(pool.size()).isEqualTo(4);
      for (int i = 0; i < 4; i++) {
        assertThat(visited).contains(pool.take());
      }
    }
  }

  private static Reason failure(InstancePool pool) {
    try {
      pool.take();
      throw new AssertionError("there is one");
    } catch (EvaluationException e) {
      return e.reason();
    }
  }
}
