package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.Stmt;
import java.util.List;
import java.util.function.Predicate;

/** Looks through blocks as they are, to see whether a step has anything to do at all. */
final class Blocks {
  private Blocks() {}

  /** The blocks of a statement. */
  static List<Block> of(Stmt stmt) {
    if (stmt instanceof Stmt.BlockStmt s) {
      return s.blocks();
    } else if (stmt instanceof Stmt.Dispatch s) {
      return s.blocks();
    } else if (stmt instanceof Stmt.Not s) {
      return List.of(s.block());
    } else if (stmt instanceof Stmt.Scan s) {
      return List.of(s.block());
    } else if (stmt instanceof Stmt.WithStmt s) {
      return List.of(s.block());
    }
    return List.of();
  }

  /** Whether there is such a statement. */
  static boolean any(List<Block> blocks, Predicate<Stmt> wanted) {
    for (Block block : blocks) {
      for (Stmt stmt : block.stmts()) {
        if (wanted.test(stmt) || any(of(stmt), wanted)) {
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
        count += 1 + count(of(stmt), limit);
        if (count >= limit) {
          return limit;
        }
      }
    }
    return count;
  }
}
