package io.eunomia.wasm.codegen;

import io.eunomia.rego.ir.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A function's or plan's statements at their places, and where each local occurs. */
final class Body {
  /** Where a local occurs, in the order of the text. */
  static final class Occurrences {
    final List<Node> reads = new ArrayList<>();
    final List<Node> writes = new ArrayList<>();
    final List<Node> mutations = new ArrayList<>();
  }

  final List<Integer> params;
  final List<Node.Sequence> blocks = new ArrayList<>();
  private final Map<Integer, Occurrences> locals = new TreeMap<>();

  Body(List<Integer> params, List<Block> blocks) {
    this.params = params;
    int[] counter = new int[1];
    blocks.forEach(block -> this.blocks.add(new Node.Sequence(block, null, counter)));
    forEach(this::note);
  }

  private void note(Node node) {
    node.effects.reads().forEach(local -> of(local).reads.add(node));
    node.effects.writes().forEach(local -> of(local).writes.add(node));
    node.effects.mutates().forEach(local -> of(local).mutations.add(node));
  }

  Occurrences of(int local) {
    return locals.computeIfAbsent(local, unused -> new Occurrences());
  }

  /** Every local that occurs. */
  List<Integer> locals() {
    return List.copyOf(locals.keySet());
  }

  /** Every statement, in the order of the text. */
  void forEach(Consumer<Node> action) {
    blocks.forEach(block -> forEach(block, action));
  }

  static void forEach(Node.Sequence block, Consumer<Node> action) {
    for (Node node : block.nodes) {
      action.accept(node);
      node.blocks.forEach(inner -> forEach(inner, action));
    }
  }

  /** Whether a statement in a range of numbers is such. */
  boolean any(int first, int last, Predicate<Node> test) {
    boolean[] found = new boolean[1];
    forEach(node -> found[0] |= node.order >= first && node.order <= last && test.test(node));
    return found[0];
  }

  /**
   * The one statement that gives the local its value wherever it is read; null if there is no such
   * statement.
   */
  @Nullable Node definition(int local) {
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
  boolean isPrivate(int local, Node.Sequence block) {
    Occurrences occurrences = of(local);
    return occurrences.reads.stream().allMatch(block::contains)
        && occurrences.writes.stream().allMatch(block::contains)
        && occurrences.mutations.stream().allMatch(block::contains);
  }
}
