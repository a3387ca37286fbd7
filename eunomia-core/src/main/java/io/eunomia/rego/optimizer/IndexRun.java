package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Body;
import io.eunomia.rego.ir.flow.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Blocks that run one after the other, and what stays the same from the first to the last. */
final class IndexRun {
  /** The number of the parameter that is base data. */
  private static final int DATA = 1;

  final Body body;
  final List<Node.Sequence> blocks;
  private final int first;
  private final int last;
  private final Map<Integer, Boolean> stable = new HashMap<>();

  IndexRun(Body body, List<Node.Sequence> blocks) {
    this.body = body;
    this.blocks = blocks;
    this.first = blocks.get(0).first;
    this.last = blocks.get(blocks.size() - 1).last;
  }

  /** Whether a local holds the same wherever one of the blocks begins, and is not base data. */
  boolean isStable(int local) {
    return stable.computeIfAbsent(
        local,
        unused ->
            body.params.indexOf(local) != DATA
                && body.of(local).mutations.isEmpty()
                && body.of(local).writes.stream().allMatch(this::leavesItStable));
  }

  private boolean leavesItStable(Node write) {
    // A `with` gives back what was there. What is made here may change in place.
    return write.stmt instanceof Stmt.WithStmt
        || !(contains(write)
            || write.stmt instanceof Stmt.MakeArray
            || write.stmt instanceof Stmt.MakeObject
            || write.stmt instanceof Stmt.MakeSet
            || write.stmt instanceof Stmt.ObjectMerge);
  }

  private boolean contains(Node node) {
    return node.order >= first && node.order <= last;
  }
}
