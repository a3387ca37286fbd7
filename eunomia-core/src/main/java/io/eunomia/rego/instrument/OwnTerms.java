package io.eunomia.rego.instrument;

import io.eunomia.rego.ast.AstVisitor;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.Term;

/**
 * Visits the terms of an expression that are evaluated with it: not the names of functions, nor
 * what is in comprehensions or in the body of {@code every}, which have values of their own.
 */
abstract class OwnTerms extends AstVisitor {
  /** Looks at a term; returns whether those in it are to be looked at. */
  abstract boolean term(Term term);

  @Override
  protected final boolean enter(Node node) {
    if (node instanceof Term term && !term(term)) {
      return false;
    }
    if (node instanceof Call call) {
      walk(call.args());
      return false;
    }
    if (node instanceof Expr.Every every) {
      walk(every.domain());
      return false;
    }
    return !(node instanceof Comprehension);
  }
}
