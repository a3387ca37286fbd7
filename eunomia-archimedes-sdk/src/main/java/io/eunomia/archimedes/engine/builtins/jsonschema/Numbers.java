package io.eunomia.archimedes.engine.builtins.jsonschema;

import java.math.BigDecimal;

/** What is asked of numbers. */
final class Numbers {
  // Larger exponents would make exact arithmetic a matter of minutes.
  private static final int MAX_SCALE = 10_000;
  private static final int LEAST_EXPONENT = -4;
  private static final int PLAIN_DIGITS = 6;

  private Numbers() {}

  static boolean isInteger(BigDecimal number) {
    return number.scale() <= 0 || number.stripTrailingZeros().scale() <= 0;
  }

  static boolean isMultiple(BigDecimal number, BigDecimal of) throws SchemaException {
    if (Math.abs((long) number.scale()) > MAX_SCALE || Math.abs((long) of.scale()) > MAX_SCALE) {
      throw new SchemaException("multipleOf: numbers of that size are not divided");
    }
    return number.remainder(of).signum() == 0;
  }

  /** As Go prints a number of arbitrary precision: with an exponent when large or tiny. */
  static String print(BigDecimal number) {
    BigDecimal bare = number.stripTrailingZeros();
    int exponent = bare.precision() - bare.scale() - 1;
    if (exponent >= LEAST_EXPONENT && exponent < PLAIN_DIGITS) {
      return bare.toPlainString();
    }
    String digits = bare.unscaledValue().abs().toString();
    return (bare.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + String.format("e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
  }
}
