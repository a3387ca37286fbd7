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
import org.openjdk.jmh.annotations.Warmup;

/** One decision, of rotating requests, in the engines that run a policy's module. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // prepare() does
public abstract class EngineBenchmark {
  private DecisionSet decisions;
  private Engines engines;
  private Rotation requests;

  /** The policy and what it is asked, once the parameters are there. */
  abstract DecisionSet decisions();

  /** Loads the policy, and checks all answers. */
  @Setup(Level.Trial)
  public void prepare() {
    decisions = decisions();
    engines = new Engines(decisions);
    requests = new Rotation(decisions.requests(), 0);
  }

  /** Stops the engine's thread. */
  @TearDown(Level.Trial)
  public void close() {
    engines.close();
  }

  /** A typed request in, a boolean out: what a service does. */
  @Benchmark
  public boolean eunomiaTyped() {
    return engines.typed(requests.typed());
  }

  /** The request as JSON bytes. */
  @Benchmark
  public boolean eunomiaJson() {
    return engines.json(requests.bytes());
  }

  /** The same module through OPA's ABI, in the usual host for it: JSON text in, JSON text out. */
  @Benchmark
  public boolean opaJavaWasm() {
    return engines.opaJavaWasm(requests.text());
  }

  /** By Java written by hand, which answers from the same world. */
  boolean byHand() {
    return decisions.handWritten().test(requests.typed());
  }

  Engines engines() {
    return engines;
  }

  Rotation requests() {
    return requests;
  }
}
