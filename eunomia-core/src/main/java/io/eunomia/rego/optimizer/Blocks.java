package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Effects;
import java.util.List;
import java.util.function.Predicate;

/** Looks through blocks as they are, to see whether a step has anything to do at all. */
final class Blocks {
  private Blocks() {}

  /** Whether there is such a statement. */
  static boolean any(List<Block> blocks, Predicate<Stmt> wanted) {
    for (Block block : blocks) {
      for (Stmt stmt : block.stmts()) {
        if (wanted.test(stmt) || any(Effects.blocksOf(stmt), wanted)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether there is a loop. */
  static boolean haveLoop(List<Block> blocks) {
    return any(blocks, Stmt.Scan.class::isInstance);
  }

  /** How many statements there are, but no more than a limit. */
  static int count(List<Block> blocks, int limit) {
    int count = 0;
    for (Block block : blocks) {
      for (Stmt stmt : block.stmts()) {
        count += 1 + count(Effects.blocksOf(stmt), limit);
        if (count >= limit) {
          return limit;
        }
      }
    }
    return count;
  }
}
