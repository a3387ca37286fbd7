package io.eunomia.rego.ast;

import io.eunomia.rego.source.Span;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A {@code with} modifier. Two are equal if they are the same Rego, wherever they stand.
 *
 * @param target a ref from {@code input} or {@code data}, or a function's or builtin's name (a ref
 *     with a {@link Var} head)
 * @param value what stands there instead
 */
public record With(Ref target, Term value, Span span) implements Node {
  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof With other && target.equals(other.target) && value.equals(other.value);
  }

  @Override
  public int hashCode() {
    return Objects.hash("With", target, value);
  }
}
