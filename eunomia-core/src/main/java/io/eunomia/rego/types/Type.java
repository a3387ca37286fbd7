package io.eunomia.rego.types;

import java.util.List;

/**
 * The type of a value, a variable or a function.
 *
 * <p>Types are immutable, thread-safe, and equal if they describe the same values in the same way:
 * members of unions and properties of objects are sorted and without duplicates. {@code toString}
 * prints a type as OPA's error messages do.
 */
public sealed interface Type
    permits ArrayType, FunctionType, ObjectType, ScalarType, SetType, UnionType, UnknownType {
  /**
   * The type of the values of both types; unknown if both are. Of two functions with the same
   * number of parameters: a function of the arguments of both.
   */
  default Type or(Type other) {
    if (this instanceof FunctionType a && other instanceof FunctionType b) {
      return a.merge(b);
    }
    if (this == UnknownType.UNKNOWN || equals(other)) {
      return other;
    }
    return other == UnknownType.UNKNOWN ? this : UnionType.of(List.of(this, other));
  }

  /** The type of what may follow a value of this type in a reference; unknown if nothing may. */
  default Type keyType() {
    return UnknownType.UNKNOWN;
  }

  /** The type of what is found under any of the {@link #keyType()}; unknown if there are none. */
  default Type valueType() {
    return UnknownType.UNKNOWN;
  }

  /** The type of what is found under one constant; unknown if there is nothing. */
  default Type select(ConstantKey key) {
    return UnknownType.UNKNOWN;
  }

  /** Whether some part of a value of this type is not known yet. */
  default boolean isPartlyUnknown() {
    return false;
  }

  /**
   * Whether a value can have both types, as far as types tell. Symmetric, not transitive; an
   * unknown type is compatible with nothing.
   */
  default boolean isCompatibleWith(Type other) {
    return Compatibility.compatible(this, other);
  }
}
