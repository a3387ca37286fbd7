package io.eunomia.rego.optimizer;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A constant that a value is compared with. Two are equal where the values are. */
sealed interface IndexKey {
  /** A string. */
  record Text(String value) implements IndexKey {}

  /** A number, without zeros at its end: 1 and 1.0 are one key. */
  record Numeric(BigDecimal value) implements IndexKey {}

  /** True or false. */
  record Truth(boolean value) implements IndexKey {}

  /** Null. */
  record Null() implements IndexKey {}

  /** The key of an integer. */
  static IndexKey number(int value) {
    return new Numeric(normal(BigDecimal.valueOf(value)));
  }

  private static BigDecimal normal(BigDecimal value) {
    return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
  }

  /** The key of a number; null if it is too large for a decimal of Java's. */
  static @Nullable IndexKey number(String text) {
    try {
      return new Numeric(normal(new BigDecimal(text)));
    } catch (NumberFormatException | ArithmeticException e) {
      return null;
    }
  }
}
