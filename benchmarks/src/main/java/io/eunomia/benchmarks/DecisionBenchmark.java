package io.eunomia.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eunomia.policy.PolicyInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

/** One decision, of 500 rotating requests. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class DecisionBenchmark {
  private final ObjectMapper mapper = new ObjectMapper();
  private PolicyInput[] typed = {};
  private byte[][] bytes = {};
  private String[] texts = {};
  private Engines engines = new Engines();
  private int next;

  /** Makes the requests in each of their forms. */
  @Setup(Level.Trial)
  public void prepare() throws JsonProcessingException {
    List<PolicyInput> requests = Requests.all();
    typed = requests.toArray(PolicyInput[]::new);
    texts = new String[typed.length];
    bytes = new byte[typed.length][];
    for (int i = 0; i < typed.length; i++) {
      texts[i] = mapper.writeValueAsString(typed[i].toJson());
      bytes[i] = texts[i].getBytes(StandardCharsets.UTF_8);
    }
  }

  /** Stops the engine's thread. */
  @TearDown(Level.Trial)
  public void close() {
    engines.close();
  }

  private int next() {
    next = next + 1 == Requests.COUNT ? 0 : next + 1;
    return next;
  }

  /** The floor: the same policy as Java. */
  @Benchmark
  public boolean handWrittenJava() {
    return HandWritten.allow(typed[next()]);
  }

  /** What a service does: a typed request in, a boolean out. */
  @Benchmark
  public boolean eunomiaTyped() {
    return engines.typed(typed[next()]);
  }

  /** The request as JSON bytes. */
  @Benchmark
  public boolean eunomiaJson() {
    return engines.json(bytes[next()]);
  }

  /** The same module through OPA's ABI, in the usual host for it: JSON text in, JSON text out. */
  @Benchmark
  public boolean opaJavaWasm() {
    return engines.opaJavaWasm(texts[next()]);
  }

  /** What a host that takes JSON pays before it can ask. */
  @Benchmark
  public String conversionToJsonText() throws JsonProcessingException {
    return mapper.writeValueAsString(typed[next()].toJson());
  }

  /** What Jackson alone needs to read the request's bytes into a tree. */
  @Benchmark
  public JsonNode jacksonParse() throws IOException {
    return mapper.readTree(bytes[next()]);
  }
}
