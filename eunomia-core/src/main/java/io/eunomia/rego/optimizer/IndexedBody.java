package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Body;
import io.eunomia.rego.ir.flow.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Copies a function's or plan's statements, with a dispatch wherever one is worth it. */
final class IndexedBody {
  final IndexStrings strings;
  final DeadTests dead;
  private final Body body;
  private int locals;

  IndexedBody(List<Integer> params, List<Block> blocks, IndexStrings strings) {
    this.body = new Body(params, blocks);
    this.strings = strings;
    this.dead = new DeadTests(body);
    locals = body.firstFree();
  }

  int newLocal() {
    return locals++;
  }

  List<Block> blocks() {
    return body.blocks.stream().map(this::block).toList();
  }

  /** What stands for a block. */
  Block block(Node.Sequence block) {
    List<Stmt> stmts = new ArrayList<>();
    List<Node> nodes = block.nodes;
    for (int i = 0; i < nodes.size(); ) {
      int end = i;
      while (end < nodes.size() && nodes.get(end).stmt instanceof Stmt.BlockStmt) {
        end++;
      }
      if (end > i) {
        stmts.addAll(run(nodes.subList(i, end)));
        i = end;
      } else {
        if (!dead.contains(nodes.get(i))) {
          stmts.add(copy(nodes.get(i)));
        }
        i++;
      }
    }
    return new Block(stmts);
  }

  /** Statements that do nothing but run blocks. */
  private List<Stmt> run(List<Node> nodes) {
    List<Node.Sequence> blocks = nodes.stream().flatMap(n -> n.blocks.stream()).toList();
    if (blocks.size() >= IndexChoice.WORTH_IT) {
      IndexRun run = new IndexRun(body, blocks);
      List<DispatchBuilder.Candidate> candidates =
          blocks.stream()
              .map(b -> new DispatchBuilder.Candidate(b, BlockTests.of(b, run, strings)))
              .toList();
      DispatchBuilder builder =
          new DispatchBuilder(this, nodes.get(0).stmt.location(), candidates, Set.of());
      if (builder.isWorthIt()) {
        return builder.build();
      }
    }
    return nodes.stream().map(this::copy).toList();
  }

  private Stmt copy(Node node) {
    return NodeRewriter.withBlocks(node.stmt, node.blocks.stream().map(this::block).toList());
  }
}
