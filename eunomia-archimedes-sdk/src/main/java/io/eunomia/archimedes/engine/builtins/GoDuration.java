package io.eunomia.archimedes.engine.builtins;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations as Go spells them: {@code 1h30m}, {@code -1.5s}, {@code 300ms}. */
final class GoDuration {
  private static final Pattern PART =
      Pattern.compile("([0-9]*)(?:\\.([0-9]*))?(ns|us|\u00b5s|\u03bcs|ms|s|m|h)");
  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

  private GoDuration() {}

  /** The duration in nanoseconds. */
  static long parse(String text) throws BuiltinException {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String parts = signed ? text.substring(1) : text;
    if (parts.equals("0")) {
      return 0;
    }
    Matcher part = PART.matcher(parts);
    BigInteger sum = BigInteger.ZERO;
    int at = 0;
    while (at < parts.length()) {
      if (!part.find(at) || part.start() != at || !hasDigits(part)) {
        throw invalid(text);
      }
      sum = sum.add(nanos(part));
      at = part.end();
    }
    boolean negative = text.startsWith("-");
    if (at == 0 || sum.compareTo(negative ? MAX.add(BigInteger.ONE) : MAX) > 0) {
      throw invalid(text);
    }
    return negative ? sum.negate().longValue() : sum.longValue();
  }

  private static boolean hasDigits(Matcher part) {
    String fraction = part.group(2);
    return !part.group(1).isEmpty() || (fraction != null && !fraction.isEmpty());
  }

  private static BigInteger nanos(Matcher part) {
    String fraction = part.group(2);
    BigDecimal number =
        new BigDecimal("0" + part.group(1) + "." + (fraction == null ? "" : fraction) + "0");
    return number
        .multiply(BigDecimal.valueOf(unit(part.group(3))))
        .setScale(0, RoundingMode.DOWN)
        .toBigInteger();
  }

  private static long unit(String name) {
    return switch (name) {
      case "ns" -> 1L;
      case "ms" -> 1_000_000L;
      case "s" -> 1_000_000_000L;
      case "m" -> 60_000_000_000L;
      case "h" -> 3_600_000_000_000L;
      default -> 1_000L;
    };
  }

  private static BuiltinException invalid(String text) {
    return new BuiltinException("time: invalid duration \"" + text + "\"");
  }
}
