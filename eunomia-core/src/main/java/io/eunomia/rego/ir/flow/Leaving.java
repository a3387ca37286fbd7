package io.eunomia.rego.ir.flow;

import io.eunomia.rego.ir.Stmt;
import java.util.List;

/** How statements leave the blocks around them on purpose. */
public final class Leaving {
  private Leaving() {}

  /** Whether nothing after the statement is run. */
  public static boolean isCertain(Stmt stmt) {
    return stmt instanceof Stmt.Break || stmt instanceof Stmt.ReturnLocal;
  }

  /** Whether the statement itself may be undefined, and so end its block. */
  private static boolean mayBeUndefined(Stmt stmt) {
    return stmt instanceof Stmt.Call
        || stmt instanceof Stmt.CallDynamic
        || stmt instanceof Stmt.Dot
        || stmt instanceof Stmt.Equal
        || stmt instanceof Stmt.NotEqual
        || stmt instanceof Stmt.IsArray
        || stmt instanceof Stmt.IsObject
        || stmt instanceof Stmt.IsSet
        || stmt instanceof Stmt.IsDefined
        || stmt instanceof Stmt.IsUndefined
        || stmt instanceof Stmt.Not
        || stmt instanceof Stmt.WithStmt;
  }

  /** Whether statements of a block may end it, or blocks around it. */
  public static boolean leave(List<Node> nodes) {
    for (Node node : nodes) {
      if (mayBeUndefined(node.stmt) || isCertain(node.stmt)) {
        return true;
      }
      for (Node.Sequence inner : node.blocks) {
        if (leaves(inner, 0)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Whether a block may end more than itself and the blocks around it that count.
   *
   * @param around how many blocks around it count
   */
  public static boolean leaves(Node.Sequence block, int around) {
    for (Node node : block.nodes) {
      if (node.stmt instanceof Stmt.ReturnLocal
          || (node.stmt instanceof Stmt.Break leave && leave.index() > around)) {
        return true;
      }
      for (Node.Sequence inner : node.blocks) {
        if (leaves(inner, around + 1)) {
          return true;
        }
      }
    }
    return false;
  }
}
