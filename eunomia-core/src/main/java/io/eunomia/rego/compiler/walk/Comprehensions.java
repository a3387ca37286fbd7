package io.eunomia.rego.compiler.walk;

import io.eunomia.rego.ast.ArrayComprehension;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.ObjectComprehension;
import io.eunomia.rego.ast.SetComprehension;
import io.eunomia.rego.ast.Term;
import java.util.List;

/** Takes comprehensions apart, whichever their kind. */
public final class Comprehensions {
  private Comprehensions() {}

  /** What a comprehension collects: its term, or key and value. */
  public static List<Term> results(Comprehension comprehension) {
    if (comprehension instanceof ArrayComprehension a) {
      return List.of(a.term());
    } else if (comprehension instanceof SetComprehension s) {
      return List.of(s.term());
    }
    ObjectComprehension o = (ObjectComprehension) comprehension;
    return List.of(o.key(), o.value());
  }

  /** The same comprehension with other results and another body. */
  public static Comprehension with(
      Comprehension comprehension, List<Term> results, List<Expr> body) {
    if (comprehension instanceof ArrayComprehension a) {
      return new ArrayComprehension(results.get(0), body, a.span());
    } else if (comprehension instanceof SetComprehension s) {
      return new SetComprehension(results.get(0), body, s.span());
    }
    return new ObjectComprehension(results.get(0), results.get(1), body, comprehension.span());
  }
}
