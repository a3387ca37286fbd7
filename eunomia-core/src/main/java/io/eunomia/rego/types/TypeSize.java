package io.eunomia.rego.types;

/**
 * Keeps types small. Types share their parts, so that few lines ({@code x2 := [x1, x1]; x3 := [x2,
 * x2]; …}) make one that is too large to be walked.
 */
final class TypeSize {
  /** Far more parts than a literal that somebody wrote has. */
  private static final int LIMIT = 100_000;

  private int left = LIMIT;

  private TypeSize() {}

  /** The type itself, or any if it is too large. */
  static Type limited(Type type) {
    TypeSize size = new TypeSize();
    size.count(type);
    return size.left < 0 ? UnionType.ANY : type;
  }

  private void count(Type type) {
    if (--left < 0) {
      return;
    }
    if (type instanceof ArrayType array) {
      array.fixed().forEach(this::count);
      if (array.rest() != null) {
        count(array.rest());
      }
    } else if (type instanceof SetType set) {
      count(set.element());
    } else if (type instanceof UnionType union) {
      union.members().forEach(this::count);
    } else if (type instanceof FunctionType function) {
      function.parameters().forEach(parameter -> count(parameter.type()));
      count(function.resultType());
    } else if (type instanceof ObjectType object) {
      object.properties().forEach(property -> count(property.value()));
      if (object.others() != null) {
        count(object.others().key());
        count(object.others().value());
      }
    }
  }
}
