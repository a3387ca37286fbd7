package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Body;
import io.eunomia.rego.ir.flow.Node;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes out of loops what is the same each time. What may be undefined is taken out only where
 * nobody notices what comes before it in the loop: the loop is left out if it is undefined, as it
 * would have been in each turn.
 */
final class LoopInvariants extends NodeRewriter {
  /** What is taken out of a loop may be taken out of the loop around it. */
  private static final int TURNS = 4;

  private final Body body;
  private final LoopFacts facts;
  private final HarmlessCalls calls;
  private boolean changed;

  private LoopInvariants(Body body, HarmlessCalls calls) {
    this.body = body;
    this.calls = calls;
    this.facts = new LoopFacts(body, calls);
  }

  static Policy apply(Policy policy, boolean strict) {
    HarmlessCalls calls = new HarmlessCalls(policy, strict);
    BodyPass pass = (params, blocks) -> hoisted(params, blocks, calls);
    return pass.applyTo(policy);
  }

  private static List<Block> hoisted(
      List<Integer> params, List<Block> blocks, HarmlessCalls calls) {
    List<Block> result = blocks;
    for (int turn = 0; turn < TURNS && Blocks.haveLoop(blocks); turn++) {
      Body body = new Body(params, result);
      LoopInvariants step = new LoopInvariants(body, calls);
      List<Block> next = step.blocks(body.blocks);
      if (!step.changed) {
        return result;
      }
      result = next;
    }
    return result;
  }

  @Override
  void add(Node node, List<Stmt> to) {
    boolean loops = node.stmt instanceof Stmt.Scan && facts.keepsItsElements(node);
    Set<Node> found = loops ? find(node) : Set.of();
    if (found.isEmpty()) {
      super.add(node, to);
      return;
    }
    changed = true;
    Node.Sequence block = node.blocks.get(0);
    List<Node> rest = block.nodes.stream().filter(each -> !found.contains(each)).toList();
    Stmt loop = withBlocks(node.stmt, List.of(new Block(statements(rest))));
    if (LoopFacts.endsItsBlock(node)) {
      found.forEach(each -> to.add(each.stmt));
      to.add(loop);
    } else {
      List<Stmt> inner = statements(List.copyOf(found));
      inner.addAll(Breaks.intoBlock(List.of(loop)));
      to.add(new Stmt.BlockStmt(List.of(new Block(inner)), node.stmt.location()));
    }
  }

  /** The statements of a loop that can stand before it, in their order. */
  private Set<Node> find(Node loop) {
    Set<Node> found = new LinkedHashSet<>();
    Node.Sequence block = loop.blocks.get(0);
    boolean noticed = false;
    boolean conditional = false;
    for (Node node : block.nodes) {
      boolean certain = !(node.stmt instanceof Stmt.Call) || !conditional;
      if (isInvariant(node, loop, found) && (isDefined(node) || (!noticed && certain))) {
        found.add(node);
      } else {
        noticed |= !facts.isUnnoticed(node, block);
        conditional |= !isDefined(node);
      }
    }
    // Constants by themselves cost nothing where they are.
    return found.stream().allMatch(LoopInvariants::isDefined) ? Set.of() : found;
  }

  private boolean isInvariant(Node node, Node loop, Set<Node> outside) {
    if (!isDefined(node) && !isTest(node.stmt)) {
      return false;
    }
    if (node.stmt instanceof Stmt.Call call
        && (isRule(call) || !facts.isUnnoticed(node, loop.blocks.get(0)))) {
      return false;
    }
    return node.effects.writes().stream().allMatch(local -> isDefinedHere(local, node))
        && node.effects.reads().stream().allMatch(l -> facts.isInvariant(l, loop, outside));
  }

  /** Rules are remembered, so that it costs little to ask again, and much if nobody would have. */
  private boolean isRule(Stmt.Call call) {
    return call.args().size() == 2 && calls.isPlanned(call);
  }

  private boolean isDefinedHere(int local, Node node) {
    return body.definition(local) == node && body.of(local).mutations.isEmpty();
  }

  private static boolean isDefined(Node node) {
    Stmt stmt = node.stmt;
    return stmt instanceof Stmt.AssignInt
        || stmt instanceof Stmt.AssignVar
        || stmt instanceof Stmt.Len
        || stmt instanceof Stmt.MakeNull
        || stmt instanceof Stmt.MakeNumberInt
        || stmt instanceof Stmt.MakeNumberRef;
  }

  private static boolean isTest(Stmt stmt) {
    return stmt instanceof Stmt.Call
        || stmt instanceof Stmt.Dot
        || stmt instanceof Stmt.Equal
        || stmt instanceof Stmt.NotEqual
        || stmt instanceof Stmt.IsArray
        || stmt instanceof Stmt.IsDefined
        || stmt instanceof Stmt.IsObject
        || stmt instanceof Stmt.IsSet
        || stmt instanceof Stmt.IsUndefined;
  }
}
