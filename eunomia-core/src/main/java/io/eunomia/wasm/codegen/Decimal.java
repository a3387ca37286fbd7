package io.eunomia.wasm.codegen;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A number as the runtime sees it.
 *
 * @param value without trailing zeros in its coefficient
 * @param plain whether it is written as an integer: then there is one form of it, and no text is
 *     kept
 */
record Decimal(BigDecimal value, String text, boolean plain) {
  private static final Pattern PLAIN = Pattern.compile("-?[1-9][0-9]*|0");
  private static final Pattern JSON =
      Pattern.compile("-?(?:[1-9][0-9]*|0)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]{1,10})?");
  private static final BigInteger BASE = BigInteger.valueOf(1_000_000_000);

  /** The runtime's numbers end here. */
  private static final int EXPONENT_MAX = 1_000_000_000;

  static Decimal of(String text) {
    if (!JSON.matcher(text).matches()) {
      throw new CompileException("\"" + text + "\" is no number");
    }
    BigDecimal value;
    try {
      value = new BigDecimal(text).stripTrailingZeros();
    } catch (NumberFormatException | ArithmeticException e) {
      throw tooLarge(text);
    }
    if (Math.abs((long) value.precision() - value.scale()) > EXPONENT_MAX) {
      throw tooLarge(text);
    }
    return new Decimal(value, text, PLAIN.matcher(text).matches());
  }

  private static CompileException tooLarge(String text) {
    return new CompileException("the number " + text + " is too large or too small");
  }

  /** Whether it is an integer of 64 bits, in value. */
  boolean isLong() {
    return value.scale() <= 0
        && (long) value.precision() - value.scale() <= 19
        && value.toBigIntegerExact().bitLength() < Long.SIZE;
  }

  int exponent() {
    return value.signum() == 0 ? 0 : -value.scale();
  }

  /** The coefficient in base 10^9, least significant first. */
  int[] limbs() {
    BigInteger rest = value.unscaledValue().abs();
    int[] limbs = new int[(value.precision() + 8) / 9];
    int count = 0;
    while (rest.signum() != 0) {
      BigInteger[] parts = rest.divideAndRemainder(BASE);
      limbs[count++] = parts[1].intValue();
      rest = parts[0];
    }
    return Arrays.copyOf(limbs, count);
  }
}
