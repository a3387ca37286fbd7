package io.eunomia.rego.ast;

import io.eunomia.rego.source.Span;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code true} or {@code false}. */
public record BooleanTerm(boolean value, Span span) implements Term {

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof BooleanTerm other && value == other.value;
  }

  @Override
  public int hashCode() {
    return Objects.hash("BooleanTerm", value);
  }

  @Override
  public String toString() {
    return AstPrinter.print(this);
  }
}
