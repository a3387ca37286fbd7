package io.eunomia.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One decision that looks up the user in data of growing size. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // prepare() does
public class DataBenchmark {
  /** How much data, as JSON text. */
  @Param({"1", "10", "100", "1000", "10000"})
  public int kilobytes;

  private DecisionSet decisions;
  private Engines engines;
  private Rotation requests;

  /** Loads the policy, and checks all answers. */
  @Setup(Level.Trial)
  public void prepare() {
    decisions = ManyUsers.decisions(kilobytes);
    engines = new Engines(decisions);
    requests = new Rotation(decisions.requests(), 0);
  }

  /** Stops the engine's thread. */
  @TearDown(Level.Trial)
  public void close() {
    engines.close();
  }

  /** The floor: the same policy as Java. */
  @Benchmark
  public boolean handWrittenJava() {
    return decisions.handWritten().test(requests.typed());
  }

  /** A typed request in, a boolean out. */
  @Benchmark
  public boolean eunomiaTyped() {
    return engines.typed(requests.typed());
  }

  /** The request as JSON bytes. */
  @Benchmark
  public boolean eunomiaJson() {
    return engines.json(requests.bytes());
  }

  /** The same module in opa-java-wasm. */
  @Benchmark
  public boolean opaJavaWasm() {
    return engines.opaJavaWasm(requests.text());
  }
}
