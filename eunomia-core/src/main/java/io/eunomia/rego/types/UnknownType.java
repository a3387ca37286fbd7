package io.eunomia.rego.types;

/** The one type that says nothing: that of a variable that nothing has bound. */
public enum UnknownType implements Type {
  /** The type itself. */
  UNKNOWN;

  @Override
  public boolean isPartlyUnknown() {
    return true;
  }

  @Override
  public String toString() {
    return "???";
  }
}
