package io.eunomia.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;

/** What a scalar stands for. */
sealed interface Scalar {
  /** A text. */
  record Text(String text) implements Scalar {}

  /** A truth. */
  record Bool(boolean value) implements Scalar {}

  /** An integer, of 64 bits unless exactness was asked for. */
  record Int(BigInteger value) implements Scalar {}

  /** A finite number that is written with a fraction or an exponent, or too long for an integer. */
  record Decimal(BigDecimal value) implements Scalar {}

  /** An infinity, or what is no number. */
  record NonFinite(double value) implements Scalar {}

  /** Nothing. */
  record Null() implements Scalar {}

  /** A scalar that is not what its tag says it is; the message says why. */
  final class MismatchException extends Exception {
    private static final long serialVersionUID = 1L;

    MismatchException(String message) {
      super(message);
    }
  }
}
