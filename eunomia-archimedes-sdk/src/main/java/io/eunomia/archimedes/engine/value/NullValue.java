package io.eunomia.archimedes.engine.value;

/** Rego's {@code null}. */
public enum NullValue implements Value {
  INSTANCE;

  @Override
  public String typeName() {
    return "null";
  }
}
