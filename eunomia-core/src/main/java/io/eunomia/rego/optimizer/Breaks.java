package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.Stmt;

/**
 * Copies a block to a place that is one block deeper: what leaves blocks around it leaves one more.
 */
final class Breaks extends Rewriter {
  private int depth;

  private Breaks() {}

  /** The block, one deeper. */
  static Block deeper(Block block) {
    return new Breaks().block(block);
  }

  @Override
  Block block(Block block) {
    depth++;
    Block copy = super.block(block);
    depth--;
    return copy;
  }

  @Override
  Stmt statement(Stmt stmt) {
    return stmt instanceof Stmt.Break leave && leave.index() >= depth
        ? new Stmt.Break(leave.index() + 1, leave.location())
        : super.statement(stmt);
  }
}
