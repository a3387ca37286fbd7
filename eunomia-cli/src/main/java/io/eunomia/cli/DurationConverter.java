package io.eunomia.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times as users of OPA write them, {@code 5s} or {@code 1m30s}, and as ISO 8601 does. */
final class DurationConverter implements ITypeConverter<Duration> {
  private static final Pattern PART = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|h|m|s)");
  private static final Map<String, Long> MILLIS =
      Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);

  @Override
  public Duration convert(String written) {
    Duration time = written.startsWith("P") ? iso(written) : parts(written);
    if (time.isZero() || time.isNegative()) {
      throw new TypeConversionException("'" + written + "' is no time to wait");
    }
    return time;
  }

  private static Duration iso(String written) {
    try {
      return Duration.parse(written);
    } catch (DateTimeParseException e) {
      throw notATime(written);
    }
  }

  private static Duration parts(String written) {
    Duration time = Duration.ZERO;
    Matcher part = PART.matcher(written);
    int end = 0;
    while (part.find(end) && part.start() == end) {
      double millis =
          Double.parseDouble(part.group(1)) * Objects.requireNonNull(MILLIS.get(part.group(2)));
      time = time.plus(Duration.ofNanos((long) (millis * 1_000_000)));
      end = part.end();
      if (end == written.length()) {
        return time;
      }
    }
    throw notATime(written);
  }

  private static TypeConversionException notATime(String written) {
    return new TypeConversionException("'" + written + "' is no time such as 5s, 1m30s or 500ms");
  }
}
