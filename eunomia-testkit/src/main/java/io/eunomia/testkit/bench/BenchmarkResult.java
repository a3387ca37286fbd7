package io.eunomia.testkit.bench;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * What the last batch of a benchmark took.
 *
 * @param runs how many evaluations were in it, at least 1
 * @param took how long all of them took
 * @param allocated the bytes that all of them allocated on the heap of the JVM; empty if that was
 *     not measured
 */
public record BenchmarkResult(long runs, Duration took, OptionalLong allocated) {
  /**
   * @throws IllegalArgumentException if there was no run
   */
  public BenchmarkResult {
    if (runs < 1) {
      throw new IllegalArgumentException("runs must be at least 1, not " + runs);
    }
  }

  /** How many nanoseconds one evaluation took. */
  public double nanosPerRun() {
    return (double) took.toNanos() / runs;
  }

  /** How many bytes one evaluation allocated, without a fraction; empty if it was not measured. */
  public OptionalLong bytesPerRun() {
    return allocated.isPresent()
        ? OptionalLong.of(allocated.getAsLong() / runs)
        : OptionalLong.empty();
  }
}
