package io.eunomia.rego.format;

import io.eunomia.rego.ast.BooleanTerm;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Term;
import java.util.List;

/** What is true in any case, and need not be written. */
final class Truth {
  private Truth() {}

  /** Whether a body is {@code true}, or was not written at all, which is the same. */
  static boolean says(List<Expr> body) {
    return body.isEmpty()
        || (body.size() == 1
            && body.get(0) instanceof Expr.Literal literal
            && !literal.negated()
            && literal.withs().isEmpty()
            && is(literal.term()));
  }

  static boolean is(Term term) {
    return term instanceof BooleanTerm bool && bool.value();
  }
}
