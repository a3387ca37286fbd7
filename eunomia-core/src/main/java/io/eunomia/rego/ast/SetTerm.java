package io.eunomia.rego.ast;

import io.eunomia.rego.source.Span;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A set, as it was written: not sorted, duplicates kept. */
public record SetTerm(List<Term> elements, Span span) implements Term {
  public SetTerm {
    elements = List.copyOf(elements);
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof SetTerm other && elements.equals(other.elements);
  }

  @Override
  public int hashCode() {
    return Objects.hash("SetTerm", elements);
  }

  @Override
  public String toString() {
    return AstPrinter.print(this);
  }
}
