package io.eunomia.bundle.signature;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers of YAML as OPA hashes them. In JSON a number stays as it is written; in YAML it goes
 * through Go's integers of 64 bits, else through a double, and comes out as {@code encoding/json}
 * writes it.
 */
final class GoNumber {
  private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX_UNSIGNED = BigInteger.ONE.shiftLeft(64);
  private static final int DOUBLE_DIGITS = 17;

  private GoNumber() {}

  static String integer(BigInteger value) {
    return value.compareTo(MIN) >= 0 && value.compareTo(MAX_UNSIGNED) < 0
        ? value.toString()
        : decimal(value.doubleValue());
  }

  /** The shortest digits that give the same double; with an exponent below 1e-6 and from 1e21. */
  static String decimal(double value) {
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    BigDecimal shortest = shortest(value).stripTrailingZeros();
    double size = Math.abs(value);
    if (size >= 1e-6 && size < 1e21) {
      return shortest.toPlainString();
    }
    String digits = shortest.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - shortest.scale();
    return (value < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() == 1 ? "" : "." + digits.substring(1))
        + (exponent < 0 ? "e-" : "e+")
        + Math.abs(exponent);
  }

  private static BigDecimal shortest(double value) {
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; digits < DOUBLE_DIGITS; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        return rounded;
      }
    }
    return exact.round(new MathContext(DOUBLE_DIGITS, RoundingMode.HALF_EVEN));
  }
}
