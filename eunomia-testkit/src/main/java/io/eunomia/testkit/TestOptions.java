package io.eunomia.testkit;

import io.eunomia.archimedes.engine.Limits;
import io.eunomia.archimedes.engine.PolicyEngine.Execution;
import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.archimedes.engine.builtins.net.NetworkAccess;
import io.eunomia.compile.RegoPolicyOptions;
import io.eunomia.testkit.trace.TraceMode;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How tests are run. Immutable; start from {@link #defaults()}.
 *
 * @param rego how policies and tests are compiled
 * @param run which tests, by a part of their names
 * @param limits what one test may cost
 * @param builtins what policies may call on the host
 * @param clock what policies take for the time
 * @param execution how modules are run
 * @param coverage whether it is counted what is evaluated; policies are not optimized then
 * @param trace what of the evaluation of tests that do not pass is shown, or null for nothing
 * @param parallelism how many tests are run at the same time, at least 1
 * @param repetitions how often each test is run, at least 1
 */
public record TestOptions(
    RegoPolicyOptions rego,
    Pattern run,
    Limits limits,
    BuiltinRegistry builtins,
    Clock clock,
    Execution execution,
    boolean coverage,
    @Nullable TraceMode trace,
    int parallelism,
    int repetitions) {
  /**
   * @throws IllegalArgumentException if a number is not positive
   */
  public TestOptions {
    positive("parallelism", parallelism);
    positive("repetitions", repetitions);
  }

  private static final Pattern ALL = Pattern.compile("");

  /**
   * All tests, five seconds each, as many at the same time as there are processors; interpreted,
   * since most of them are evaluated once. No host can be reached: tests say what {@code http.send}
   * is to answer, by {@code with}.
   */
  public static TestOptions defaults() {
    return new TestOptions(
        RegoPolicyOptions.defaults(),
        ALL,
        Limits.defaults().withTimeout(Duration.ofSeconds(5)),
        reachingNobody(BuiltinRegistry.standard()),
        Clock.systemUTC(),
        Execution.INTERPRETED,
        false,
        null,
        Runtime.getRuntime().availableProcessors(),
        1);
  }

  /** The same, running each test so often. */
  public TestOptions withRepetitions(int times) {
    return new TestOptions(
        rego, run, limits, builtins, clock, execution, coverage, trace, parallelism, times);
  }

  private static void positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, not " + value);
    }
  }

  /** The same, counting what is evaluated or not. */
  public TestOptions withCoverage(boolean on) {
    return new TestOptions(
        rego, run, limits, builtins, clock, execution, on, trace, parallelism, repetitions);
  }

  /**
   * The same, tracing tests that do not pass, or not. They are evaluated once more for it.
   *
   * @param mode what is shown, or null for nothing
   */
  public TestOptions withTrace(@Nullable TraceMode mode) {
    return new TestOptions(
        rego, run, limits, builtins, clock, execution, coverage, mode, parallelism, repetitions);
  }

  /** The same with as many tests at the same time. */
  public TestOptions withParallelism(int tests) {
    return new TestOptions(
        rego, run, limits, builtins, clock, execution, coverage, trace, tests, repetitions);
  }

  /** The same, compiled otherwise. */
  public TestOptions withRego(RegoPolicyOptions other) {
    return new TestOptions(
        other, run, limits, builtins, clock, execution, coverage, trace, parallelism, repetitions);
  }

  /** The same for the tests in whose names something matches. */
  public TestOptions withRun(Pattern names) {
    return new TestOptions(
        rego, names, limits, builtins, clock, execution, coverage, trace, parallelism, repetitions);
  }

  /** The same with other limits. */
  public TestOptions withLimits(Limits other) {
    return new TestOptions(
        rego, run, other, builtins, clock, execution, coverage, trace, parallelism, repetitions);
  }

  /**
   * The same with other builtins: policies may also call what the registry adds to OPA's. To say
   * what they may call by a capabilities file instead, say {@link #withRego} after this.
   */
  public TestOptions withBuiltins(BuiltinRegistry other) {
    RegoPolicyOptions declared =
        rego.withCapabilities(rego.capabilities().with(other.declarations()));
    return new TestOptions(
        declared,
        run,
        limits,
        reachingNobody(other),
        clock,
        execution,
        coverage,
        trace,
        parallelism,
        repetitions);
  }

  /** With the builtins that reach the network, so that tests can replace them; but no host. */
  private static BuiltinRegistry reachingNobody(BuiltinRegistry registry) {
    return BuiltinRegistry.reachNetwork(registry.names())
        ? registry
        : registry.withNetwork(NetworkAccess.builder().build());
  }

  /** The same at another time. */
  public TestOptions withClock(Clock other) {
    return new TestOptions(
        rego, run, limits, builtins, other, execution, coverage, trace, parallelism, repetitions);
  }

  /** The same, run otherwise. */
  public TestOptions withExecution(Execution other) {
    return new TestOptions(
        rego, run, limits, builtins, clock, other, coverage, trace, parallelism, repetitions);
  }
}
