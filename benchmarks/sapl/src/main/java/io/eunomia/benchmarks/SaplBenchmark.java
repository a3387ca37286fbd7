package io.eunomia.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The decisions of {@link DecisionBenchmark} in SAPL. */
@State(Scope.Thread)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class SaplBenchmark {
  private final DecisionSet decisions = BenchmarkPolicy.decisions();
  private final SaplEngine engine = new SaplEngine(decisions);
  private final Rotation requests = new Rotation(decisions.requests(), 0);

  /** A typed request in, a boolean out. */
  @Benchmark
  public boolean sapl() {
    return engine.allow(requests.typed());
  }
}
