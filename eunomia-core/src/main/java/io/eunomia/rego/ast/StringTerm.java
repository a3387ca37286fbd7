package io.eunomia.rego.ast;

import io.eunomia.rego.source.Span;
import org.jspecify.annotations.Nullable;

/**
 * A string.
 *
 * @param value what it says, escapes resolved
 * @param raw whether it was written between back-quotes
 */
public record StringTerm(String value, boolean raw, Span span) implements Term {

  /** A string that stands for itself. */
  public static StringTerm of(String value, Span span) {
    return new StringTerm(value, false, span);
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof StringTerm other && value.equals(other.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return AstPrinter.print(this);
  }
}
