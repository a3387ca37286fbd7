package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.Stmt;
import java.util.List;

/** Adapts breaks of statements that are moved into a block, or out of one. */
final class Breaks extends Rewriter {
  private final int from;
  private final int by;
  private int depth;

  private Breaks(int from, int by) {
    this.from = from;
    this.by = by;
  }

  /** What stands for statements of a block in a new block in it: who left the one leaves both. */
  static List<Stmt> intoBlock(List<Stmt> stmts) {
    return new Breaks(0, 1).statements(stmts);
  }

  /**
   * What stands for the statements of a block where it is in so many more blocks: who left it does
   * no more than that.
   */
  static List<Stmt> ofDeeperBlock(List<Stmt> stmts, int blocks) {
    return new Breaks(1, blocks).statements(stmts);
  }

  /**
   * What stands for the statements of a block without it, at the end of the block around: who left
   * the one leaves the other.
   */
  static List<Stmt> outOfBlock(List<Stmt> stmts) {
    return new Breaks(1, -1).statements(stmts);
  }

  @Override
  Block block(Block block) {
    depth++;
    Block result = super.block(block);
    depth--;
    return result;
  }

  @Override
  Stmt statement(Stmt stmt) {
    if (stmt instanceof Stmt.Break leave) {
      // How many blocks it leaves around that of the statements.
      return leave.index() - depth >= from
          ? new Stmt.Break(leave.index() + by, leave.location())
          : leave;
    }
    return super.statement(stmt);
  }
}
