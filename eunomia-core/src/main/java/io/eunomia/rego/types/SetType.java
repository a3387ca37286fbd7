package io.eunomia.rego.types;

/**
 * Sets.
 *
 * @param element the type of all elements
 */
public record SetType(Type element) implements Type {
  /** Sets of any elements. */
  public static final SetType ANY = new SetType(UnionType.ANY);

  @Override
  public Type keyType() {
    return element;
  }

  @Override
  public Type valueType() {
    return element;
  }

  @Override
  public Type select(ConstantKey key) {
    return element.isCompatibleWith(key.type()) ? key.type() : UnknownType.UNKNOWN;
  }

  @Override
  public boolean isPartlyUnknown() {
    return element.isPartlyUnknown();
  }

  @Override
  public String toString() {
    return "set[" + element + "]";
  }
}
