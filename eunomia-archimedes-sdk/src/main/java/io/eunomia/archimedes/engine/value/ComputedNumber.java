package io.eunomia.archimedes.engine.value;

import java.math.BigDecimal;

/**
 * Numbers that a policy has worked out, as modules write them: whole ones in full, others with an
 * exponent where Go's format {@code g} has one.
 */
final class ComputedNumber {
  /** A whole number with more zeros at its end has an exponent all the same. */
  private static final int MAX_ZEROS = 4096;

  private static final int LEAST_TOP = -3;
  private static final int MOST_TOP = 6;

  private ComputedNumber() {}

  static String spelling(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    long exponent = -(long) stripped.scale();
    long top = exponent + stripped.precision();
    boolean scientific = exponent >= 0 ? exponent > MAX_ZEROS : top < LEAST_TOP || top > MOST_TOP;
    return scientific ? scientific(stripped, top - 1) : stripped.toPlainString();
  }

  private static String scientific(BigDecimal number, long exponent) {
    String digits = number.unscaledValue().abs().toString();
    StringBuilder out = new StringBuilder(digits.length() + 16);
    if (number.signum() < 0) {
      out.append('-');
    }
    out.append(digits.charAt(0));
    if (digits.length() > 1) {
      out.append('.').append(digits, 1, digits.length());
    }
    out.append(exponent < 0 ? "e-" : "e+");
    if (Math.abs(exponent) < 10) {
      out.append('0');
    }
    return out.append(Math.abs(exponent)).toString();
  }
}
