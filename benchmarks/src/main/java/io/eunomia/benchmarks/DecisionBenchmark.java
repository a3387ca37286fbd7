package io.eunomia.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.policy.PolicyInput;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Warmup;

/** One decision, of 500 rotating requests. */
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@SuppressWarnings("NullAway.Init") // prepare() does
public class DecisionBenchmark extends FloorBenchmark {
  private final ObjectMapper mapper = new ObjectMapper();
  private CasbinEngine casbin;

  @Override
  DecisionSet decisions() {
    DecisionSet decisions = BenchmarkPolicy.decisions();
    casbin = new CasbinEngine(decisions);
    return decisions;
  }

  /** A typed request made of fresh strings, and not asked. */
  @Benchmark
  public PolicyInput requestMade() {
    return Requests.again(requests().typed());
  }

  /** A typed request made of fresh strings, whose hashes nobody knows, and asked. */
  @Benchmark
  public boolean requestMadeAndEunomiaTyped() {
    return engines().typed(Requests.again(requests().typed()));
  }

  /** The same decisions in jCasbin. */
  @Benchmark
  public boolean jCasbin() {
    return casbin.allow(requests().typed());
  }

  /** What a host that takes JSON pays before it can ask. */
  @Benchmark
  public String conversionToJsonText() throws JsonProcessingException {
    return mapper.writeValueAsString(requests().typed().toJson());
  }

  /** What Jackson alone needs to read the request's bytes into a tree. */
  @Benchmark
  public JsonNode jacksonParse() throws IOException {
    return mapper.readTree(requests().bytes());
  }
}
