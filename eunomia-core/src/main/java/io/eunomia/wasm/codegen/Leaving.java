package io.eunomia.wasm.codegen;

import io.eunomia.rego.ir.Stmt;

/** How statements leave the blocks around them on purpose. */
final class Leaving {
  private Leaving() {}

  /** Whether nothing after the statement is run. */
  static boolean isCertain(Stmt stmt) {
    return stmt instanceof Stmt.Break || stmt instanceof Stmt.ReturnLocal;
  }

  /**
   * Whether a block may end more than itself and the blocks around it that count.
   *
   * @param around how many blocks around it count
   */
  static boolean leaves(Node.Sequence block, int around) {
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
