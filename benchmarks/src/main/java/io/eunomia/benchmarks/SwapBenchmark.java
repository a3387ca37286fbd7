package io.eunomia.benchmarks;

import io.eunomia.archimedes.Activation;
import io.eunomia.archimedes.PolicyRuntime;
import io.eunomia.policy.PolicyInput;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Decisions of a whole runtime, with what it says of each and counts, alone and while another
 * thread swaps its policy without a pause; and what such a swap takes. A request that is answered
 * wrongly ends the run. Going back is measured too.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class SwapBenchmark {
  /** A runtime with a policy, and bundles of further ones. */
  @State(Scope.Group)
  public static class Service {
    private final Releases releases = new Releases();
    private final PolicyRuntime runtime = PolicyRuntime.builder(Releases.SERVICE).open();

    /** Activates the first policy. */
    @Setup(Level.Trial)
    public void prepare() {
      runtime.activate(releases.next());
    }

    /** Closes the runtime. */
    @TearDown(Level.Trial)
    public void close() {
      runtime.close();
    }
  }

  /** The requests of a thread, and their answers. */
  @State(Scope.Thread)
  public static class Asking {
    private final List<PolicyInput> requests = Requests.all();
    private final boolean[] allowed = new boolean[Requests.COUNT];
    private int next;

    /** Asks hand-written Java. */
    @Setup(Level.Trial)
    public void prepare() {
      for (int i = 0; i < allowed.length; i++) {
        allowed[i] = HandWritten.allow(requests.get(i));
      }
    }

    private boolean ask(PolicyRuntime runtime) {
      next = next + 1 == allowed.length ? 0 : next + 1;
      boolean answer = runtime.authorize(requests.get(next)).allowed();
      if (answer != allowed[next]) {
        throw new IllegalStateException("a request was answered wrongly: " + requests.get(next));
      }
      return answer;
    }
  }

  /** The bundle that comes next, made before it is timed. */
  @State(Scope.Thread)
  @SuppressWarnings("NullAway.Init") // prepare() does
  public static class Release {
    private byte[] bundle;

    /** Compiles another policy. */
    @Setup(Level.Invocation)
    public void prepare(Service service) {
      bundle = service.releases.next();
    }
  }

  /** A policy that has just replaced another. */
  @State(Scope.Thread)
  public static class Replacement {
    /** Activates another policy. */
    @Setup(Level.Invocation)
    public void prepare(Service service) {
      service.runtime.activate(service.releases.next());
    }
  }

  /** Decisions while nothing else happens. */
  @Benchmark
  @Group("decisionsAlone")
  public boolean decisionsAlone(Service service, Asking asking) {
    return asking.ask(service.runtime);
  }

  /** Decisions while policies come and go. */
  @Benchmark
  @Group("swaps")
  public boolean decisionsUnderSwaps(Service service, Asking asking) {
    return asking.ask(service.runtime);
  }

  /** A swap: everything from the bundle's bytes to a warm policy that is asked. */
  @Benchmark
  @Group("swaps")
  public Activation swap(Service service, Release release) {
    return service.runtime.activate(release.bundle);
  }

  /** The way back to the policy that was active before, which is retained. */
  @Benchmark
  @Group("rollback")
  public Activation rollback(Service service, Replacement replacement) {
    return service.runtime.rollback("benchmark");
  }
}
