package io.eunomia.archimedes.engine.builtins;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as Go spells them: {@code 1h30m}, {@code -1.5s}, {@code 300ms}. Stateless. */
public final class GoDuration {
  private static final Pattern PART =
      Pattern.compile("([0-9]*)(?:\\.([0-9]*))?(ns|us|\u00b5s|\u03bcs|ms|s|m|h)");
  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigDecimal SECONDS_OF_A_MINUTE = BigDecimal.valueOf(60);
  private static final int MINUTES_OF_AN_HOUR = 60;

  private GoDuration() {}

  /**
   * A duration as Go prints it: {@code 253ns}, {@code 1.417µs}, {@code 1.5s}, {@code 1m2.5s}. What
   * is shorter than a second has one unit, and what is a minute or longer has all from its largest.
   */
  public static String format(long nanos) {
    BigDecimal size = BigDecimal.valueOf(nanos).abs();
    String sign = nanos < 0 ? "-" : "";
    if (size.compareTo(BigDecimal.valueOf(unit("s"))) >= 0) {
      return sign + seconds(in("s", size));
    }
    if (nanos == 0) {
      return "0s";
    }
    for (String unit : new String[] {"ms", "\u00b5s"}) {
      BigDecimal number = in(unit, size);
      if (number.compareTo(BigDecimal.ONE) >= 0) {
        return sign + plain(number) + unit;
      }
    }
    return sign + plain(size) + "ns";
  }

  private static String seconds(BigDecimal size) {
    BigDecimal[] minutes = size.divideAndRemainder(SECONDS_OF_A_MINUTE);
    String seconds = plain(minutes[1]) + "s";
    long whole = minutes[0].longValue();
    if (whole == 0) {
      return seconds;
    }
    long hours = whole / MINUTES_OF_AN_HOUR;
    String rest = whole % MINUTES_OF_AN_HOUR + "m" + seconds;
    return hours == 0 ? rest : hours + "h" + rest;
  }

  private static BigDecimal in(String unit, BigDecimal nanos) {
    return nanos.divide(BigDecimal.valueOf(unit(unit)));
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

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
