package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.BuiltinDecl;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Body;
import io.eunomia.rego.ir.flow.Leaving;
import io.eunomia.rego.ir.flow.Node;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Leaves out what nobody comes to, and what gives locals a value that nobody asks for and does
 * nothing else: it is defined in any case, and ends nothing.
 */
final class DeadCode extends NodeRewriter {
  private final Body body;
  private final Set<Node> dead = new HashSet<>();

  private DeadCode(Body body) {
    this.body = body;
  }

  static List<Block> apply(List<Integer> params, List<Block> blocks) {
    Body body = new Body(params, blocks);
    if (Blocks.any(blocks, Unreached::mayEnd)) {
      body = new Body(params, new Unreached().blocks(body.blocks));
    }
    DeadCode code = new DeadCode(body);
    code.find();
    return code.blocks(body.blocks);
  }

  private void find() {
    Map<Integer, Integer> reads = new HashMap<>();
    Deque<Integer> unread = new ArrayDeque<>();
    for (int local : body.locals()) {
      reads.put(local, body.of(local).reads.size());
      unread.add(local);
    }
    while (!unread.isEmpty()) {
      int local = unread.remove();
      if (reads.getOrDefault(local, 0) > 0 || body.params.contains(local)) {
        continue;
      }
      for (Node node : removable(body.of(local))) {
        if (dead.add(node)) {
          for (int read : node.effects.reads()) {
            reads.merge(read, -1, Integer::sum);
            unread.add(read);
          }
        }
      }
    }
  }

  /** The statements without which nobody notices, if nobody reads the local. */
  private static List<Node> removable(Body.Occurrences occurrences) {
    // What a collection that came from elsewhere is given, somebody else may read.
    boolean own = Makers.madeAll(occurrences);
    if (!occurrences.mutations.isEmpty()
        && !(own && occurrences.mutations.stream().allMatch(node -> fills(node.stmt)))) {
      return List.of();
    }
    Deque<Node> result = new ArrayDeque<>(occurrences.mutations);
    occurrences.writes.stream().filter(node -> isDefined(node.stmt)).forEach(result::add);
    return List.copyOf(result);
  }

  private static boolean fills(Stmt stmt) {
    return stmt instanceof Stmt.ArrayAppend
        || stmt instanceof Stmt.ObjectInsert
        || stmt instanceof Stmt.SetAdd;
  }

  private static boolean isDefined(Stmt stmt) {
    return Makers.makes(stmt)
        || stmt instanceof Stmt.AssignInt
        || stmt instanceof Stmt.AssignVar
        || stmt instanceof Stmt.Len
        || stmt instanceof Stmt.MakeNull
        || stmt instanceof Stmt.MakeNumberInt
        || stmt instanceof Stmt.MakeNumberRef
        || stmt instanceof Stmt.ObjectMerge;
  }

  @Override
  void add(Node node, List<Stmt> to) {
    if (dead.contains(node) || node.stmt instanceof Stmt.Nop) {
      return;
    }
    if (node.blocks.isEmpty() && !(node.stmt instanceof Stmt.BlockStmt)) {
      to.add(node.stmt);
      return;
    }
    List<Block> blocks = blocks(node.blocks);
    boolean empty = blocks.stream().allMatch(block -> block.stmts().isEmpty());
    if (node.stmt instanceof Stmt.BlockStmt s) {
      if (!empty) {
        to.add(
            new Stmt.BlockStmt(
                blocks.stream().filter(block -> !block.stmts().isEmpty()).toList(), s.location()));
      }
    } else if (!empty || !(node.stmt instanceof Stmt.Scan || node.stmt instanceof Stmt.Dispatch)) {
      to.add(withBlocks(node.stmt, blocks));
    }
  }

  /** Leaves out what follows a statement after which nothing is run. */
  private static final class Unreached extends NodeRewriter {
    @Override
    List<Stmt> statements(List<Node> nodes) {
      for (Node node : nodes) {
        if (ends(node)) {
          return super.statements(nodes.subList(0, node.position + 1));
        }
      }
      return super.statements(nodes);
    }

    /** Whether what follows a statement may never be run. */
    static boolean mayEnd(Stmt stmt) {
      return stmt instanceof Stmt.Break || isFailure(stmt);
    }

    private static boolean isFailure(Stmt stmt) {
      return stmt instanceof Stmt.Call call && call.func().equals(BuiltinDecl.FAIL);
    }

    /** Whether what follows in the block is never run. */
    private static boolean ends(Node node) {
      return Leaving.isCertain(node.stmt)
          || isFailure(node.stmt)
          || (node.stmt instanceof Stmt.BlockStmt
              && node.blocks.stream().anyMatch(Unreached::leavesFurther));
    }

    /** Whether a block certainly leaves the one around it. */
    private static boolean leavesFurther(Node.Sequence block) {
      for (Node node : block.nodes) {
        if (Leaving.isCertain(node.stmt)) {
          return !(node.stmt instanceof Stmt.Break leave) || leave.index() > 0;
        } else if (Leaving.leave(List.of(node))) {
          return false;
        }
      }
      return false;
    }
  }
}
