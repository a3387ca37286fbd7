package io.eunomia.benchmarks;

import com.styra.opa.wasm.OpaPolicy;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * Decisions a second on one thread and on two: by one policy of this engine, and by one for each
 * thread of those engines that are of one thread.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ThroughputBenchmark {
  private final DecisionSet decisions = BenchmarkPolicy.decisions();
  private final Engines engines = new Engines(decisions);

  /** The requests of one thread, which are objects of its own. */
  @State(Scope.Thread)
  @SuppressWarnings("NullAway.Init") // prepare() does
  public static class Asking {
    private Rotation requests;
    private OpaPolicy opa;
    private CasbinEngine casbin;

    /** Threads begin at different requests; what is of one thread is made for each. */
    @Setup(Level.Trial)
    public void prepare(ThreadParams thread) {
      DecisionSet decisions = BenchmarkPolicy.decisions();
      opa = Engines.opaPolicy(decisions.wasm(), decisions.entrypoint(), decisions.data());
      casbin = new CasbinEngine(decisions);
      requests =
          new Rotation(
              Requests.all(), Requests.COUNT * thread.getThreadIndex() / thread.getThreadCount());
    }
  }

  /** Stops the engine's thread. */
  @TearDown(Level.Trial)
  public void close() {
    engines.close();
  }

  /** The floor, on one thread. */
  @Benchmark
  @Threads(1)
  public boolean handWrittenJavaOneThread(Asking asking) {
    return HandWritten.allow(asking.requests.typed());
  }

  /** The floor, on two threads. */
  @Benchmark
  @Threads(2)
  public boolean handWrittenJavaTwoThreads(Asking asking) {
    return HandWritten.allow(asking.requests.typed());
  }

  /** Typed requests of one thread. */
  @Benchmark
  @Threads(1)
  public boolean eunomiaTypedOneThread(Asking asking) {
    return engines.typed(asking.requests.typed());
  }

  /** Typed requests of two threads. */
  @Benchmark
  @Threads(2)
  public boolean eunomiaTypedTwoThreads(Asking asking) {
    return engines.typed(asking.requests.typed());
  }

  /** JSON of one thread. */
  @Benchmark
  @Threads(1)
  public boolean eunomiaJsonOneThread(Asking asking) {
    return engines.json(asking.requests.bytes());
  }

  /** JSON of two threads. */
  @Benchmark
  @Threads(2)
  public boolean eunomiaJsonTwoThreads(Asking asking) {
    return engines.json(asking.requests.bytes());
  }

  /** The same module in opa-java-wasm, on one thread. */
  @Benchmark
  @Threads(1)
  public boolean opaJavaWasmOneThread(Asking asking) {
    return Engines.isTrue(asking.opa, asking.requests.text());
  }

  /** The same module in opa-java-wasm, on two threads. */
  @Benchmark
  @Threads(2)
  public boolean opaJavaWasmTwoThreads(Asking asking) {
    return Engines.isTrue(asking.opa, asking.requests.text());
  }

  /** The same decisions in jCasbin, on one thread. */
  @Benchmark
  @Threads(1)
  public boolean jCasbinOneThread(Asking asking) {
    return asking.casbin.allow(asking.requests.typed());
  }

  /** The same decisions in jCasbin, on two threads. */
  @Benchmark
  @Threads(2)
  public boolean jCasbinTwoThreads(Asking asking) {
    return asking.casbin.allow(asking.requests.typed());
  }
}
