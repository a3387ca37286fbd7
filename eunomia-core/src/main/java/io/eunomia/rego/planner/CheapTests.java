package io.eunomia.rego.planner;

import io.eunomia.rego.ast.Expr;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the tests of a body that need no other condition in front, {@code input.x == "constant"}
 * before {@code y := input.x}: a definition that is not meant for the input is left after one
 * lookup. OPA's rule index does the same by not entering such a definition, so that what would fail
 * further on in it does not.
 */
final class CheapTests {
  private CheapTests() {}

  /** The same conditions, cheap tests first, otherwise in the same order. */
  static List<Expr> first(List<Expr> body, IndexTests index) {
    List<IndexTests.Test> tests = index.of(body);
    List<Expr> ordered = new ArrayList<>();
    tests.stream().filter(t -> t.constant()).forEach(t -> ordered.add(t.condition()));
    tests.stream().filter(t -> !t.constant()).forEach(t -> ordered.add(t.condition()));
    body.stream().filter(e -> !contains(tests, e)).forEach(ordered::add);
    return ordered;
  }

  private static boolean contains(List<IndexTests.Test> tests, Expr expr) {
    return tests.stream().anyMatch(t -> t.condition() == expr);
  }
}
