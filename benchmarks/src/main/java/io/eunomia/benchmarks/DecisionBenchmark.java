package io.eunomia.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.policy.PolicyInput;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One decision, of 500 rotating requests. */
@State(Scope.Thread)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class DecisionBenchmark {
  private final ObjectMapper mapper = new ObjectMapper();
  private final DecisionSet decisions = BenchmarkPolicy.decisions();
  private final Engines engines = new Engines(decisions);
  private final CasbinEngine casbin = new CasbinEngine(decisions);
  private final Rotation requests = new Rotation(decisions.requests(), 0);

  /** Stops the engine's thread. */
  @TearDown(Level.Trial)
  public void close() {
    engines.close();
  }

  /** The floor: the same policy as Java. */
  @Benchmark
  public boolean handWrittenJava() {
    return HandWritten.allow(requests.typed());
  }

  /** What a service does: a typed request in, a boolean out. */
  @Benchmark
  public boolean eunomiaTyped() {
    return engines.typed(requests.typed());
  }

  /** A typed request made of fresh strings, and not asked. */
  @Benchmark
  public PolicyInput requestMade() {
    return Requests.again(requests.typed());
  }

  /** A typed request made of fresh strings, whose hashes nobody knows, and asked. */
  @Benchmark
  public boolean requestMadeAndEunomiaTyped() {
    return engines.typed(Requests.again(requests.typed()));
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

  /** The same decisions in jCasbin. */
  @Benchmark
  public boolean jCasbin() {
    return casbin.allow(requests.typed());
  }

  /** What a host that takes JSON pays before it can ask. */
  @Benchmark
  public String conversionToJsonText() throws JsonProcessingException {
    return mapper.writeValueAsString(requests.typed().toJson());
  }

  /** What Jackson alone needs to read the request's bytes into a tree. */
  @Benchmark
  public JsonNode jacksonParse() throws IOException {
    return mapper.readTree(requests.bytes());
  }
}
