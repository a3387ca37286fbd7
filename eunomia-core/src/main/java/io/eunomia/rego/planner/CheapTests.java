package io.eunomia.rego.planner;

import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Term;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the tests of a body that need no other condition, {@code input.x == "constant"}, in front: a
 * definition that is not meant for the input is left after one lookup. OPA's rule index does the
 * same by not entering such a definition, so that what would fail further on in it does not.
 */
final class CheapTests {
  private CheapTests() {}

  /** The same conditions, cheap tests first, otherwise in the same order. */
  static List<Expr> first(List<Expr> body) {
    List<Expr> ordered = new ArrayList<>();
    body.stream().filter(CheapTests::isCheap).forEach(ordered::add);
    body.stream().filter(e -> !isCheap(e)).forEach(ordered::add);
    return ordered;
  }

  private static boolean isCheap(Expr expr) {
    return expr instanceof Expr.Literal literal
        && !literal.negated()
        && literal.withs().isEmpty()
        && literal.term() instanceof Call call
        && isEquality(call)
        && (isTest(call.args().get(0), call.args().get(1))
            || isTest(call.args().get(1), call.args().get(0)));
  }

  private static boolean isEquality(Call call) {
    return call.operator().path().isEmpty()
        && (call.operator().startsWith("eq") || call.operator().startsWith("equal"))
        && call.args().size() == 2;
  }

  private static boolean isTest(Term a, Term b) {
    return a instanceof Ref ref && ref.startsWith("input") && ref.isGround() && b.isScalar();
  }
}
