package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.Stmt;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes statements out of blocks that make no difference: where a block ends, so does the one
 * around it. Such blocks hide from code generation, and from other steps, what follows what.
 */
final class BlockFlattening extends Rewriter {
  private BlockFlattening() {}

  static List<Block> apply(List<Integer> params, List<Block> blocks) {
    BlockFlattening flattening = new BlockFlattening();
    return blocks.stream().map(flattening::falling).toList();
  }

  /** A block whose end is as good as leaving it. */
  private Block falling(Block block) {
    return new Block(shortened(block(block).stmts()));
  }

  private static List<Stmt> shortened(List<Stmt> stmts) {
    List<Stmt> result = stmts;
    while (!result.isEmpty()) {
      int last = result.size() - 1;
      if (result.get(last) instanceof Stmt.Break leave && leave.index() == 0) {
        result = result.subList(0, last);
      } else if (result.get(last) instanceof Stmt.BlockStmt inner && inner.blocks().size() == 1) {
        List<Stmt> flat = new ArrayList<>(result.subList(0, last));
        flat.addAll(Breaks.outOfBlock(inner.blocks().get(0).stmts()));
        result = flat;
      } else {
        return result;
      }
    }
    return result;
  }

  @Override
  Stmt statement(Stmt stmt) {
    if (stmt instanceof Stmt.BlockStmt s) {
      return new Stmt.BlockStmt(s.blocks().stream().map(this::falling).toList(), s.location());
    } else if (stmt instanceof Stmt.Dispatch s) {
      List<Block> blocks = s.blocks().stream().map(this::falling).toList();
      return new Stmt.Dispatch(s.selectors(), blocks, s.location());
    } else if (stmt instanceof Stmt.Scan s) {
      return new Stmt.Scan(s.source(), s.key(), s.value(), falling(s.block()), s.location());
    }
    return super.statement(stmt);
  }
}
