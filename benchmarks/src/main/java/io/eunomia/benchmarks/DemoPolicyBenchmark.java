package io.eunomia.benchmarks;

import com.styra.opa.wasm.OpaPolicy;
import io.eunomia.archimedes.engine.Limits;
import io.eunomia.archimedes.engine.LoadedPolicy;
import io.eunomia.archimedes.engine.PolicyEngine;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
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
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What {@code opa build} made of a small policy, and what this compiler makes of the same Rego,
 * each in both engines.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DemoPolicyBenchmark {
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.UTF_8);

  private final DemoPolicy demo = new DemoPolicy();
  private final byte[] ours = demo.wasm();
  private final PolicyEngine engine =
      new PolicyEngine(Limits.defaults(), BuiltinRegistry.standard(), Clock.systemUTC());
  private final LoadedPolicy oursHere = engine.load(ours, demo.dataBytes());
  private final LoadedPolicy opasHere = engine.load(DemoPolicy.opaWasm(), demo.dataBytes());
  private final OpaPolicy oursThere = Engines.opaPolicy(ours, DemoPolicy.ENTRYPOINT, demo.data());
  private final OpaPolicy opasThere =
      Engines.opaPolicy(DemoPolicy.opaWasm(), DemoPolicy.ENTRYPOINT, demo.data());
  private final List<String> texts = demo.requests();
  private final byte[][] bytes = new byte[texts.size()][];
  private int next;

  /** Checks all answers. */
  public DemoPolicyBenchmark() {
    int allowed = 0;
    for (int i = 0; i < bytes.length; i++) {
      String text = texts.get(i);
      bytes[i] = text.getBytes(StandardCharsets.UTF_8);
      boolean expected = demo.allowed(i);
      allowed += expected ? 1 : 0;
      Agreement.check("our module here", expected, allows(oursHere, bytes[i]), text);
      Agreement.check("OPA's module here", expected, allows(opasHere, bytes[i]), text);
      Agreement.check("our module there", expected, Engines.isTrue(oursThere, text), text);
      Agreement.check("OPA's module there", expected, Engines.isTrue(opasThere, text), text);
    }
    Agreement.checkTelling(allowed, bytes.length);
  }

  private static boolean allows(LoadedPolicy policy, byte[] input) {
    return Arrays.equals(policy.evaluate(0, input), TRUE);
  }

  /** Stops the engine's thread. */
  @TearDown(Level.Trial)
  public void close() {
    engine.close();
  }

  private int next() {
    next = next + 1 == bytes.length ? 0 : next + 1;
    return next;
  }

  /** Our module in this engine. */
  @Benchmark
  public boolean eunomiaModuleInEunomia() {
    return allows(oursHere, bytes[next()]);
  }

  /** OPA's module in this engine. */
  @Benchmark
  public boolean opaModuleInEunomia() {
    return allows(opasHere, bytes[next()]);
  }

  /** Our module in opa-java-wasm. */
  @Benchmark
  public boolean eunomiaModuleInOpaJavaWasm() {
    return Engines.isTrue(oursThere, texts.get(next()));
  }

  /** OPA's module in opa-java-wasm: the policy as that library brings it along. */
  @Benchmark
  public boolean opaModuleInOpaJavaWasm() {
    return Engines.isTrue(opasThere, texts.get(next()));
  }
}
