package io.eunomia.rego.types;

import io.eunomia.rego.ast.AstVisitor;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.Term;
import java.util.ArrayList;
import java.util.List;

/** What is inside of terms that may be composite. */
final class Patterns {
  private Patterns() {}

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
