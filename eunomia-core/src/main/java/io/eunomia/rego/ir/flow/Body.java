package io.eunomia.rego.ir.flow;

import io.eunomia.rego.ir.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A function's or plan's statements at their places, and where each local occurs. */
public final class Body {
  /** Where a local occurs, in the order of the text. */
  public static final class Occurrences {
    // There are many, and most occur once or twice: room is made as it is needed.
    public final List<Node> reads = new ArrayList<>(0);
    public final List<Node> writes = new ArrayList<>(0);
    public final List<Node> mutations = new ArrayList<>(0);

    /** Whether its value is asked for outside of a range of statements. */
    public boolean isReadOutside(int first, int last) {
      return isOutside(reads, first, last) || isOutside(mutations, first, last);
    }

    /** Whether it is given a value outside of a range of statements. */
    public boolean isWrittenOutside(int first, int last) {
      return isOutside(writes, first, last);
    }

    private static boolean isOutside(List<Node> nodes, int first, int last) {
      return !nodes.isEmpty()
          && (nodes.get(0).order < first || nodes.get(nodes.size() - 1).order > last);
    }
  }

  public final List<Integer> params;
  public final List<Node.Sequence> blocks = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Map<Integer, Occurrences> locals = new TreeMap<>();

  public Body(List<Integer> params, List<Block> blocks) {
    this.params = params;
    int[] counter = new int[1];
    blocks.forEach(block -> this.blocks.add(new Node.Sequence(block, null, counter)));
    forEach(this::note);
  }

  private void note(Node node) {
    nodes.add(node);
    node.effects.reads().forEach(local -> of(local).reads.add(node));
    node.effects.writes().forEach(local -> of(local).writes.add(node));
    node.effects.mutates().forEach(local -> of(local).mutations.add(node));
  }

  public Occurrences of(int local) {
    return locals.computeIfAbsent(local, unused -> new Occurrences());
  }

  /** Every local that occurs. */
  public List<Integer> locals() {
    return List.copyOf(locals.keySet());
  }

  /** The first of the locals that neither occur nor are parameters, nor anything behind it. */
  public int firstFree() {
    int last = -1;
    for (int param : params) {
      last = Math.max(last, param);
    }
    for (int local : locals.keySet()) {
      last = Math.max(last, local);
    }
    return last + 1;
  }

  /** Every statement, in the order of the text. */
  public void forEach(Consumer<Node> action) {
    blocks.forEach(block -> forEach(block, action));
  }

  public static void forEach(Node.Sequence block, Consumer<Node> action) {
    for (Node node : block.nodes) {
      action.accept(node);
      node.blocks.forEach(inner -> forEach(inner, action));
    }
  }

  /** The statement of that number. */
  public Node node(int order) {
    return nodes.get(order);
  }

  /**
   * The one statement that gives the local its value wherever it is read; null if there is no such
   * statement.
   */
  public @Nullable Node definition(int local) {
    Occurrences occurrences = of(local);
    if (occurrences.writes.size() != 1 || params.contains(local)) {
      return null;
    }
    Node definition = occurrences.writes.get(0);
    return dominates(definition, occurrences.reads) && dominates(definition, occurrences.mutations)
        ? definition
        : null;
  }

  private static boolean dominates(Node definition, List<Node> others) {
    for (Node other : others) {
      if (other.order <= definition.order || !definition.parent.contains(other)) {
        return false;
      }
    }
    return true;
  }

  /** Whether all that happens to the local happens in that block. */
  public boolean isPrivate(int local, Node.Sequence block) {
    Occurrences occurrences = of(local);
    return isIn(occurrences.reads, block)
        && isIn(occurrences.writes, block)
        && isIn(occurrences.mutations, block);
  }

  private static boolean isIn(List<Node> nodes, Node.Sequence block) {
    // In the order of the text: those in between are in the block too.
    return nodes.isEmpty()
        || (block.contains(nodes.get(0)) && block.contains(nodes.get(nodes.size() - 1)));
  }
}
