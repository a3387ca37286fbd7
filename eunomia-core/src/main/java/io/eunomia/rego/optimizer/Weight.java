package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Body;
import io.eunomia.rego.ir.flow.Node;
import java.util.List;

/** How much statements are, as far as steps weigh size against speed. */
final class Weight {
  /** A loop or a call is what it is worth to remember a rule's value for. */
  private static final int WORK = 6;

  private Weight() {}

  /** About how many statements of a body need code of their own. */
  static int of(Body body) {
    int[] sum = new int[1];
    body.forEach(node -> sum[0] += of(node.stmt));
    return sum[0];
  }

  /** How many statements there are. */
  static int statements(Body body) {
    int[] sum = new int[1];
    body.forEach(node -> sum[0]++);
    return sum[0];
  }

  private static int of(Stmt stmt) {
    if (stmt instanceof Stmt.Scan || stmt instanceof Stmt.WithStmt) {
      return 4;
    } else if (stmt instanceof Stmt.Call || stmt instanceof Stmt.CallDynamic) {
      return 2;
    }
    return stmt instanceof Stmt.MakeNull
            || stmt instanceof Stmt.MakeNumberInt
            || stmt instanceof Stmt.MakeNumberRef
            || stmt instanceof Stmt.AssignVar
            || stmt instanceof Stmt.BlockStmt
            || stmt instanceof Stmt.ReturnLocal
        ? 0
        : 1;
  }

  /** Whether a value is worked out again as fast as it is remembered. */
  static boolean isTrivial(Body body) {
    int[] sum = new int[1];
    body.forEach(node -> sum[0] += work(node.stmt));
    return sum[0] < WORK;
  }

  private static int work(Stmt stmt) {
    if (stmt instanceof Stmt.Scan
        || stmt instanceof Stmt.Call
        || stmt instanceof Stmt.CallDynamic
        || stmt instanceof Stmt.WithStmt) {
      return WORK;
    }
    return of(stmt) + (stmt instanceof Stmt.MakeArray || stmt instanceof Stmt.MakeSet ? 1 : 0);
  }

  /** How many blocks are in each other at most. */
  static int depth(List<Node.Sequence> blocks) {
    int deepest = 0;
    for (Node.Sequence block : blocks) {
      for (Node node : block.nodes) {
        deepest = Math.max(deepest, depth(node.blocks));
      }
    }
    return blocks.isEmpty() ? 0 : deepest + 1;
  }

  /** How many blocks a statement is in. */
  static int depth(Node node) {
    int depth = 1;
    for (Node at = node.parent.owner; at != null; at = at.parent.owner) {
      depth++;
    }
    return depth;
  }
}
