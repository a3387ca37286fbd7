package io.eunomia.archimedes.engine.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number of any size, exact. Two numbers are equal when their values are, however they are
 * spelled; a number that was read keeps its spelling, so that {@code 1.0} is written as it came.
 */
public final class NumberValue implements Value, Comparable<NumberValue> {
  private static final BigDecimal MIN_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MAX_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

  /** Characters of the longest spelling that is read. */
  public static final int MAX_LENGTH = 100_000;

  private static final Pattern JSON =
      Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?");

  /** Digits of which any text of so many is a long, a sign besides. */
  private static final int LONG_DIGITS = 18;

  private static final int MAX_LONG_LENGTH = 20;

  /** Whole numbers with fewer zeros at their end than that are written out. */
  private static final int SENSIBLE_ZEROS = 400;

  /** The value, where it is a long that is spelled as every JSON writer would. */
  private final long integer;

  private final boolean plain;
  private final Origin origin;
  private final @Nullable String text;

  /**
   * Made when it is first asked for if the number is plain; whichever thread makes it, it equals.
   */
  private @Nullable BigDecimal decimal;

  private NumberValue(
      long integer,
      boolean plain,
      @Nullable BigDecimal decimal,
      @Nullable String text,
      Origin origin) {
    this.integer = integer;
    this.plain = plain;
    this.decimal = decimal;
    this.text = text;
    this.origin = origin;
  }

  /** A number that is spelled as most JSON writers would: {@code 1}, not {@code 1.0}. */
  public NumberValue(BigDecimal decimal) {
    this.decimal = decimal;
    text = null;
    origin = Origin.HOST;
    plain = fitsLong(decimal);
    integer = plain ? decimal.longValue() : 0;
  }

  /** An integer. */
  public static NumberValue of(long value) {
    return new NumberValue(value, true, null, null, Origin.HOST);
  }

  /** An integer of any size. */
  public static NumberValue of(BigInteger value) {
    return new NumberValue(new BigDecimal(value));
  }

  /** The shortest decimal that reads back as this double; the double must be finite. */
  public static NumberValue of(double value) {
    return new NumberValue(new BigDecimal(Double.toString(value)));
  }

  /**
   * A number as it is spelled in JSON's way. Costs the square of its length, for which it has a
   * limit.
   *
   * @throws NumberFormatException if it is no number, or longer than {@link #MAX_LENGTH}
   */
  public static NumberValue spelled(String text) {
    if (isShortInteger(text)) {
      return of(Long.parseLong(text));
    }
    if (text.length() > MAX_LENGTH) {
      throw new NumberFormatException(
          "a number of " + text.length() + " characters; at most " + MAX_LENGTH + " are taken");
    }
    if (!JSON.matcher(text).matches()) {
      throw new NumberFormatException("no number as JSON has it");
    }
    BigDecimal decimal = new BigDecimal(text);
    boolean plain =
        text.length() <= MAX_LONG_LENGTH
            && fitsLong(decimal)
            && text.equals(Long.toString(decimal.longValue()));
    return plain ? of(decimal.longValue()) : new NumberValue(0, false, decimal, text, Origin.TEXT);
  }

  /** A number that a module has worked out, and that it spells in its own way. */
  public static NumberValue computed(BigDecimal value) {
    return new NumberValue(0, false, value, null, Origin.MODULE);
  }

  private static boolean isShortInteger(String text) {
    int n = text.length();
    int first = n > 0 && text.charAt(0) == '-' ? 1 : 0;
    int digits = n - first;
    if (digits == 0 || digits > LONG_DIGITS || (text.charAt(first) == '0' && n > 1)) {
      return false;
    }
    for (int i = first; i < n; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /** Its value; of a number that was spelled, with the scale that its spelling has. */
  public BigDecimal decimal() {
    BigDecimal value = decimal;
    if (value == null) {
      value = BigDecimal.valueOf(integer);
      decimal = value;
    }
    return value;
  }

  /** Whether it has no fraction. Costs nothing for numbers without an exponent or a fraction. */
  public boolean isInteger() {
    return plain || isInteger(decimal());
  }

  /** Whether it is an integer between -2^63 and 2^63 - 1. */
  public boolean fitsLong() {
    return plain || fitsLong(decimal());
  }

  /** Its value, when {@link #fitsLong()}; fails with {@link ArithmeticException} otherwise. */
  public long longValue() {
    return plain ? integer : decimal().longValueExact();
  }

  /** Whether all there is to know of it is {@link #longValue()}: it has no other spelling. */
  public boolean isPlainLong() {
    return plain;
  }

  /** Whether it is the module's affair how the number is written: it has not been spelled yet. */
  public boolean isComputed() {
    return origin == Origin.MODULE;
  }

  /** How it is written in JSON. */
  public String spelling() {
    if (plain) {
      return Long.toString(integer);
    }
    if (text != null) {
      return text;
    }
    BigDecimal value = decimal();
    if (origin == Origin.MODULE) {
      return ComputedNumber.spelling(value);
    }
    // Writing out 1e999999999 would take all there is of memory.
    return value.scale() < 0 && value.scale() > -SENSIBLE_ZEROS
        ? value.toPlainString()
        : value.toString();
  }

  @Override
  public String typeName() {
    return "number";
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof NumberValue number)) {
      return false;
    }
    return (plain && number.plain)
        ? integer == number.integer
        : decimal().compareTo(number.decimal()) == 0;
  }

  @Override
  public int hashCode() {
    if (fitsLong()) {
      return Long.hashCode(longValue());
    }
    // Of what does not depend on zeros at the end, which would be costly to take off.
    BigDecimal value = decimal();
    int magnitude = value.precision() - value.scale();
    return 31 * magnitude + Double.hashCode(value.doubleValue());
  }

  @Override
  public int compareTo(NumberValue other) {
    return (plain && other.plain)
        ? Long.compare(integer, other.integer)
        : decimal().compareTo(other.decimal());
  }

  @Override
  public String toString() {
    return spelling();
  }

  private static boolean isInteger(BigDecimal decimal) {
    int scale = decimal.scale();
    if (scale <= 0) {
      // So it is, and finding out by digits would be costly for 1e999999999.
      return true;
    }
    BigInteger digits = decimal.unscaledValue();
    if (digits.signum() == 0) {
      return true;
    }
    // What is no multiple of 2^scale is none of 10^scale; and only what is goes on to a division.
    return digits.getLowestSetBit() >= scale && digits.mod(BigInteger.TEN.pow(scale)).signum() == 0;
  }

  private static boolean fitsLong(BigDecimal decimal) {
    return isInteger(decimal)
        && decimal.compareTo(MIN_LONG) >= 0
        && decimal.compareTo(MAX_LONG) <= 0;
  }

  /** Who says how a number is spelled. */
  private enum Origin {
    /** The text that it was read from. */
    TEXT,
    /** A builtin of the host made it. */
    HOST,
    /** A module worked it out. */
    MODULE
  }
}
