package io.eunomia.archimedes.pull;

import io.eunomia.archimedes.pull.PullException.Code;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Repeats what failed for a reason that may be over soon. Pauses double, each with full jitter: any
 * time from none to the whole pause.
 *
 * @param attempts in all
 * @param first the longest pause after the first attempt; further ones end at five seconds
 */
record Retries(int attempts, Duration first) {
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /** A registry that asks for more is not asked again now: the next pull is for that. */
  private static final Duration LONGEST_ASKED = Duration.ofSeconds(30);

  /** Something that may fail. */
  interface Step<T> {
    T run() throws PullException;
  }

  <T> T run(Step<T> step) throws PullException {
    for (int attempt = 1; ; attempt++) {
      try {
        return step.run();
      } catch (PullException e) {
        if (attempt >= attempts || !e.temporary() || e.code() == Code.INTERRUPTED) {
          throw e;
        }
        Duration asked = e.retryAfter().orElse(Duration.ZERO);
        if (asked.compareTo(LONGEST_ASKED) > 0) {
          throw e;
        }
        pause(asked.plus(jittered(attempt)), e);
      }
    }
  }

  private Duration jittered(int attempt) {
    long longest = LONGEST.toNanos();
    // Five seconds are less than 2^33 nanoseconds: no overflow.
    long doubled = Math.min(longest, first.toNanos()) << Math.min(attempt - 1, 29);
    return Duration.ofNanos(ThreadLocalRandom.current().nextLong(Math.min(longest, doubled) + 1));
  }

  private static void pause(Duration time, PullException because) throws PullException {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      because.addSuppressed(e);
      throw new PullException(Code.INTERRUPTED, "interrupted before the next attempt", because);
    }
  }
}
