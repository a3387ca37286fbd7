package io.eunomia.archimedes.engine;

import java.time.Duration;

/**
 * What one evaluation may cost, and how many may run at once. Every limit denies when it is hit,
 * and the instance that hit it is thrown away.
 *
 * @param maxSteps steps of a module of ours: iterations of loops and calls, its own and its
 *     builtins'. Exact, and the same on every machine; a million take 20 to 100 milliseconds
 * @param timeout wall-clock time, waiting for an instance or a processor included: not too short,
 *     or a busy machine denies. The only limit on the time of other compilers' modules; for ours a
 *     second belt, which also covers host builtins
 * @param maxMemoryBytes memory of an instance: policy, data, input and whatever is made from them
 * @param maxInputBytes length of an input that comes as JSON text
 * @param maxResultBytes length of a result as JSON text
 * @param maxInstances instances of a policy, and so evaluations at the same time; further ones wait
 *     for a free instance until their timeout
 */
public record Limits(
    long maxSteps,
    Duration timeout,
    long maxMemoryBytes,
    int maxInputBytes,
    int maxResultBytes,
    int maxInstances) {
  private static final long PAGE = 65_536;
  private static final long MAX_MEMORY = 32_767 * PAGE;

  /**
   * @throws IllegalArgumentException if a limit is not positive, or no module could honour it
   */
  public Limits {
    positive("maxSteps", maxSteps);
    positive("timeout", timeout.toNanos());
    positive("maxMemoryBytes", maxMemoryBytes);
    positive("maxInputBytes", maxInputBytes);
    positive("maxResultBytes", maxResultBytes);
    positive("maxInstances", maxInstances);
    if (maxMemoryBytes < PAGE || maxMemoryBytes > MAX_MEMORY) {
      throw new IllegalArgumentException(
          "maxMemoryBytes must be between " + PAGE + " and " + MAX_MEMORY);
    }
  }

  /**
   * 10 million steps, one second, 256 MiB of memory, 16 MiB of input and of result, and two
   * instances a processor, at least eight.
   */
  public static Limits defaults() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new Limits(
        10_000_000,
        Duration.ofSeconds(1),
        256 << 20,
        16 << 20,
        16 << 20,
        Math.max(8, 2 * processors));
  }

  /** The same with another number of steps. */
  public Limits withMaxSteps(long steps) {
    return new Limits(steps, timeout, maxMemoryBytes, maxInputBytes, maxResultBytes, maxInstances);
  }

  /** The same with another timeout. */
  public Limits withTimeout(Duration time) {
    return new Limits(maxSteps, time, maxMemoryBytes, maxInputBytes, maxResultBytes, maxInstances);
  }

  /** The same with another limit on memory. */
  public Limits withMaxMemoryBytes(long bytes) {
    return new Limits(maxSteps, timeout, bytes, maxInputBytes, maxResultBytes, maxInstances);
  }

  /** The same with another limit on input. */
  public Limits withMaxInputBytes(int bytes) {
    return new Limits(maxSteps, timeout, maxMemoryBytes, bytes, maxResultBytes, maxInstances);
  }

  /** The same with another limit on results. */
  public Limits withMaxResultBytes(int bytes) {
    return new Limits(maxSteps, timeout, maxMemoryBytes, maxInputBytes, bytes, maxInstances);
  }

  /** The same with another number of instances. */
  public Limits withMaxInstances(int instances) {
    return new Limits(maxSteps, timeout, maxMemoryBytes, maxInputBytes, maxResultBytes, instances);
  }

  int maxPages() {
    return (int) (maxMemoryBytes / PAGE);
  }

  private static void positive(String name, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive, not " + value);
    }
  }

  /** When what begins now must have ended, as {@link System#nanoTime()} counts. */
  long deadline() {
    return System.nanoTime() + timeout.toNanos();
  }
}
