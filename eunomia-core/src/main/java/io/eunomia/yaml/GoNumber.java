package io.eunomia.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.Predicate;

/**
 * Numbers as Go spells them that have no more than the 64 bits of an integer or of a double: its
 * JSON with an exponent below 1e-6 and from 1e21, its YAML with one below 1e-4 and from 1e6.
 */
public final class GoNumber {
  private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX_UNSIGNED = BigInteger.ONE.shiftLeft(64);
  private static final RoundingMode[] ROUNDINGS = {RoundingMode.HALF_EVEN, RoundingMode.UP};
  private static final int DOUBLE_DIGITS = 17;
  private static final int FLOAT_DIGITS = 9;
  private static final int LEAST_PLAIN_EXPONENT = -4;
  private static final int LEAST_LARGE_EXPONENT = 6;

  private GoNumber() {}

  /** An integer in JSON; one that is too long for 64 bits is a double. */
  public static String json(BigInteger value) {
    return isInteger(value) ? value.toString() : json(value.doubleValue());
  }

  /** A finite double in JSON. */
  public static String json(double value) {
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    BigDecimal shortest = shortest(value).stripTrailingZeros();
    double size = Math.abs(value);
    if (size >= 1e-6 && size < 1e21) {
      return shortest.toPlainString();
    }
    return scientific(shortest, "");
  }

  /** Whether it is one of 64 bits, with or without a sign. */
  static boolean isInteger(BigInteger value) {
    return value.compareTo(MIN) >= 0 && value.compareTo(MAX_UNSIGNED) < 0;
  }

  /** A double in YAML. */
  static String yaml(double value) {
    return Double.isNaN(value) || Double.isInfinite(value) || value == 0
        ? special(value)
        : yaml(shortest(value).stripTrailingZeros());
  }

  /** A float in YAML. */
  static String yaml(float value) {
    if (Float.isNaN(value) || Float.isInfinite(value) || value == 0) {
      return special(value);
    }
    return yaml(
        shortest(new BigDecimal(value), FLOAT_DIGITS, n -> n.floatValue() == value)
            .stripTrailingZeros());
  }

  private static String yaml(BigDecimal shortest) {
    int exponent = exponent(shortest);
    return exponent < LEAST_PLAIN_EXPONENT || exponent >= LEAST_LARGE_EXPONENT
        ? scientific(shortest, Math.abs(exponent) < 10 ? "0" : "")
        : shortest.toPlainString();
  }

  private static String special(double value) {
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    return Double.isNaN(value) ? ".nan" : value > 0 ? ".inf" : "-.inf";
  }

  private static int exponent(BigDecimal value) {
    return value.precision() - 1 - value.scale();
  }

  private static String scientific(BigDecimal value, String padding) {
    String digits = value.unscaledValue().abs().toString();
    int exponent = exponent(value);
    return (value.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() == 1 ? "" : "." + digits.substring(1))
        + (exponent < 0 ? "e-" : "e+")
        + padding
        + Math.abs(exponent);
  }

  /** The fewest digits that give the same double. */
  static BigDecimal shortest(double value) {
    return shortest(new BigDecimal(value), DOUBLE_DIGITS, n -> n.doubleValue() == value);
  }

  private static BigDecimal shortest(
      BigDecimal exact, int mostDigits, Predicate<BigDecimal> isSame) {
    for (int digits = 1; digits < mostDigits; digits++) {
      // Below a power of two doubles are closer to each other than above: the nearest may fail.
      for (RoundingMode mode : ROUNDINGS) {
        BigDecimal rounded = exact.round(new MathContext(digits, mode));
        if (isSame.test(rounded)) {
          return rounded;
        }
      }
    }
    return exact.round(new MathContext(mostDigits, RoundingMode.HALF_EVEN));
  }
}
