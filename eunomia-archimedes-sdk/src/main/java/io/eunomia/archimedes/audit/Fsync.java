package io.eunomia.archimedes.audit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a file is made durable: what is not yet is lost if the machine stops, but not if the process
 * does. Immutable and thread-safe.
 */
public final class Fsync {
  private static final Fsync ALWAYS = new Fsync(Duration.ZERO);
  private static final Fsync NEVER = new Fsync(null);

  private final @Nullable Duration interval;

  private Fsync(@Nullable Duration interval) {
    this.interval = interval;
  }

  /** After each batch, before its events count as written. */
  public static Fsync always() {
    return ALWAYS;
  }

  /**
   * Once in this time, if something was written.
   *
   * @throws IllegalArgumentException for a negative time
   */
  public static Fsync every(Duration interval) {
    if (interval.isNegative()) {
      throw new IllegalArgumentException("fsync every " + interval);
    }
    return new Fsync(interval);
  }

  /** When the operating system likes to. */
  public static Fsync never() {
    return NEVER;
  }

  boolean isDue(long nanosSinceLast) {
    return interval != null && nanosSinceLast >= interval.toNanos();
  }

  @Override
  public String toString() {
    return interval == null ? "never" : interval.isZero() ? "always" : "every " + interval;
  }
}
