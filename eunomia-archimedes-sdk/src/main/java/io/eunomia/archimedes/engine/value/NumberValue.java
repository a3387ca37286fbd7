package io.eunomia.archimedes.engine.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Objects;

/**
 * A number of any size, exact: nothing is rounded to a double on the way from a policy's text or
 * input to a builtin and back.
 *
 * @param decimal its value; two numbers are equal when these compare as equal, whatever their scale
 */
public record NumberValue(BigDecimal decimal) implements Value {
  private static final BigDecimal MIN_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

  /** A number that is not null. */
  public NumberValue {
    Objects.requireNonNull(decimal, "decimal");
  }

  /** An integer. */
  public static NumberValue of(long value) {
    return new NumberValue(BigDecimal.valueOf(value));
  }

  /** An integer of any size. */
  public static NumberValue of(BigInteger value) {
    return new NumberValue(new BigDecimal(value));
  }

  /**
   * The shortest decimal that reads back as this double.
   *
   * @throws NumberFormatException if the double is not finite
   */
  public static NumberValue of(double value) {
    return new NumberValue(new BigDecimal(Double.toString(value)));
  }

  /** Whether it has no fraction. Costs nothing for numbers without an exponent or a fraction. */
  public boolean isInteger() {
    // Stripping first would be costly for 1e999999999; the sign of the scale is enough there.
    return decimal.scale() <= 0 || decimal.stripTrailingZeros().scale() <= 0;
  }

  /** Whether it is an integer between -2^63 and 2^63 - 1. */
  public boolean fitsLong() {
    return isInteger() && decimal.compareTo(MIN_LONG) >= 0 && decimal.compareTo(MAX_LONG) <= 0;
  }

  /** Its value, when {@link #fitsLong()}; fails with {@link ArithmeticException} otherwise. */
  public long longValue() {
    return decimal.longValueExact();
  }

  @Override
  public String typeName() {
    return "number";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NumberValue number && decimal.compareTo(number.decimal) == 0;
  }

  @Override
  public int hashCode() {
    return decimal.stripTrailingZeros().hashCode();
  }
}
