package io.eunomia.archimedes.engine.builtins.net;

import java.util.concurrent.TimeUnit;

/**
 * When something must have ended. Immutable.
 *
 * @param nanoTime of {@link System#nanoTime()}
 * @param isNever whether it may go on for ever
 */
public record Deadline(long nanoTime, boolean isNever) {
  private static final Deadline NEVER = new Deadline(0, true);

  /** None. */
  public static Deadline never() {
    return NEVER;
  }

  /** In so many nanoseconds from now. */
  public static Deadline in(long nanos) {
    // Further away than a century is never, and does not overflow.
    return nanos > TimeUnit.DAYS.toNanos(36_500)
        ? NEVER
        : new Deadline(System.nanoTime() + nanos, false);
  }

  /** Whichever comes first. */
  public Deadline orEarlier(Deadline other) {
    if (isNever || other.isNever) {
      return isNever ? other : this;
    }
    return nanoTime - other.nanoTime <= 0 ? this : other;
  }

  /** How long until then; not positive if it is over. */
  public long nanosLeft() {
    return isNever ? Long.MAX_VALUE : nanoTime - System.nanoTime();
  }

  /** The same in milliseconds, rounded up; 0 stands for ever, as for selectors. */
  long millisToWait() {
    return isNever ? 0 : Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanosLeft() + 999_999));
  }

  /** Whether it is over. */
  public boolean isOver() {
    return nanosLeft() <= 0;
  }
}
