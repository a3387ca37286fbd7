package io.eunomia.wasm.codegen;

import java.util.List;

/** The runtime's hash of values; see the runtime's README. */
final class ConstantHash {
  private static final int NULL = 0x1001;
  private static final int FALSE = 0x2001;
  private static final int TRUE = 0x2002;
  private static final int GOLDEN = 0x9E3779B1;
  private static final int SET = 0x85EBCA6B;

  private ConstantHash() {}

  static int of(Constant value) {
    int hash = raw(value);
    return hash == 0 ? 1 : hash; // 0 in memory is "not computed yet"
  }

  private static int raw(Constant value) {
    if (value instanceof Constant.Null) {
      return NULL;
    } else if (value instanceof Constant.Bool bool) {
      return bool.value() ? TRUE : FALSE;
    } else if (value instanceof Constant.Num num) {
      return number(Decimal.of(num.text()));
    } else if (value instanceof Constant.Str string) {
      return string.value().hashCode();
    } else if (value instanceof Constant.Arr array) {
      return array(array.elements());
    } else if (value instanceof Constant.Obj object) {
      int sum = 0;
      for (Constant.Entry entry : object.entries()) {
        sum += ((31 * of(entry.key())) ^ of(entry.value())) * GOLDEN;
      }
      return sum;
    }
    int sum = 0;
    for (Constant element : ((Constant.SetOf) value).elements()) {
      sum += of(element) * SET;
    }
    return sum;
  }

  private static int number(Decimal number) {
    if (number.isLong()) {
      long x = number.value().longValueExact();
      return ((int) x ^ (int) (x >> 32)) * GOLDEN;
    }
    String sign = number.value().signum() < 0 ? "-" : "";
    return (sign + number.value().unscaledValue().abs() + "e" + number.exponent()).hashCode();
  }

  private static int array(List<Constant> elements) {
    int hash = 7;
    for (Constant element : elements) {
      hash = 31 * hash + of(element);
    }
    return hash;
  }
}
