package io.eunomia.archimedes.control.client;

import java.time.Duration;

/**
 * How much a {@link ControlClient} tries.
 *
 * @param parallel how many instances are talked to at once
 * @param deadline how long a call may take for all instances together
 * @param attemptTimeout how long one attempt at one instance may take, activation included
 * @param connectTimeout how long a TCP connection may take
 * @param maxAttempts how often an instance is tried
 * @param firstBackoff about how long to wait before the second attempt; each wait after it is twice
 *     as long as the one before, and none is longer than five seconds
 */
public record ClientOptions(
    int parallel,
    Duration deadline,
    Duration attemptTimeout,
    Duration connectTimeout,
    int maxAttempts,
    Duration firstBackoff) {
  private static final ClientOptions DEFAULTS =
      new ClientOptions(
          16,
          Duration.ofMinutes(3),
          Duration.ofMinutes(1),
          Duration.ofSeconds(5),
          5,
          Duration.ofMillis(250));

  /**
   * @throws IllegalArgumentException if a number or a time is not positive
   */
  public ClientOptions {
    if (parallel < 1 || maxAttempts < 1) {
      throw new IllegalArgumentException("a number must be positive");
    }
    for (Duration time : new Duration[] {deadline, attemptTimeout, connectTimeout, firstBackoff}) {
      if (time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException("a time must be positive");
      }
    }
  }

  /** 16 at once, three minutes for all, a minute an attempt, five attempts. */
  public static ClientOptions defaults() {
    return DEFAULTS;
  }

  /** These, with another time for a whole call. */
  public ClientOptions withDeadline(Duration value) {
    return new ClientOptions(
        parallel, value, attemptTimeout, connectTimeout, maxAttempts, firstBackoff);
  }

  /** These, with another time for one attempt. */
  public ClientOptions withAttemptTimeout(Duration value) {
    return new ClientOptions(parallel, deadline, value, connectTimeout, maxAttempts, firstBackoff);
  }

  /** These, with another number of attempts, and another wait before the second one. */
  public ClientOptions withAttempts(int max, Duration backoff) {
    return new ClientOptions(parallel, deadline, attemptTimeout, connectTimeout, max, backoff);
  }
}
