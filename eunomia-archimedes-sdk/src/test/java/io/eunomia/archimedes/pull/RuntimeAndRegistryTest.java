package io.eunomia.archimedes.pull;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.archimedes.PolicyRuntimeBuilder;
import io.eunomia.archimedes.RuntimeState;
import io.eunomia.archimedes.RuntimeStatus;
import io.eunomia.archimedes.VersionedPolicy;
import io.eunomia.archimedes.activation.ActivationSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** A runtime that lives on a real registry, which fails in every way: it decides all the time. */
class RuntimeAndRegistryTest {
  @TempDir private Path directory;

  private final OciRegistry client =
      OciRegistry.builder()
          .plainHttp(PlainHttp.LOOPBACK)
          .requestTimeout(Duration.ofSeconds(1))
          .retries(1, Duration.ofMillis(10))
          .build();
  private RegistryFixture registry;
  private HttpRelay relay;
  private String repository;

  @BeforeEach
  void start(TestInfo test) throws Exception {
    RegistryFixture.assumeAvailable();
    registry = RegistryFixture.plain(directory);
    relay = new HttpRelay(registry.port());
    repository = "policies/demo-" + Integer.toHexString(test.getDisplayName().hashCode());
  }

  @AfterEach
  void stop() throws Exception {
    if (registry != null) {
      relay.close();
      registry.close();
    }
  }

  private PolicyRuntimeBuilder builder() {
    PullSchedule schedule =
        PullSchedule.every(Duration.ofMillis(50)).withFailureBackoff(Duration.ofMillis(20));
    return PolicyRuntime.builder("demo")
        .warmup(VersionedPolicy.WARMUP)
        .registry(client, relay.reference(repository + ":latest"), schedule);
  }

  private void publish(int version) throws Exception {
    registry.publish(repository, "latest", VersionedPolicy.bundle(version), Map.of());
  }

  private static void await(PolicyRuntime runtime, Predicate<RuntimeStatus> that)
      throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!that.test(runtime.status())) {
      assertThat(System.nanoTime()).as("still " + runtime.status().toJson()).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private static Predicate<RuntimeStatus> decidesBy(int version) {
    return status -> status.active() != null && status.active().sequence() == version;
  }

  private static Predicate<RuntimeStatus> hasProblem(PullException.Code code) {
    return status ->
        status.health().problems().stream()
            .anyMatch(
                problem ->
                    problem.component().equals("registry") && problem.code().equals(code.name()));
  }

  @Test
  void whenTheRegistryFailsInEveryWay_thenDecisionsGoOnAndItCatchesUp() throws Exception {
    publish(1);
    try (PolicyRuntime runtime = builder().open()) {
      // Opened with what the registry has, at once.
      assertThat(runtime.authorize(VersionedPolicy.INPUT).allowed()).isTrue();
      assertThat(requireNonNull(runtime.status().active()).source())
          .isEqualTo(ActivationSource.REGISTRY);
      try (Asking asking = new Asking(runtime)) {
        registry.stop();
        await(runtime, hasProblem(PullException.Code.UNREACHABLE));
        registry.start();
        publish(2);
        await(runtime, decidesBy(2));
        await(runtime, status -> status.health().problems().isEmpty());

        relay.all("manifests", HttpRelay.respond(200, "", "what is this?"));
        await(runtime, hasProblem(PullException.Code.INVALID_RESPONSE));
        publish(3);
        relay.honest();
        await(runtime, decidesBy(3));

        relay.all("manifests", HttpRelay.drip());
        await(runtime, hasProblem(PullException.Code.TIMEOUT));
        publish(4);
        relay.honest();
        await(runtime, decidesBy(4));

        relay.all("manifests", HttpRelay.respond(503, "", "{}"));
        await(runtime, hasProblem(PullException.Code.SERVER_ERROR));
        publish(5);
        relay.all("blobs", HttpRelay.truncated(10_000, new byte[100]));
        relay.all("manifests", HttpRelay.respond(503, "", "{}"));
        relay.honest();
        await(runtime, decidesBy(5));
        assertThat(asking.wrong).isEmpty();
        assertThat(asking.asked.get()).isGreaterThan(1_000);
      }
    }
  }

  @Test
  void whenItHasABrokenBundle_thenItIsRefusedOnceAndTheNextOneTaken() throws Exception {
    publish(1);
    try (PolicyRuntime runtime = builder().open()) {
      registry.publish(repository, "latest", new byte[] {1, 2, 3}, Map.of());
      long before = relay.asked().stream().filter(asked -> asked.startsWith("GET blobs")).count();
      await(runtime, status -> downloads() > before);
      // Asked often, downloaded once.
      long asked = relay.asked().size();
      await(runtime, status -> relay.asked().size() > asked + 5);
      assertThat(downloads()).isEqualTo(before + 1);
      assertThat(decidesBy(1).test(runtime.status())).isTrue();
      publish(2);
      await(runtime, decidesBy(2));
    }
  }

  private long downloads() {
    return relay.asked().stream().filter(asked -> asked.startsWith("GET blobs")).count();
  }

  @Test
  void whenRolledBack_thenTheRegistryDoesNotBringItBack() throws Exception {
    publish(1);
    Path store = directory.resolve("store.db");
    try (PolicyRuntime runtime = builder().store(store).open()) {
      publish(2);
      await(runtime, decidesBy(2));
      runtime.rollback("version 2 is wrong");
      long asked = relay.asked().size();
      await(runtime, status -> relay.asked().size() > asked + 5);
      assertThat(decidesBy(1).test(runtime.status())).isTrue();
    }
    // Nor after a restart.
    try (PolicyRuntime runtime = builder().store(store).open()) {
      long asked = relay.asked().size();
      await(runtime, status -> relay.asked().size() > asked + 5);
      assertThat(decidesBy(1).test(runtime.status())).isTrue();
      publish(3);
      await(runtime, decidesBy(3));
    }
  }

  @Test
  void whenThereIsAStore_thenItIsFirstAndTheRegistrySecond() throws Exception {
    Path store = directory.resolve("store.db");
    publish(1);
    try (PolicyRuntime runtime = builder().store(store).open()) {
      assertThat(decidesBy(1).test(runtime.status())).isTrue();
    }
    registry.stop();
    try (PolicyRuntime runtime = builder().store(store).open()) {
      assertThat(runtime.authorize(VersionedPolicy.INPUT).allowed()).isTrue();
      assertThat(requireNonNull(runtime.status().active()).source())
          .isEqualTo(ActivationSource.STORE);
    }
  }

  @Test
  void whenNeitherIsThere_thenEverythingIsDeniedUntilTheRegistryComes() throws Exception {
    registry.stop();
    try (PolicyRuntime runtime = builder().open()) {
      assertThat(runtime.authorize(VersionedPolicy.INPUT).allowed()).isFalse();
      assertThat(runtime.status().health().state()).isEqualTo(RuntimeState.EMPTY);
      registry.start();
      publish(1);
      await(runtime, decidesBy(1));
    }
  }

  @Test
  void whenTheRegistryIsSilentForLong_thenThePolicyIsStaleAndThenFresh() throws Exception {
    publish(1);
    try (PolicyRuntime runtime = builder().staleAfter(Duration.ofSeconds(1)).open()) {
      registry.stop();
      await(runtime, status -> status.health().state() == RuntimeState.STALE);
      assertThat(runtime.authorize(VersionedPolicy.INPUT).allowed()).isTrue();
      registry.start();
      await(runtime, status -> status.health().state() == RuntimeState.ACTIVE);
    }
  }

  /** Asks without pause, and writes down what is wrong with the answers. */
  private static final class Asking implements AutoCloseable {
    final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    final AtomicLong asked = new AtomicLong();
    private final AtomicBoolean done = new AtomicBoolean();
    private final Thread thread;

    Asking(PolicyRuntime runtime) {
      thread =
          new Thread(
              () -> {
                while (!done.get()) {
                  String problem = VersionedPolicy.mixUp(runtime.authorize(VersionedPolicy.INPUT));
                  if (!problem.isEmpty()) {
                    wrong.add(problem);
                  }
                  asked.incrementAndGet();
                }
              });
      thread.start();
    }

    @Override
    public void close() {
      done.set(true);
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
