package io.eunomia.rego.types;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The order of the members of a union: by kind first, then part by part. Total. */
enum TypeOrder implements Comparator<Type> {
  INSTANCE;

  @Override
  public int compare(Type a, Type b) {
    int byKind = Integer.compare(kind(a), kind(b));
    if (byKind != 0) {
      return byKind;
    }
    if (a instanceof ScalarType x && b instanceof ScalarType y) {
      return x.compareTo(y);
    }
    if (a instanceof ArrayType x && b instanceof ArrayType y) {
      int byRest = compareNullable(x.rest(), y.rest());
      return byRest != 0 ? byRest : compareAll(x.fixed(), y.fixed(), this);
    }
    if (a instanceof ObjectType x && b instanceof ObjectType y) {
      return compareObjects(x, y);
    }
    if (a instanceof SetType x && b instanceof SetType y) {
      return compare(x.element(), y.element());
    }
    if (a instanceof FunctionType x && b instanceof FunctionType y) {
      int byResult = compare(x.resultType(), y.resultType());
      return byResult != 0 ? byResult : compareAll(types(x), types(y), this);
    }
    if (a instanceof UnionType x && b instanceof UnionType y) {
      return compareAll(x.members(), y.members(), this);
    }
    return 0;
  }

  private static int kind(Type type) {
    if (type instanceof ScalarType) {
      return 1;
    }
    if (type instanceof ArrayType) {
      return 2;
    }
    if (type instanceof ObjectType) {
      return 3;
    }
    if (type instanceof SetType) {
      return 4;
    }
    if (type instanceof FunctionType) {
      return 5;
    }
    return type instanceof UnionType ? 6 : 0;
  }

  private static List<Type> types(FunctionType function) {
    return function.parameters().stream().map(FunctionType.Parameter::type).toList();
  }

  private int compareNullable(@Nullable Type a, @Nullable Type b) {
    if (a == null || b == null) {
      return Boolean.compare(a != null, b != null);
    }
    return compare(a, b);
  }

  private int compareObjects(ObjectType a, ObjectType b) {
    ObjectType.Others x = a.others();
    ObjectType.Others y = b.others();
    int byKey = compareNullable(x == null ? null : x.key(), y == null ? null : y.key());
    if (byKey != 0) {
      return byKey;
    }
    int byValue = compareNullable(x == null ? null : x.value(), y == null ? null : y.value());
    return byValue != 0
        ? byValue
        : compareAll(
            a.properties(),
            b.properties(),
            Comparator.comparing(ObjectType.Property::key)
                .thenComparing(ObjectType.Property::value, this));
  }

  private static <T> int compareAll(List<T> a, List<T> b, Comparator<? super T> order) {
    Iterator<T> others = b.iterator();
    for (T element : a) {
      if (!others.hasNext()) {
        return 1;
      }
      int result = order.compare(element, others.next());
      if (result != 0) {
        return result;
      }
    }
    return others.hasNext() ? -1 : 0;
  }
}
