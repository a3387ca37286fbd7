package io.eunomia.archimedes.engine.value;

/** A boolean. */
public enum BooleanValue implements Value {
  FALSE,
  TRUE;

  @Override
  public String typeName() {
    return "boolean";
  }
}
