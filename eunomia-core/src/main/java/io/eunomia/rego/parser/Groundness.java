package io.eunomia.rego.parser;

import io.eunomia.rego.ast.AstVisitor;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;

/** Whether a term is free of variables. */
final class Groundness extends AstVisitor {
  private boolean ground = true;

  private Groundness() {}

  /** The head of a ref is no variable in this sense, nor are {@code data} and {@code input}. */
  static boolean isGround(Term term) {
    Groundness visitor = new Groundness();
    visitor.walk(term);
    return visitor.ground;
  }

  @Override
  protected boolean enter(Node node) {
    if (node instanceof Ref ref) {
      ref.path().forEach(this::walk);
      return false;
    }
    if ((node instanceof Var v && !v.isRootDocument()) || node instanceof Comprehension) {
      ground = false;
    }
    return ground;
  }
}
