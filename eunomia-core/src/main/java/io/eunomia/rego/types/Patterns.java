package io.eunomia.rego.types;

import io.eunomia.rego.ast.AstVisitor;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.Term;
import java.util.ArrayList;
import java.util.List;

/** What is inside of expressions, and of terms that may be composite. */
final class Patterns {
  private Patterns() {}

  /**
   * What an expression speaks of: the operands of calls, for the names of functions are no
   * references to documents, and other terms as they are.
   */
  static List<Term> terms(Expr expr) {
    List<Term> found = new ArrayList<>();
    new AstVisitor() {
      @Override
      protected boolean enter(Node node) {
        if (node instanceof Call call) {
          walk(call.args());
        } else if (node instanceof Term term) {
          found.add(term);
        }
        return node instanceof Expr;
      }
    }.walk(expr instanceof Expr.Literal literal ? literal.term() : expr);
    return found;
  }

  /** The parts of a kind, outer ones first; comprehensions are looked at on their own. */
  static <T extends Node> List<T> parts(Term term, Class<T> kind) {
    List<T> found = new ArrayList<>();
    new AstVisitor() {
      @Override
      protected boolean enter(Node node) {
        if (kind.isInstance(node)) {
          found.add(kind.cast(node));
        }
        return !(node instanceof Comprehension);
      }
    }.walk(term);
    return found;
  }
}
