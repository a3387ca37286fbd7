package io.eunomia.benchmarks;

import io.eunomia.archimedes.engine.Limits;
import io.eunomia.archimedes.engine.LoadedPolicy;
import io.eunomia.archimedes.engine.PolicyEngine;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
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

/** What happens once per policy, off the path of requests. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class LoadBenchmark {
  private final byte[] wasm = BenchmarkPolicy.wasm();
  private final byte[] data = BenchmarkPolicy.data().getBytes(StandardCharsets.UTF_8);
  private final PolicyEngine engine = engine();

  /** Stops the engine's thread. */
  @TearDown(Level.Trial)
  public void close() {
    engine.close();
  }

  /** Rego to WebAssembly. */
  @Benchmark
  public byte[] compileRego() {
    return BenchmarkPolicy.wasm();
  }

  /** WebAssembly to JVM bytecode, and a policy ready to be asked, by an engine that knows none. */
  @Benchmark
  public int load() {
    try (PolicyEngine fresh = engine();
        LoadedPolicy policy = fresh.load(wasm, data)) {
      policy.prepare(1);
      return policy.instances();
    }
  }

  /** The same by an engine that knows the module: other data, or a rollback. */
  @Benchmark
  public int loadAgain() {
    try (LoadedPolicy policy = engine.load(wasm, data)) {
      policy.prepare(1);
      return policy.instances();
    }
  }

  private static PolicyEngine engine() {
    return new PolicyEngine(Limits.defaults(), BuiltinRegistry.standard(), Clock.systemUTC());
  }
}
