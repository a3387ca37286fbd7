package io.eunomia.rego.planner;

import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Node;
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
  /** The name of the value that {@code trace} is called with. */
  String MESSAGE = "message";

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

  /**
   * What is told before an expression is evaluated, where what it replaces by {@code with} is
   * replaced; null for nothing. Asked after {@link #before}.
   *
   * @param inClosure whether it is in a comprehension
   */
  default @Nullable Probe within(Expr expr, boolean inClosure) {
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
   * What is told where a body begins; null for nothing.
   *
   * @param owner what the body is of: a rule (of a definition), an {@code else} branch of the rule
   *     that was asked for before it, a comprehension, {@code every} (for one element), or a
   *     negated literal
   */
  default @Nullable Probe begins(Node owner) {
    return null;
  }

  /**
   * What is told where all of a body holds, before it is made use of; null for nothing.
   *
   * @param owner as of {@link #begins}
   * @param last whether no other solution is looked for; then the end of it is not told
   */
  default @Nullable Probe succeeds(Node owner, boolean last) {
    return null;
  }

  /**
   * What is told where a body has no solution any more; null for nothing. Also told of what has not
   * begun, because parameters did not match.
   *
   * @param owner as of {@link #begins}
   */
  default @Nullable Probe ends(Node owner) {
    return null;
  }

  /**
   * What is told with the value of its argument before {@code trace} is called; null for nothing.
   * The value's name is {@link #MESSAGE}.
   */
  default @Nullable Probe note() {
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
