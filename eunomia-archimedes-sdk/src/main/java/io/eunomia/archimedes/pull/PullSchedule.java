package io.eunomia.archimedes.pull;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When a registry is asked: at once, and then again and again or until it answered.
 *
 * @param interval the longest time from one question to the next; null if one answer is enough
 * @param jitter from 0 to 1: how much earlier than that a question may come, as a part of the
 *     interval, so that many runtimes do not ask at once
 * @param failureBackoff the first pause after a failure that may be over soon; doubles with each
 *     further one, up to the interval, or to a minute if there is none. Other failures wait that
 *     long at once
 */
public record PullSchedule(@Nullable Duration interval, double jitter, Duration failureBackoff) {
  private static final double JITTER = 0.2;
  private static final Duration FAILURE_BACKOFF = Duration.ofSeconds(1);
  private static final Duration WITHOUT_INTERVAL = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(365);

  /**
   * @throws IllegalArgumentException for a duration that is not positive or longer than a year, or
   *     another jitter than from 0 to 1
   */
  public PullSchedule {
    if (interval != null) {
      check("interval", interval);
    }
    check("failureBackoff", failureBackoff);
    if (!(jitter >= 0 && jitter <= 1)) {
      throw new IllegalArgumentException("jitter must be from 0 to 1, not " + jitter);
    }
  }

  /** At once, and in case of failure again until there was an answer. */
  public static PullSchedule once() {
    return new PullSchedule(null, JITTER, FAILURE_BACKOFF);
  }

  /** At once, and then again and again; jitter 0.2, backoff from a second on. */
  public static PullSchedule every(Duration interval) {
    return new PullSchedule(Objects.requireNonNull(interval), JITTER, FAILURE_BACKOFF);
  }

  /** The same with another jitter. */
  public PullSchedule withJitter(double fraction) {
    return new PullSchedule(interval, fraction, failureBackoff);
  }

  /** The same with another first pause after a failure. */
  public PullSchedule withFailureBackoff(Duration first) {
    return new PullSchedule(interval, jitter, first);
  }

  /** The pause after an answer, or null if there is no further question. */
  @Nullable Duration afterAnswer(double random) {
    return interval == null ? null : jittered(interval, random);
  }

  /**
   * The pause after a failure.
   *
   * @param failures in a row, from 1 on
   * @param random from 0 to 1
   */
  Duration afterFailure(PullException failure, int failures, double random) {
    Duration longest = interval == null ? WITHOUT_INTERVAL : interval;
    if (!failure.temporary()) {
      return jittered(longest, random);
    }
    Duration pause = longest;
    if (failures <= 30) {
      Duration doubled = failureBackoff.multipliedBy(1L << (failures - 1));
      pause = shorter(doubled, longest);
    }
    Duration asked = shorter(failure.retryAfter().orElse(Duration.ZERO), longest);
    Duration jittered = jittered(pause, random);
    return jittered.compareTo(asked) < 0 ? asked : jittered;
  }

  private Duration jittered(Duration pause, double random) {
    return Duration.ofNanos((long) (pause.toNanos() * (1 - jitter * random)));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static void check(String name, Duration value) {
    if (value.isZero() || value.isNegative() || value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          name + " must be positive and at most a year, not " + value);
    }
  }
}
