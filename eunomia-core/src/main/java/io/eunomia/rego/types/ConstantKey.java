package io.eunomia.rego.types;

import java.math.BigDecimal;
import java.util.Comparator;

/**
 * A constant under which an object holds a value.
 *
 * @param type the constant's type
 * @param text the constant, in one spelling for equal constants: strings as they are, numbers
 *     without trailing zeros
 */
public record ConstantKey(Type type, String text) implements Comparable<ConstantKey> {
  private static final Comparator<ConstantKey> ORDER =
      Comparator.comparing(ConstantKey::type, TypeOrder.INSTANCE)
          .thenComparing(ConstantKey::compareValues);

  /** A string. */
  public static ConstantKey of(String text) {
    return new ConstantKey(ScalarType.STRING, text);
  }

  /** A number. */
  public static ConstantKey of(BigDecimal number) {
    return new ConstantKey(ScalarType.NUMBER, number.stripTrailingZeros().toString());
  }

  /** The place in an array, or -1 if this is none. */
  int index() {
    if (type != ScalarType.NUMBER) {
      return -1;
    }
    BigDecimal number = new BigDecimal(text);
    boolean isIndex =
        number.signum() >= 0 && number.scale() <= 0 && number.precision() - number.scale() <= 9;
    return isIndex ? number.intValueExact() : -1;
  }

  private static int compareValues(ConstantKey a, ConstantKey b) {
    return a.type == ScalarType.NUMBER
        ? new BigDecimal(a.text).compareTo(new BigDecimal(b.text))
        : a.text.compareTo(b.text);
  }

  @Override
  public int compareTo(ConstantKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return text;
  }
}
