package io.eunomia.rego.ast;

import io.eunomia.rego.source.Span;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code [term | body]}. */
public record ArrayComprehension(Term term, List<Expr> body, Span span) implements Comprehension {
  public ArrayComprehension {
    body = List.copyOf(body);
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof ArrayComprehension other
        && term.equals(other.term)
        && body.equals(other.body);
  }

  @Override
  public int hashCode() {
    return Objects.hash("ArrayComprehension", term, body);
  }

  @Override
  public String toString() {
    return AstPrinter.print(this);
  }
}
