package io.eunomia.rego.ast;

import io.eunomia.rego.source.Span;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An array. */
public record ArrayTerm(List<Term> elements, Span span) implements Term {
  public ArrayTerm {
    elements = List.copyOf(elements);
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof ArrayTerm other && elements.equals(other.elements);
  }

  @Override
  public int hashCode() {
    return Objects.hash("ArrayTerm", elements);
  }

  @Override
  public String toString() {
    return AstPrinter.print(this);
  }
}
