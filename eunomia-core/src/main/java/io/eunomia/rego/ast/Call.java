package io.eunomia.rego.ast;

import io.eunomia.rego.source.Span;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call of a function or an operator.
 *
 * @param operator the function's name; operators have their builtin's: {@code plus}, {@code eq},
 *     {@code assign}, {@code internal.member_2}
 * @param args the arguments
 */
public record Call(Ref operator, List<Term> args, Span span) implements Term {
  public Call {
    args = List.copyOf(args);
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof Call other && operator.equals(other.operator) && args.equals(other.args);
  }

  @Override
  public int hashCode() {
    return Objects.hash("Call", operator, args);
  }

  @Override
  public String toString() {
    return AstPrinter.print(this);
  }
}
