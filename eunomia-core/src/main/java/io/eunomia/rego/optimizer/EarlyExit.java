package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Body;
import io.eunomia.rego.ir.flow.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends loops that have done what they can do: all that anybody notices of them is that they assign,
 * or add to a set or object, something that is the same each time.
 */
final class EarlyExit extends NodeRewriter {
  private final LoopFacts facts;

  private EarlyExit(LoopFacts facts) {
    this.facts = facts;
  }

  static Policy apply(Policy policy, boolean strict) {
    HarmlessCalls calls = new HarmlessCalls(policy, strict);
    BodyPass pass =
        (params, blocks) -> {
          if (!Blocks.haveLoop(blocks)) {
            return blocks;
          }
          Body body = new Body(params, blocks);
          return new EarlyExit(new LoopFacts(body, calls)).blocks(body.blocks);
        };
    return pass.applyTo(policy);
  }

  @Override
  void add(Node node, List<Stmt> to) {
    List<Node> noticed = new ArrayList<>();
    if (node.stmt instanceof Stmt.Scan && facts.keepsItsElements(node)) {
      collect(node.blocks.get(0), node.blocks.get(0), noticed);
    }
    if (noticed.size() != 1 || !isSameEachTime(noticed.get(0), node)) {
      super.add(node, to);
      return;
    }
    Node last = noticed.get(0);
    // Out of the loop's block, and of the one around it: its own, if that ends with the loop.
    int index = LoopFacts.depth(last, node.blocks.get(0)) + 1;
    boolean ends = LoopFacts.endsItsBlock(node);
    NodeRewriter leaving =
        new NodeRewriter() {
          @Override
          void add(Node each, List<Stmt> stmts) {
            super.add(each, stmts);
            if (each == last) {
              stmts.add(new Stmt.Break(index, last.stmt.location()));
            }
          }
        };
    Stmt loop = withBlocks(node.stmt, leaving.blocks(node.blocks));
    to.add(
        ends ? loop : new Stmt.BlockStmt(List.of(new Block(List.of(loop))), node.stmt.location()));
  }

  /** The statements in a loop that somebody outside of it notices. */
  private void collect(Node.Sequence block, Node.Sequence loop, List<Node> noticed) {
    for (Node node : block.nodes) {
      if (noticed.size() > 1) {
        return;
      }
      if (!facts.isUnnoticedAlone(node, loop)) {
        noticed.add(node);
      }
      node.blocks.forEach(inner -> collect(inner, loop, noticed));
    }
  }

  private boolean isSameEachTime(Node node, Node loop) {
    for (Node at = node.parent.owner; at != null && at != loop; at = at.parent.owner) {
      // A negation asks whether its block is left.
      if (at.stmt instanceof Stmt.Not) {
        return false;
      }
    }
    Stmt stmt = node.stmt;
    if (stmt instanceof Stmt.AssignVar s) {
      return isInvariant(loop, s.source());
    } else if (stmt instanceof Stmt.AssignVarOnce s) {
      return isInvariant(loop, s.source());
    } else if (stmt instanceof Stmt.SetAdd s) {
      return isInvariant(loop, s.value()) && !isMadeIn(s.set(), loop);
    } else if (stmt instanceof Stmt.ObjectInsert s) {
      return isInvariant(loop, s.key(), s.value()) && !isMadeIn(s.object(), loop);
    } else if (stmt instanceof Stmt.ObjectInsertOnce s) {
      return isInvariant(loop, s.key(), s.value()) && !isMadeIn(s.object(), loop);
    }
    return false;
  }

  private boolean isInvariant(Node loop, Operand... operands) {
    for (Operand operand : operands) {
      if (!facts.isInvariant(operand, loop)) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is another collection each time. */
  private boolean isMadeIn(int collection, Node loop) {
    return !facts.isSameIn(collection, loop);
  }
}
