package io.eunomia.benchmarks;

import io.eunomia.archimedes.engine.Limits;
import io.eunomia.archimedes.engine.LoadedPolicy;
import io.eunomia.archimedes.engine.PolicyEngine;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
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
  private final DecisionSet decisions = BenchmarkPolicy.decisions();
  private final byte[] wasm = decisions.wasm();
  private final byte[] data = decisions.dataBytes();
  private final PolicyEngine engine =
      new PolicyEngine(Limits.defaults(), BuiltinRegistry.standard(), Clock.systemUTC());

  /** Stops the engine's thread. */
  @TearDown(Level.Trial)
  public void close() {
    engine.close();
  }

  /** Rego to WebAssembly. */
  @Benchmark
  public byte[] compileRego() {
    return decisions.wasm();
  }

  /** WebAssembly to JVM bytecode, and a policy ready to be asked. */
  @Benchmark
  public int load() {
    try (LoadedPolicy policy = engine.load(wasm, data)) {
      return policy.entrypoints().size();
    }
  }
}
