package io.eunomia.rego.ir.flow;

import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement at its place. Plans may use one statement object in several places; what is found out
 * about a place needs an identity of its own.
 */
public final class Node {
  public final Stmt stmt;
  public final Effects effects;

  /** The block that it is in, and its place there. */
  public final Sequence parent;

  public final int position;

  /** Its number in the order of the text. */
  public final int order;

  public final List<Sequence> blocks;

  private Node(Stmt stmt, Sequence parent, int position, int[] counter) {
    this.stmt = stmt;
    this.effects = Effects.of(stmt);
    this.parent = parent;
    this.position = position;
    this.order = counter[0]++;
    blocks = effects.blocks().isEmpty() ? List.of() : new ArrayList<>(effects.blocks().size());
    for (Block block : effects.blocks()) {
      blocks.add(new Sequence(block, this, counter));
    }
  }

  /** A block at its place. */
  public static final class Sequence {
    public final @Nullable Node owner;
    public final List<Node> nodes;
    public final int first;
    public final int last;

    Sequence(Block block, @Nullable Node owner, int[] counter) {
      this.owner = owner;
      nodes = new ArrayList<>(block.stmts().size());
      first = counter[0];
      for (Stmt stmt : block.stmts()) {
        nodes.add(new Node(stmt, this, nodes.size(), counter));
      }
      last = counter[0] - 1;
    }

    /** Whether the statement is in here, however deep. */
    public boolean contains(Node node) {
      return node.order >= first && node.order <= last;
    }
  }

  /** The number of the last statement in it, which is itself if it has no blocks. */
  public int last() {
    return blocks.isEmpty() ? order : blocks.get(blocks.size() - 1).last;
  }

  /** The innermost {@code with} around it that changes the local; null if there is none. */
  public @Nullable Node withAround(int local) {
    for (Node at = parent.owner; at != null; at = at.parent.owner) {
      if (at.stmt instanceof Stmt.WithStmt with && with.local() == local) {
        return at;
      }
    }
    return null;
  }

  /** Whether it is run again and again. */
  public boolean inLoop() {
    for (Node at = parent.owner; at != null; at = at.parent.owner) {
      if (at.stmt instanceof Stmt.Scan) {
        return true;
      }
    }
    return false;
  }
}
