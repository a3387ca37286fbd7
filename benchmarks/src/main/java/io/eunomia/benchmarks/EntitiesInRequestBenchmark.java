package io.eunomia.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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

/**
 * One decision of the scenarios of the Cedar paper, with all of the world in each request, as that
 * paper's comparison has it: what the decision costs is less than what the reading does.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // prepare() does
public class EntitiesInRequestBenchmark {
  /** Which application. */
  @Param({"GDRIVE", "GITHUB", "TINYTODO"})
  public Scenario scenario = Scenario.GDRIVE;

  /** How many entities of each kind there are. */
  @Param({"5", "50"})
  public int n = 5;

  private final ObjectMapper mapper = new ObjectMapper();
  private Engines engines;
  private Rotation requests;

  /** Makes the world, loads the policy, and checks all answers. */
  @Setup(Level.Trial)
  public void prepare() {
    DecisionSet decisions = scenario.decisions(n).withEntitiesInRequests();
    engines = new Engines(decisions);
    requests = new Rotation(decisions.requests(), 0);
  }

  /** Stops the engine's thread. */
  @TearDown(Level.Trial)
  public void close() {
    engines.close();
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

  /** What Jackson alone needs to read the request's bytes into a tree. */
  @Benchmark
  public JsonNode jacksonParse() throws IOException {
    return mapper.readTree(requests.bytes());
  }
}
