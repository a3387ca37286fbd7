package io.eunomia.rego.types;

import java.util.List;

/**
 * Keeps types small and flat. Types share their parts, so that few lines ({@code x2 := [x1, x1]; x3
 * := [x2, x2]; …}) make one that is too large to be walked, and others make one that is too deep.
 */
final class TypeSize {
  /** Far more parts than a literal that somebody wrote has. */
  private static final int LIMIT = 20_000;

  /** Deeper than a literal can be; types of rules that hold each other's values may go on. */
  private static final int MAX_DEPTH = 200;

  private int left = LIMIT;

  private TypeSize() {}

  /** The type itself, or any if it is too large. */
  static Type limited(Type type) {
    TypeSize size = new TypeSize();
    size.count(type, MAX_DEPTH);
    return size.left < 0 ? UnionType.ANY : type;
  }

  private void parts(List<Type> types, int depth) {
    types.forEach(type -> count(type, depth));
  }

  private void count(Type type, int depth) {
    if (depth == 0) {
      left = -1;
    }
    if (--left < 0) {
      return;
    }
    if (type instanceof ArrayType array) {
      parts(array.fixed(), depth - 1);
      if (array.rest() != null) {
        count(array.rest(), depth - 1);
      }
    } else if (type instanceof SetType set) {
      count(set.element(), depth - 1);
    } else if (type instanceof UnionType union) {
      parts(union.members(), depth - 1);
    } else if (type instanceof FunctionType function) {
      function.parameters().forEach(parameter -> count(parameter.type(), depth - 1));
      count(function.resultType(), depth - 1);
    } else if (type instanceof ObjectType object) {
      object.properties().forEach(property -> count(property.value(), depth - 1));
      if (object.others() != null) {
        count(object.others().key(), depth - 1);
        count(object.others().value(), depth - 1);
      }
    }
  }
}
