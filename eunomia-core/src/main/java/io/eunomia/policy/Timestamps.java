package io.eunomia.policy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

/** Times as RFC 3339 writes them. */
final class Timestamps {
  private static final String FIELD = "timestamp";
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private Timestamps() {}

  static Instant checked(Instant instant) {
    if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
      throw new PolicyInputException(FIELD, "must be in the years 0 to 9999");
    }
    return instant;
  }

  static Instant parse(String text) {
    try {
      return checked(
          OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      throw new PolicyInputException(FIELD, "must be a time as RFC 3339 has it");
    }
  }
}
