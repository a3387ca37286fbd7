package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies a body, place by place: for steps that found something out about places. Who extends it
 * says what becomes of a statement or a block; by itself everything stays as it is.
 */
abstract class NodeRewriter {
  /** What stands for blocks that follow each other. */
  final List<Block> blocks(List<Node.Sequence> blocks) {
    if (blocks.isEmpty()) {
      return List.of();
    }
    List<Block> result = new ArrayList<>(blocks.size());
    blocks.forEach(block -> result.add(new Block(statements(block.nodes))));
    return result;
  }

  /** What stands for statements that follow each other in a block. */
  List<Stmt> statements(List<Node> nodes) {
    List<Stmt> result = new ArrayList<>(nodes.size());
    nodes.forEach(node -> add(node, result));
    return result;
  }

  /** Adds what stands for a statement: by itself, the same with what stands for its blocks. */
  void add(Node node, List<Stmt> to) {
    to.add(withBlocks(node.stmt, blocks(node.blocks)));
  }

  /** A statement with other blocks, as many as it has. */
  static Stmt withBlocks(Stmt stmt, List<Block> blocks) {
    if (blocks.isEmpty()) {
      return stmt;
    } else if (stmt instanceof Stmt.BlockStmt s) {
      return new Stmt.BlockStmt(blocks, s.location());
    } else if (stmt instanceof Stmt.Dispatch s) {
      return new Stmt.Dispatch(s.selectors(), blocks, s.location());
    } else if (stmt instanceof Stmt.Not s) {
      return new Stmt.Not(blocks.get(0), s.location());
    } else if (stmt instanceof Stmt.Scan s) {
      return new Stmt.Scan(s.source(), s.key(), s.value(), blocks.get(0), s.location());
    } else if (stmt instanceof Stmt.WithStmt s) {
      return new Stmt.WithStmt(s.local(), s.path(), s.value(), blocks.get(0), s.location());
    }
    throw new AssertionError(stmt);
  }
}
