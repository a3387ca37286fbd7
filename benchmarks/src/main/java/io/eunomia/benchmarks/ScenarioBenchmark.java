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

/** One decision of the scenarios of the Cedar paper, in worlds of growing size. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // prepare() does
public class ScenarioBenchmark {
  /** Which application. */
  @Param({"GDRIVE", "GITHUB", "TINYTODO"})
  public Scenario scenario = Scenario.GDRIVE;

  /** How many entities of each kind there are. */
  @Param({"5", "10", "20", "50"})
  public int n = 5;

  private DecisionSet decisions;
  private Engines engines;
  private Rotation requests;

  /** Makes the world, loads the policy, and checks all answers. */
  @Setup(Level.Trial)
  public void prepare() {
    decisions = scenario.decisions(n);
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
