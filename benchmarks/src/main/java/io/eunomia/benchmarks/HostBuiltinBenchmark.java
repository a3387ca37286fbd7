package io.eunomia.benchmarks;

import io.eunomia.archimedes.engine.Limits;
import io.eunomia.archimedes.engine.LoadedPolicy;
import io.eunomia.archimedes.engine.PolicyEngine;
import io.eunomia.archimedes.engine.builtins.Builtin;
import io.eunomia.archimedes.engine.builtins.BuiltinContext;
import io.eunomia.archimedes.engine.builtins.BuiltinException;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.archimedes.engine.value.Value;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a call of a builtin of the host costs a policy: an evaluation makes a hundred of them, each
 * with another argument. {@code withoutCalls} is the same evaluation without the calls, {@code
 * direct} the same calls in Java; the difference of the first two over the last is the price.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class HostBuiltinBenchmark {
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.UTF_8);

  /** Which builtin is called. */
  @Param({"TIME", "DECODE", "SCHEMA"})
  public HostCall builtin = HostCall.TIME;

  private final PolicyEngine engine =
      new PolicyEngine(Limits.defaults(), BuiltinRegistry.standard(), Clock.systemUTC());
  private final BuiltinContext context = new BuiltinContext(Clock.systemUTC());
  private byte[] input = {};
  private Value[][] arguments = {};
  private Builtin java = (unused, values) -> null;
  private LoadedPolicy calls = engine.load(HostCall.TIME.wasm(true), HostCall.NO_DATA);
  private LoadedPolicy loop = calls;

  /** Loads the policies; all their answers must be those of the direct calls. */
  @Setup(Level.Trial)
  public void prepare() throws BuiltinException {
    input = builtin.input();
    arguments = builtin.arguments();
    java = Objects.requireNonNull(BuiltinRegistry.standard().find(builtin.rego()));
    calls = engine.load(builtin.wasm(true), builtin.data());
    loop = engine.load(builtin.wasm(false), builtin.data());
    if (!policy() || !withoutCalls() || direct() != HostCall.CALLS) {
      throw new IllegalStateException("the answers of " + builtin.rego() + " are not as expected");
    }
  }

  /** Stops the engine's thread. */
  @TearDown(Level.Trial)
  public void close() {
    engine.close();
  }

  /** Calls by a policy. */
  @Benchmark
  @OperationsPerInvocation(HostCall.CALLS)
  public boolean policy() {
    return Arrays.equals(calls.evaluate(0, input), TRUE);
  }

  /** The same policy, which looks at each argument and does not call. */
  @Benchmark
  @OperationsPerInvocation(HostCall.CALLS)
  public boolean withoutCalls() {
    return Arrays.equals(loop.evaluate(0, input), TRUE);
  }

  /** Calls by Java. */
  @Benchmark
  @OperationsPerInvocation(HostCall.CALLS)
  public int direct() throws BuiltinException {
    context.begin();
    int right = 0;
    for (Value[] each : arguments) {
      Value result = java.call(context, each);
      right += result != null && builtin.isRight(result) ? 1 : 0;
    }
    return right;
  }
}
