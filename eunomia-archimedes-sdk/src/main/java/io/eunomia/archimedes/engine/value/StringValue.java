package io.eunomia.archimedes.engine.value;

import java.util.Objects;

/**
 * A string.
 *
 * @param text its characters; lone surrogates become U+FFFD where it is written
 */
public record StringValue(String text) implements Value {
  /** A string that is not null. */
  public StringValue {
    Objects.requireNonNull(text, "text");
  }

  @Override
  public String typeName() {
    return "string";
  }
}
