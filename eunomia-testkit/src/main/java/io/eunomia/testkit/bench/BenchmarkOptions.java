package io.eunomia.testkit.bench;

import java.time.Duration;

/**
 * How tests are measured. Immutable; start from {@link #defaults()}.
 *
 * @param warmUp how long a test is run before it is measured, for the JVM to compile what it runs
 * @param length how long the batch that is measured takes at least
 * @param memory whether it is measured what evaluations allocate
 */
public record BenchmarkOptions(Duration warmUp, Duration length, boolean memory) {
  private static final BenchmarkOptions DEFAULTS =
      new BenchmarkOptions(Duration.ofSeconds(1), Duration.ofSeconds(1), true);

  /** A second each, with memory. */
  public static BenchmarkOptions defaults() {
    return DEFAULTS;
  }

  /** The same with other times. */
  public BenchmarkOptions withTimes(Duration otherWarmUp, Duration otherLength) {
    return new BenchmarkOptions(otherWarmUp, otherLength, memory);
  }

  /** The same with or without memory. */
  public BenchmarkOptions withMemory(boolean on) {
    return new BenchmarkOptions(warmUp, length, on);
  }
}
