package io.eunomia.archimedes.engine.builtins.template;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Floating-point numbers as Go spells them. */
final class GoFloat {
  private static final int LEAST_EXPONENT = -4;

  /** From which exponent on {@code g} writes one if the precision is open. */
  private static final int LARGE_EXPONENT = 6;

  private GoFloat() {}

  /**
   * A number in one of Go's formats.
   *
   * @param verb {@code e}, {@code f} or {@code g}
   * @param precision digits after the point, or all of them for {@code g}; -1 for as few as needed
   */
  static String format(double number, char verb, int precision) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return Double.isNaN(number) ? "NaN" : number > 0 ? "+Inf" : "-Inf";
    }
    boolean negative = number < 0 || (number == 0 && 1 / number < 0);
    BigDecimal shortest = new BigDecimal(Double.toString(Math.abs(number)));
    BigDecimal exact = precision < 0 ? shortest : new BigDecimal(Math.abs(number));
    return (negative ? "-" : "")
        + switch (verb) {
          case 'f' ->
              precision < 0
                  ? strip(exact).toPlainString()
                  : exact.setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
          case 'e' ->
              exponential(precision < 0 ? strip(exact) : round(exact, precision + 1), precision);
          default -> general(exact, precision);
        };
  }

  private static String general(BigDecimal number, int precision) {
    BigDecimal digits = strip(precision < 0 ? number : round(number, Math.max(1, precision)));
    int exponent = digits.signum() == 0 ? 0 : digits.precision() - digits.scale() - 1;
    int most = precision < 0 ? LARGE_EXPONENT : Math.max(1, precision);
    return exponent < LEAST_EXPONENT || exponent >= most
        ? exponential(digits, -1)
        : digits.toPlainString();
  }

  private static String exponential(BigDecimal number, int precision) {
    String digits = number.unscaledValue().toString();
    int exponent = number.signum() == 0 ? 0 : number.precision() - number.scale() - 1;
    String fraction = digits.substring(1);
    if (precision >= 0) {
      fraction = (fraction + "0".repeat(precision)).substring(0, precision);
    }
    return digits.charAt(0)
        + (fraction.isEmpty() ? "" : "." + fraction)
        + String.format("e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  private static BigDecimal round(BigDecimal number, int digits) {
    return number.round(new MathContext(digits, RoundingMode.HALF_EVEN));
  }

  private static BigDecimal strip(BigDecimal number) {
    return number.stripTrailingZeros();
  }
}
