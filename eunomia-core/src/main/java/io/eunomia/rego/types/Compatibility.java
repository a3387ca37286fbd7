package io.eunomia.rego.types;

/** Whether a value can have two types at once. */
final class Compatibility {
  private Compatibility() {}

  static boolean compatible(Type a, Type b) {
    if (a == UnknownType.UNKNOWN || b == UnknownType.UNKNOWN) {
      return false;
    }
    if (a instanceof UnionType || b instanceof UnionType) {
      return (a instanceof UnionType union && someMember(union, b))
          || (b instanceof UnionType other && someMember(other, a));
    }
    if (a instanceof ArrayType x && b instanceof ArrayType y) {
      return arrays(x, y);
    }
    if (a instanceof ObjectType x && b instanceof ObjectType y) {
      return objects(x, y);
    }
    if (a instanceof SetType x && b instanceof SetType y) {
      return compatible(x.element(), y.element());
    }
    if (a instanceof FunctionType x && b instanceof FunctionType y) {
      return functions(x, y);
    }
    return a == b;
  }

  private static boolean someMember(UnionType union, Type type) {
    if (type instanceof FunctionType) {
      return false;
    }
    return union.isAny() || union.members().stream().anyMatch(m -> compatible(m, type));
  }

  private static boolean arrays(ArrayType a, ArrayType b) {
    int known = Math.max(a.fixed().size(), b.fixed().size());
    for (int i = 0; i < known; i++) {
      if (!compatible(a.at(i), b.at(i))) {
        return false;
      }
    }
    // Arrays of any length can both be empty, but then their types say something else: OPA
    // demands that the elements agree, and so do we.
    Type x = a.rest();
    Type y = b.rest();
    return x == null || y == null || compatible(x, y);
  }

  private static boolean objects(ObjectType a, ObjectType b) {
    return propertiesAgree(a, b)
        && propertiesAgree(b, a)
        && (a.others() == null
            || b.others() == null
            || compatible(a.otherValues(), b.otherValues()));
  }

  private static boolean propertiesAgree(ObjectType a, ObjectType b) {
    return a.properties().stream().allMatch(p -> compatible(p.value(), b.select(p.key())));
  }

  private static boolean functions(FunctionType a, FunctionType b) {
    if (a.parameters().size() != b.parameters().size()) {
      return false;
    }
    for (int i = 0; i < a.parameters().size(); i++) {
      if (!compatible(a.argument(i), b.argument(i))) {
        return false;
      }
    }
    return true;
  }
}
