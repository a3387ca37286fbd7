package io.eunomia.rego.planner;

import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.compiler.RuleTree;
import io.eunomia.rego.compiler.walk.Exprs;
import java.util.List;
import java.util.Optional;

/**
 * What OPA's rule index looks at: equalities of a body that have a ground ref into {@code input} or
 * base data, or a parameter, on one side, and a variable or a constant on the other. OPA does not
 * enter a body of which one of them fails.
 */
final class IndexTests {
  private final RuleTree rules;
  private final List<Term> parameters;

  /** What is looked at in the bodies of one definition. */
  IndexTests(RuleTree rules, Rule rule) {
    this.rules = rules;
    List<Term> args = rule.head().args();
    this.parameters = args == null ? List.of() : args;
  }

  /**
   * One test of a body.
   *
   * @param condition the equality
   * @param tested the ref or parameter
   * @param constant whether it is compared with a constant, which need no variable to be bound
   */
  record Test(Expr condition, Term tested, boolean constant) {}

  /** The tests of a body, in its order. None if it prints: what it prints is to be seen. */
  List<Test> of(List<Expr> body) {
    return body.stream().anyMatch(e -> Exprs.isCallOf(Exprs.call(e), "internal.print"))
        ? List.of()
        : body.stream().flatMap(e -> test(e).stream()).toList();
  }

  private Optional<Test> test(Expr expr) {
    Call equality = Exprs.unification(expr);
    if (equality == null || ((Expr.Literal) expr).negated() || !expr.withs().isEmpty()) {
      return Optional.empty();
    }
    Term left = equality.args().get(0);
    Term right = equality.args().get(1);
    return test(expr, left, right).or(() -> test(expr, right, left));
  }

  private Optional<Test> test(Expr expr, Term tested, Term against) {
    return isIndexed(tested) && (against instanceof Var || isConstant(against))
        ? Optional.of(new Test(expr, tested, !(against instanceof Var)))
        : Optional.empty();
  }

  private boolean isIndexed(Term term) {
    return term instanceof Ref ref
        ? ref.isGround() && (ref.startsWith("input") || (ref.startsWith("data") && !isVirtual(ref)))
        : term instanceof Var && parameters.contains(term);
  }

  /** Whether there are rules at, above or below a ref. */
  private boolean isVirtual(Ref ref) {
    RuleTree node = rules;
    for (Term step : ref.path()) {
      node = node.child(step);
      if (node == null || !node.rules().isEmpty()) {
        return node != null;
      }
    }
    return true;
  }

  private static boolean isConstant(Term term) {
    return term.isScalar()
        || (term instanceof ArrayTerm array
            && array.elements().stream().allMatch(e -> e.isScalar() || e instanceof Var));
  }
}
