package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Body;
import io.eunomia.rego.ir.flow.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Statements that need not run any more, because the test that they are there for is known to hold.
 */
final class DeadTests {
  private final Body body;
  private final Set<Node> dead = new HashSet<>();

  DeadTests(Body body) {
    this.body = body;
  }

  boolean contains(Node node) {
    return dead.contains(node);
  }

  /** Leaves out a condition that holds, and what was only worked out for it. */
  void add(Node condition) {
    dead.add(condition);
    for (int local : condition.effects.reads()) {
      follow(local, condition.parent);
    }
  }

  private void follow(int local, Node.Sequence block) {
    Body.Occurrences occurrences = body.of(local);
    if (occurrences.writes.size() != 1
        || !dead.containsAll(occurrences.reads)
        || !isIn(block, occurrences.writes)
        || !isIn(block, occurrences.mutations)
        || !isPure(occurrences.writes.get(0).stmt)
        || dead.contains(occurrences.writes.get(0))) {
      return;
    }
    Node definition = occurrences.writes.get(0);
    dead.add(definition);
    dead.addAll(occurrences.mutations);
    definition.effects.reads().forEach(read -> follow(read, block));
    occurrences.mutations.forEach(n -> n.effects.reads().forEach(read -> follow(read, block)));
  }

  private static boolean isIn(Node.Sequence block, List<Node> nodes) {
    return nodes.stream().allMatch(node -> node.parent == block);
  }

  /** Whether it did its work without a trace, as it did where the condition holds. */
  private static boolean isPure(Stmt stmt) {
    return stmt instanceof Stmt.Dot
        || stmt instanceof Stmt.AssignVar
        || stmt instanceof Stmt.MakeNull
        || stmt instanceof Stmt.MakeNumberInt
        || stmt instanceof Stmt.MakeNumberRef
        || stmt instanceof Stmt.MakeSet
        || stmt instanceof Stmt.MakeArray
        || (stmt instanceof Stmt.Call call && call.func().equals("internal.member_2"));
  }
}
