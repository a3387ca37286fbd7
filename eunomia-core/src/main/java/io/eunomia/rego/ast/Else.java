package io.eunomia.rego.ast;

import io.eunomia.rego.source.Span;
import java.util.List;

/**
 * An {@code else} branch.
 *
 * @param value its value, {@code true} if none was written
 * @param body its conditions; empty if none were written
 * @param assign whether the value stands after {@code :=}
 * @param written whether a value was written at all
 */
public record Else(Term value, List<Expr> body, boolean assign, boolean written, Span span)
    implements Node {
  public Else {
    body = List.copyOf(body);
  }
}
