package io.eunomia.archimedes.control;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.archimedes.RuntimeStatus;
import io.eunomia.archimedes.TestKeys;
import io.eunomia.archimedes.VersionedPolicy;
import io.eunomia.archimedes.control.client.ControlClient;
import io.eunomia.archimedes.control.client.InstanceResult;
import io.eunomia.archimedes.control.client.InstanceResult.Outcome;
import io.eunomia.archimedes.engine.Limits;
import io.eunomia.archimedes.spiffe.SpiffeAllowlist;
import io.eunomia.archimedes.spiffe.WorkloadIdentity;
import io.eunomia.bundle.BundleWriter;
import io.eunomia.bundle.signature.BundleSigner;
import io.eunomia.bundle.signature.SigningKey;
import io.eunomia.bundle.signature.VerificationKeys;
import io.eunomia.testkit.spiffe.SpiffeAuthority;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Threads decide without pause while bundles are pushed over mTLS, rolled back and refused. {@code
 * eunomia.soak.bundles} says how many of all that; a few if it is not said.
 */
class SoakTest {
  private static final int BUNDLES = Integer.getInteger("eunomia.soak.bundles", 40);
  private static final int THREADS = 16;
  private static final SigningKey KEY = TestKeys.es256("release");

  @TempDir private Path directory;

  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final LongAdder decisions = new LongAdder();
  private final AtomicBoolean done = new AtomicBoolean();

  @Test
  void whenBundlesComeAndGo_thenEveryDecisionIsOfOneOfThemAndMemoryIsFlat() throws Exception {
    SpiffeAuthority authority = SpiffeAuthority.of("example.org");
    try (WorkloadIdentity server = identity(authority, ControlPlane.SERVICE.path());
        WorkloadIdentity deployer = identity(authority, ControlPlane.DEPLOYER.path());
        PolicyRuntime runtime =
            PolicyRuntime.builder("demo")
                // What is tested is that none fails, not how fast a busy machine is.
                .limits(Limits.defaults().withTimeout(Duration.ofSeconds(30)))
                .warmup(VersionedPolicy.WARMUP)
                .verificationKeys(VerificationKeys.of(KEY.verificationKey()))
                .store(directory.resolve("store.db"))
                .open();
        ControlServer control =
            ControlServer.builder(
                    new ControlPlaneHandler(
                        runtime, server, SpiffeAllowlist.of(List.of(ControlPlane.DEPLOYER))),
                    server)
                .listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .start();
        ControlClient client = new ControlClient(deployer, Set.of(ControlPlane.SERVICE))) {
      List<URI> at = List.of(URI.create("https://127.0.0.1:" + control.port()));
      expect(client.push(at, signed(1), null), Outcome.DONE, null);
      List<Thread> threads = ask(runtime);
      Footprint early = null;
      int bundles = 0;
      for (int version = 2; bundles < BUNDLES; version++) {
        expect(client.push(at, signed(version), "d-" + version), Outcome.DONE, null);
        bundles++;
        if (version % 3 == 0) {
          expect(client.rollback(at, null, "soak", null), Outcome.DONE, null);
          bundles++;
        }
        if (version % 4 == 0) {
          expect(client.push(at, signed(1), null), Outcome.REFUSED, "STALE_SEQUENCE");
          bundles++;
        }
        if (version % 5 == 0) {
          byte[] unsigned = VersionedPolicy.bundle(version + 1);
          expect(client.push(at, unsigned, null), Outcome.REFUSED, "SIGNATURE_REQUIRED");
          bundles++;
        }
        if (early == null && bundles >= BUNDLES / 4) {
          early = Footprint.now();
        }
      }
      Footprint late = Footprint.now();
      requireNonNull(early);
      done.set(true);
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(wrong).isEmpty();
      assertThat(decisions.sum()).isGreaterThan(1_000L);
      RuntimeStatus.Decisions counted = runtime.status().decisions();
      assertThat(counted.allowed() + counted.denied()).isEqualTo(decisions.sum());
      assertThat(counted.errors()).isZero();
      assertThat(late.heap()).as("heap, early %s", early).isLessThan(early.heap() + (48L << 20));
      assertThat(late.classes()).as("classes").isLessThan(early.classes() + 400);
      System.out.printf(
          "soak: %d bundles, %d decisions, heap %d to %d MiB, classes %d to %d%n",
          bundles,
          decisions.sum(),
          early.heap() >> 20,
          late.heap() >> 20,
          early.classes(),
          late.classes());
    }
  }

  private WorkloadIdentity identity(SpiffeAuthority authority, String path) throws Exception {
    return ControlPlane.identity(
        directory.resolve(path.substring(1)), authority, authority.issue(path));
  }

  private static byte[] signed(int version) {
    return BundleWriter.toBytes(BundleSigner.sign(VersionedPolicy.unpacked(version), KEY));
  }

  private static void expect(List<InstanceResult> results, Outcome outcome, @Nullable String code) {
    InstanceResult result = results.get(0);
    assertThat(result.outcome()).as(result.toString()).isEqualTo(outcome);
    assertThat(result.code()).isEqualTo(code);
  }

  private List<Thread> ask(PolicyRuntime runtime) {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread =
          new Thread(
              () -> {
                while (!done.get()) {
                  String problem = VersionedPolicy.mixUp(runtime.authorize(VersionedPolicy.INPUT));
                  if (!problem.isEmpty()) {
                    wrong.add(problem);
                  }
                  decisions.increment();
                }
              });
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    return threads;
  }

  /** What is in memory after the garbage is gone. */
  private record Footprint(long heap, int classes) {
    static Footprint now() {
      for (int i = 0; i < 3; i++) {
        System.gc();
      }
      Runtime jvm = Runtime.getRuntime();
      return new Footprint(
          jvm.totalMemory() - jvm.freeMemory(),
          ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
    }
  }
}
