package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Body;
import io.eunomia.rego.ir.flow.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells assignments that check for a conflict from those among them that never find one. */
final class Assignments {
  private final Body body;
  private final Map<Integer, Boolean> known = new HashMap<>();

  Assignments(Body body) {
    this.body = body;
  }

  /**
   * Whether an assignment meets no other value: it is the only one of its local and run once, or
   * all of them assign the same constant.
   */
  boolean isFree(Node assignment) {
    return known.computeIfAbsent(assignment.effects.writes().get(0), this::isFree);
  }

  private boolean isFree(int target) {
    List<Node> writes =
        body.of(target).writes.stream().filter(n -> !(n.stmt instanceof Stmt.ResetLocal)).toList();
    if (body.params.contains(target)) {
      return false;
    }
    if (writes.size() == 1 && !writes.get(0).inLoop()) {
      return true;
    }
    Optional<Operand> first = constant(writes.get(0));
    return first.isPresent() && writes.stream().allMatch(node -> constant(node).equals(first));
  }

  private static Optional<Operand> constant(Node node) {
    Operand source = null;
    if (node.stmt instanceof Stmt.AssignVarOnce assign) {
      source = assign.source();
    } else if (node.stmt instanceof Stmt.AssignVar assign) {
      source = assign.source();
    }
    return source instanceof Operand.Local ? Optional.empty() : Optional.ofNullable(source);
  }
}
