package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Body;
import io.eunomia.rego.ir.flow.Leaving;
import io.eunomia.rego.ir.flow.Node;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What changes in the loops of a body, and who notices. */
final class LoopFacts {
  private final Body body;
  private final HarmlessCalls calls;

  private final Set<Integer> changing;
  private final Assignments assignments;

  LoopFacts(Body body, HarmlessCalls calls) {
    this.body = body;
    this.calls = calls;
    this.changing = changing(body);
    this.assignments = new Assignments(body);
  }

  /** Locals whose value may be, or hold, a collection that the body changes in place. */
  static Set<Integer> changing(Body body) {
    if (body.locals().stream().allMatch(local -> body.of(local).mutations.isEmpty())) {
      return Set.of();
    }
    Set<Integer> changing = new HashSet<>();
    Map<Integer, Set<Integer>> flows = new HashMap<>();
    Deque<Integer> found = new ArrayDeque<>();
    for (int local : body.locals()) {
      Body.Occurrences occurrences = body.of(local);
      for (Node node : occurrences.writes) {
        node.effects.reads().forEach(read -> flow(flows, read, local));
        if (node.stmt instanceof Stmt.Dot && !occurrences.mutations.isEmpty()) {
          // A part that is changed changes what it is a part of.
          node.effects.reads().forEach(found::add);
        }
      }
      for (Node node : occurrences.mutations) {
        node.effects.reads().forEach(read -> flow(flows, read, local));
      }
      if (!occurrences.mutations.isEmpty()) {
        found.add(local);
      }
    }
    while (!found.isEmpty()) {
      int local = found.remove();
      if (changing.add(local)) {
        found.addAll(flows.getOrDefault(local, Set.of()));
      }
    }
    return changing;
  }

  private static void flow(Map<Integer, Set<Integer>> flows, int from, int to) {
    flows.computeIfAbsent(from, unused -> new HashSet<>()).add(to);
  }

  /** Whether nobody asks after a loop which element was its last. */
  boolean keepsItsElements(Node loop) {
    Node.Sequence block = loop.blocks.get(0);
    return loop.effects.writes().stream()
        .noneMatch(local -> body.of(local).isReadOutside(block.first, block.last));
  }

  /** Whether an operand has one and the same value all through a loop. */
  boolean isInvariant(Operand operand, Node loop) {
    return !(operand instanceof Operand.Local local) || isInvariant(local.index(), loop, Set.of());
  }

  /**
   * Whether a local has one and the same value all through a loop.
   *
   * @param outside statements of the loop that are not in it any more
   */
  boolean isInvariant(int local, Node loop, Set<Node> outside) {
    return !changing.contains(local) && isSameIn(local, loop, outside);
  }

  /** Whether a local is given no other value in a loop, though that may be changed in place. */
  boolean isSameIn(int local, Node loop) {
    return isSameIn(local, loop, Set.of());
  }

  private boolean isSameIn(int local, Node loop, Set<Node> outside) {
    for (Node write : body.of(local).writes) {
      if ((write == loop || loop.blocks.get(0).contains(write)) && !outside.contains(write)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether nobody outside of a loop's block notices a statement of it, with what is in it: neither
   * its values nor the way on.
   */
  boolean isUnnoticed(Node node, Node.Sequence block) {
    return isUnnoticedAlone(node, block)
        && node.blocks.stream()
            .allMatch(inner -> inner.nodes.stream().allMatch(each -> isUnnoticed(each, block)));
  }

  /** The same without what is in it. */
  boolean isUnnoticedAlone(Node node, Node.Sequence block) {
    Stmt stmt = node.stmt;
    if (stmt instanceof Stmt.Break leave) {
      return leave.index() <= depth(node, block);
    } else if (Leaving.isCertain(stmt)
        || stmt instanceof Stmt.ResultSetAdd
        || stmt instanceof Stmt.CallDynamic
        || stmt instanceof Stmt.ObjectInsertOnce
        || (stmt instanceof Stmt.AssignVarOnce && !assignments.isFree(node))
        || (stmt instanceof Stmt.Call call && !calls.isHarmless(call))) {
      return false;
    }
    // What a `with` changes it puts right again.
    return stmt instanceof Stmt.WithStmt || isPrivate(node, block);
  }

  private boolean isPrivate(Node node, Node.Sequence block) {
    return node.effects.writes().stream().allMatch(local -> body.isPrivate(local, block))
        && node.effects.mutates().stream().allMatch(local -> body.isPrivate(local, block));
  }

  /** How many blocks of a block a statement is in. */
  static int depth(Node node, Node.Sequence block) {
    int depth = 0;
    Node.Sequence at = node.parent;
    while (at != block) {
      Node owner = at.owner;
      if (owner == null) {
        throw new IllegalArgumentException("not in the block");
      }
      at = owner.parent;
      depth++;
    }
    return depth;
  }

  /** Whether what leaves a loop may as well leave the block that it is in. */
  static boolean endsItsBlock(Node loop) {
    Node owner = loop.parent.owner;
    boolean falls =
        owner == null || owner.stmt instanceof Stmt.BlockStmt || owner.stmt instanceof Stmt.Scan;
    return falls && loop.position == loop.parent.nodes.size() - 1;
  }
}
