package io.eunomia.rego.ast;

import java.util.List;

/** A comprehension. */
public sealed interface Comprehension extends Term
    permits ArrayComprehension, SetComprehension, ObjectComprehension {
  /** What follows the bar. */
  List<Expr> body();
}
