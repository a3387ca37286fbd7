package io.eunomia.archimedes.engine.value;

/**
 * A string.
 *
 * @param text its characters; lone surrogates become U+FFFD where it is written
 */
public record StringValue(String text) implements Value {
  @Override
  public String typeName() {
    return "string";
  }
}
