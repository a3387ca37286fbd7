package io.eunomia.archimedes.engine.builtins.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * How long a response is good.
 *
 * @param date when it was made
 * @param lifetime how long it is good from then on
 * @param kept whether it may be kept at all
 */
record Freshness(Instant date, Duration lifetime, boolean kept) {

  /** What a response says of itself. */
  static Freshness of(Response response, Instant now) {
    Instant sent = time(response.header("date"));
    Instant date = sent == null ? now : sent;
    CacheControl control = CacheControl.parse(response.headerList("cache-control"));
    Duration lifetime = control.noCache() ? Duration.ZERO : lifetime(response, control, date);
    boolean useful = !lifetime.isZero() || Validators.of(response).any();
    return new Freshness(date, lifetime, useful && !control.noStore());
  }

  /** What the policy says of it. */
  static Freshness forced(long seconds, Instant now) {
    return new Freshness(now, Duration.ofSeconds(seconds), true);
  }

  private static Duration lifetime(Response response, CacheControl control, Instant date) {
    if (control.maxAge() >= 0) {
      return Duration.ofSeconds(control.maxAge());
    }
    // Without either, nothing is guessed; a date that is none, such as 0, is in the past.
    Instant expires = time(response.header("expires"));
    return expires == null || expires.isBefore(date)
        ? Duration.ZERO
        : Duration.between(date, expires);
  }

  /** Whether it can be used without asking. One from the future cannot: some clock is wrong. */
  boolean isFresh(Instant now) {
    Duration age = Duration.between(date, now);
    return !age.isNegative() && age.compareTo(lifetime) < 0;
  }

  private static @Nullable Instant time(String text) {
    try {
      return ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
