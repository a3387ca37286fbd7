package io.eunomia.wasm.codegen;

import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Body;
import io.eunomia.rego.ir.flow.Node;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds assignments that never meet another value, although the plan asks for the check: the only
 * one of a local, all of the same constant, or one that follows a test for "undefined".
 */
final class ConflictFree {
  private final ConstantLocals constants;
  private final Set<Node> free = new HashSet<>();

  /**
   * Finds them.
   *
   * @param look whether to look for any
   */
  ConflictFree(Body body, ConstantLocals constants, boolean look) {
    this.constants = constants;
    if (look) {
      body.locals().forEach(local -> find(local, body));
    }
  }

  boolean isFree(Node node) {
    return free.contains(node);
  }

  private void find(int local, Body body) {
    List<Node> assignments =
        body.of(local).writes.stream().filter(n -> !(n.stmt instanceof Stmt.ResetLocal)).toList();
    if (!assignments.stream().allMatch(ConflictFree::isAssignment)) {
      return;
    }
    Set<Node> guarded = new LinkedHashSet<>();
    assignments.stream().filter(n -> isGuarded(n, local)).forEach(guarded::add);
    List<Node> others = assignments.stream().filter(n -> !guarded.contains(n)).toList();
    free.addAll(guarded);
    int last = others.isEmpty() ? -1 : others.get(others.size() - 1).order;
    boolean guardedComeLast = guarded.stream().allMatch(n -> n.order > last && !n.inLoop());
    if (guardedComeLast && (isSingle(others) || haveOneValue(others))) {
      free.addAll(others);
    }
  }

  private static boolean isAssignment(Node node) {
    return node.stmt instanceof Stmt.AssignVarOnce || node.stmt instanceof Stmt.AssignVar;
  }

  private static boolean isSingle(List<Node> nodes) {
    return nodes.size() == 1 && !nodes.get(0).inLoop();
  }

  private boolean haveOneValue(List<Node> nodes) {
    Constant first = nodes.isEmpty() ? null : value(nodes.get(0));
    return first != null && nodes.stream().allMatch(n -> first.equals(value(n)));
  }

  private @Nullable Constant value(Node node) {
    if (node.stmt instanceof Stmt.AssignVarOnce assign) {
      return constants.valueOf(assign.source());
    }
    return node.stmt instanceof Stmt.AssignVar assign ? constants.valueOf(assign.source()) : null;
  }

  /** Whether the block has found the local to be undefined, and left it so. */
  private static boolean isGuarded(Node node, int local) {
    for (int i = node.position - 1; i >= 0; i--) {
      Node before = node.parent.nodes.get(i);
      if (before.stmt instanceof Stmt.IsUndefined test && test.source() == local) {
        return true;
      }
      if (before.effects.writes().contains(local) || !before.blocks.isEmpty()) {
        return false;
      }
    }
    return false;
  }
}
