package io.eunomia.benchmarks;

import io.eunomia.archimedes.engine.Limits;
import io.eunomia.archimedes.engine.LoadedPolicy;
import io.eunomia.archimedes.engine.PolicyEngine;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.policy.PolicyInput;
import java.time.Clock;
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

/** What happens once per policy, off the path of requests. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // prepare() does
public class LoadBenchmark {
  /** Which policy. */
  @Param({"BENCHMARK", "RULES_100", "RULES_1000", "RULES_10000", "DATA_1MB", "DATA_10MB"})
  public Workload policy;

  private final PolicyEngine engine = engine();
  private DecisionSet decisions;
  private byte[] wasm;
  private byte[] data;
  private PolicyInput request;

  /** Makes the policy. */
  @Setup(Level.Trial)
  public void prepare() {
    decisions = policy.decisions();
    wasm = decisions.wasm();
    data = decisions.dataBytes();
    request = decisions.requests().get(0);
  }

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

  /** WebAssembly to JVM bytecode, and a policy that has answered once. */
  @Benchmark
  public Object load() {
    try (PolicyEngine fresh = engine();
        LoadedPolicy loaded = fresh.load(wasm, data)) {
      return loaded.decide(0, request);
    }
  }

  /** The same by an engine that knows the module: other data, or a rollback. */
  @Benchmark
  public Object loadAgain() {
    try (LoadedPolicy loaded = engine.load(wasm, data)) {
      return loaded.decide(0, request);
    }
  }

  private static PolicyEngine engine() {
    return new PolicyEngine(Limits.defaults(), BuiltinRegistry.standard(), Clock.systemUTC());
  }
}
