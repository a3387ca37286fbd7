package io.eunomia.benchmarks;

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

/** Decisions a second by one policy, which one thread asks, or two. */
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

    /** Threads begin at different requests. */
    @Setup(Level.Trial)
    public void prepare(ThreadParams thread) {
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
}
