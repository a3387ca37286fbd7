package io.eunomia.rego.compiler.walk;

import io.eunomia.rego.ast.AstVisitor;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.Term;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Looks for terms and expressions. */
public final class Search {
  private Search() {}

  /** Whether a term, or one in it, is of a kind. */
  public static boolean contains(Term term, Predicate<Term> kind) {
    boolean[] found = new boolean[1];
    new AstVisitor() {
      @Override
      protected boolean enter(Node node) {
        found[0] |= node instanceof Term t && kind.test(t);
        return !found[0];
      }
    }.walk(term);
    return found[0];
  }

  /** Calls back on all expressions in a node. */
  public static void exprs(Node node, Consumer<Expr> consumer) {
    new AstVisitor() {
      @Override
      protected boolean enter(Node inner) {
        if (inner instanceof Expr expr) {
          consumer.accept(expr);
        }
        return true;
      }
    }.walk(node);
  }
}
