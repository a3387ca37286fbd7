package io.eunomia.rego.planner;

import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which places of a program tell the host when evaluation comes to them. A plan with probes gives
 * the same results as one without, in the same order of evaluation; it must not be optimized, as
 * calls of probes may not be left out. Asked in the order of the plan, once for each time that a
 * place is planned.
 */
public interface Probes {
  /** Nothing is told. */
  Probes NONE = new Probes() {};

  /**
   * What is told before an expression is evaluated; null for nothing. Asked for each expression
   * that the compiler has made of one of the source: equal ones that follow each other are told
   * once.
   *
   * @param inClosure whether it is in a comprehension
   */
  default @Nullable Probe before(Expr expr, boolean inClosure) {
    return null;
  }

  /** What is told where the body of {@code every} holds for an element; null for nothing. */
  default @Nullable Probe holds(Expr.Every every) {
    return null;
  }

  /**
   * What is told where a definition holds, as far as its body goes; null for nothing.
   *
   * @param place the span of a rule's head, or of an {@code else} branch
   */
  default @Nullable Probe holds(Span place) {
    return null;
  }

  /**
   * The last steps of a rule's ref, if they name a case that is told as soon as they have values;
   * empty if it is not.
   */
  default List<Term> caseOf(Rule rule) {
    return List.of();
  }
}
