package io.eunomia.testkit.bench;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Runs something in batches, each longer than the one before, until one takes as long as it is to
 * take: as benchmarks of Go do. Not thread-safe.
 */
final class Batches {
  private static final long MOST_RUNS = 1_000_000_000;

  /** A batch is that much longer than it would have to be, so that the next is not needed. */
  private static final double MARGIN = 1.2;

  /** One that was too short to say much makes the next no longer than so many times. */
  private static final long MOST_GROWTH = 100;

  private final LongSupplier nanos;
  private final Allocations allocations;

  /**
   * @param nanos a clock
   * @param allocations what tells what was allocated
   */
  Batches(LongSupplier nanos, Allocations allocations) {
    this.nanos = nanos;
    this.allocations = allocations;
  }

  /** The first batch that takes so long, or has a billion runs. */
  BenchmarkResult run(Runnable work, Duration length) {
    long goal = length.toNanos();
    BenchmarkResult last = batch(work, 1);
    while (last.took().toNanos() < goal && last.runs() < MOST_RUNS) {
      last = batch(work, next(last, goal));
    }
    return last;
  }

  private static long next(BenchmarkResult last, long goal) {
    double wanted = MARGIN * goal / Math.max(last.nanosPerRun(), Double.MIN_NORMAL);
    double limited = Math.min(wanted, (double) MOST_GROWTH * last.runs());
    return Math.min(MOST_RUNS, Math.max(last.runs() + 1, (long) limited));
  }

  private BenchmarkResult batch(Runnable work, long runs) {
    OptionalLong before = allocations.soFar();
    long start = nanos.getAsLong();
    for (long i = 0; i < runs; i++) {
      work.run();
    }
    long took = nanos.getAsLong() - start;
    OptionalLong after = allocations.soFar();
    OptionalLong allocated =
        before.isPresent() && after.isPresent()
            ? OptionalLong.of(after.getAsLong() - before.getAsLong())
            : OptionalLong.empty();
    return new BenchmarkResult(runs, Duration.ofNanos(took), allocated);
  }
}
