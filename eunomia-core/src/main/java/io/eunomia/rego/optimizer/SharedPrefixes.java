package io.eunomia.rego.optimizer;

import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.Policy;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Body;
import io.eunomia.rego.ir.flow.Effects;
import io.eunomia.rego.ir.flow.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts what blocks that follow each other begin with, up to the names of locals, into one block
 * around the rest of them: it is looked up and tested once.
 */
final class SharedPrefixes extends NodeRewriter {
  /** Whoever walks a plan may recurse. */
  private static final int MAX_DEPTH = 20;

  private final Prefix prefixes;

  private SharedPrefixes(Prefix prefixes) {
    this.prefixes = prefixes;
  }

  static Policy apply(Policy policy) {
    HarmlessCalls calls = new HarmlessCalls(policy, false);
    BodyPass pass =
        (params, blocks) -> {
          if (!mayBeginAlike(blocks)) {
            return blocks;
          }
          Body body = new Body(params, blocks);
          return new SharedPrefixes(new Prefix(body, calls)).blocks(body.blocks);
        };
    return pass.applyTo(policy);
  }

  /** Whether any two blocks that follow each other begin with the same kind of statement. */
  private static boolean mayBeginAlike(List<Block> blocks) {
    for (Block block : blocks) {
      Stmt before = null;
      for (Stmt stmt : block.stmts()) {
        if (!(stmt instanceof Stmt.BlockStmt)) {
          before = null;
        }
        for (Block inner : Effects.blocksOf(stmt)) {
          Stmt first = inner.stmts().isEmpty() ? null : inner.stmts().get(0);
          if (before != null && first != null && before.getClass() == first.getClass()) {
            return true;
          }
          before = stmt instanceof Stmt.BlockStmt ? first : null;
        }
        if (mayBeginAlike(Effects.blocksOf(stmt))) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  List<Stmt> statements(List<Node> nodes) {
    List<Stmt> result = new ArrayList<>(nodes.size());
    for (int i = 0; i < nodes.size(); ) {
      int end = i;
      while (end < nodes.size() && nodes.get(end).stmt instanceof Stmt.BlockStmt) {
        end++;
      }
      if (end == i) {
        add(nodes.get(i++), result);
      } else {
        addBlocks(nodes.subList(i, end), result);
        i = end;
      }
    }
    return result;
  }

  /** Statements that do nothing but run blocks, one after the other. */
  private void addBlocks(List<Node> nodes, List<Stmt> to) {
    List<Branch> branches = new ArrayList<>();
    for (Node node : nodes) {
      for (Node.Sequence block : node.blocks) {
        branches.add(new Branch(block, statements(block.nodes)));
      }
    }
    List<Block> merged = merge(branches, 0);
    if (merged.size() == branches.size()) {
      int next = 0;
      for (Node node : nodes) {
        int end = next + node.blocks.size();
        to.add(withBlocks(node.stmt, merged.subList(next, end)));
        next = end;
      }
    } else {
      to.add(new Stmt.BlockStmt(merged, nodes.get(0).stmt.location()));
    }
  }

  private List<Block> merge(List<Branch> branches, int depth) {
    List<Block> result = new ArrayList<>();
    for (int i = 0; i < branches.size(); ) {
      List<Branch> group =
          depth < MAX_DEPTH ? group(branches.subList(i, branches.size())) : List.of();
      if (group.isEmpty()) {
        result.add(new Block(branches.get(i++).rest()));
      } else {
        result.add(shared(group, depth));
        i += group.size();
      }
    }
    return result;
  }

  private Block shared(List<Branch> group, int depth) {
    Branch leader = group.get(0);
    int length = length(group);
    for (Branch other : group.subList(1, group.size())) {
      rename(leader, other, length);
    }
    List<Stmt> stmts = new ArrayList<>(leader.prefix(length));
    group.forEach(branch -> branch.take(length));
    stmts.add(new Stmt.BlockStmt(merge(group, depth + 1), leader.location()));
    return new Block(stmts);
  }

  /** The first branches that begin alike; none if the first two do not. */
  private List<Branch> group(List<Branch> branches) {
    if (branches.size() < 2) {
      return List.of();
    }
    int length = length(branches.subList(0, 2));
    List<Branch> group = extend(branches, 1);
    if (length > 0 && length(group) == 0) {
      group = extend(branches, length);
    }
    return length == 0 ? List.of() : group;
  }

  private List<Branch> extend(List<Branch> branches, int length) {
    int end = 1;
    while (end < branches.size() && length(List.of(branches.get(0), branches.get(end))) >= length) {
      end++;
    }
    return branches.subList(0, end);
  }

  /** How many statements it is worth to take out of all of them. */
  private int length(List<Branch> group) {
    Branch leader = group.get(0);
    int length = Integer.MAX_VALUE;
    for (Branch other : group.subList(1, group.size())) {
      length = Math.min(length, common(leader, other, length));
    }
    while (length > 0) {
      int last = length - 1;
      if (group.stream().noneMatch(branch -> prefixes.isBetterLeft(branch.node(last)))) {
        break;
      }
      length--;
    }
    return length;
  }

  private int common(Branch leader, Branch other, int limit) {
    int length = 0;
    while (length < limit && isSame(leader, other, length)) {
      other.rename(length, leader);
      length++;
    }
    other.forget(0, length);
    return length;
  }

  private static void rename(Branch leader, Branch other, int length) {
    for (int i = 0; i < length; i++) {
      other.rename(i, leader);
    }
  }

  private boolean isSame(Branch leader, Branch other, int number) {
    if (!leader.has(number) || !other.has(number)) {
      return false;
    }
    int first = leader.first();
    int last = other.last();
    Optional<Stmt> key = prefixes.key(leader.node(number), leader.stmt(number), first, last);
    return key.isPresent()
        && key.equals(prefixes.key(other.node(number), other.stmt(number), first, last));
  }
}
