package io.eunomia.wasm.codegen;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The total order of values. */
final class ConstantOrder {
  private ConstantOrder() {}

  static int compare(Constant a, Constant b) {
    int byType = Integer.compare(rank(a), rank(b));
    if (byType != 0) {
      return byType;
    }
    if (a instanceof Constant.Bool x && b instanceof Constant.Bool y) {
      return Boolean.compare(x.value(), y.value());
    } else if (a instanceof Constant.Num x && b instanceof Constant.Num y) {
      return Decimal.of(x.text()).value().compareTo(Decimal.of(y.text()).value());
    } else if (a instanceof Constant.Str x && b instanceof Constant.Str y) {
      return Arrays.compareUnsigned(
          x.value().getBytes(StandardCharsets.UTF_8), y.value().getBytes(StandardCharsets.UTF_8));
    } else if (a instanceof Constant.Arr x && b instanceof Constant.Arr y) {
      return compare(x.elements(), y.elements());
    } else if (a instanceof Constant.SetOf x && b instanceof Constant.SetOf y) {
      return compare(x.elements(), y.elements());
    } else if (a instanceof Constant.Obj x && b instanceof Constant.Obj y) {
      return compareEntries(x.entries(), y.entries());
    }
    return 0;
  }

  private static int rank(Constant value) {
    if (value instanceof Constant.Null) {
      return 1;
    } else if (value instanceof Constant.Bool) {
      return 2;
    } else if (value instanceof Constant.Num) {
      return 3;
    } else if (value instanceof Constant.Str) {
      return 4;
    } else if (value instanceof Constant.Arr) {
      return 5;
    }
    return value instanceof Constant.Obj ? 6 : 7;
  }

  private static int compare(List<Constant> a, List<Constant> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private static int compareEntries(List<Constant.Entry> a, List<Constant.Entry> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = compare(a.get(i).key(), b.get(i).key());
      if (order == 0) {
        order = compare(a.get(i).value(), b.get(i).value());
      }
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }
}
