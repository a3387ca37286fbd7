package io.eunomia.rego.ast;

import io.eunomia.rego.source.Span;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code {key: value | body}}. */
public record ObjectComprehension(Term key, Term value, List<Expr> body, Span span)
    implements Comprehension {
  public ObjectComprehension {
    body = List.copyOf(body);
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof ObjectComprehension other
        && key.equals(other.key)
        && value.equals(other.value)
        && body.equals(other.body);
  }

  @Override
  public int hashCode() {
    return Objects.hash("ObjectComprehension", key, value, body);
  }

  @Override
  public String toString() {
    return AstPrinter.print(this);
  }
}
