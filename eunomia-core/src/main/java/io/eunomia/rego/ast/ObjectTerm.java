package io.eunomia.rego.ast;

import io.eunomia.rego.source.Span;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An object, as it was written. */
public record ObjectTerm(List<Entry> entries, Span span) implements Term {
  public ObjectTerm {
    entries = List.copyOf(entries);
  }

  /** A key and its value. */
  public record Entry(Term key, Term value) {}

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof ObjectTerm other && entries.equals(other.entries);
  }

  @Override
  public int hashCode() {
    return Objects.hash("ObjectTerm", entries);
  }

  @Override
  public String toString() {
    return AstPrinter.print(this);
  }
}
