package io.eunomia.rego.types;

import java.util.Locale;

/** The types without parts. */
public enum ScalarType implements Type {
  /** {@code null}. */
  NULL,
  /** {@code true} and {@code false}. */
  BOOLEAN,
  /** Numbers of any size. */
  NUMBER,
  /** Strings. */
  STRING;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
