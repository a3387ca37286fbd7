package io.eunomia.rego.ast;

import io.eunomia.rego.source.Span;
import org.jspecify.annotations.Nullable;

/** {@code null}. */
public record NullTerm(Span span) implements Term {

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof NullTerm;
  }

  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return AstPrinter.print(this);
  }
}
