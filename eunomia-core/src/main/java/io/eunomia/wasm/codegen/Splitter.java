package io.eunomia.wasm.codegen;

import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.ir.flow.Body;
import io.eunomia.rego.ir.flow.Leaving;
import io.eunomia.rego.ir.flow.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Decides which parts of a body become functions of their own. A function of a module becomes a
 * method of a class in the host, and the JVM leaves methods of more than 8,000 bytes interpreted.
 */
final class Splitter {
  /** What the call of a part costs its caller. */
  private static final int CALL = 20;

  /** A part that is smaller than this is better left where it is. */
  private static final int WORTH_IT = 3 * CALL;

  /** A part of a body: a block, or blocks that are run one after the other in a function. */
  sealed interface Part {
    /** The number of its first statement. */
    int first();

    /** The number of its last statement. */
    int last();
  }

  /** A block that stays where it is. */
  record Inline(Node.Sequence block) implements Part {
    @Override
    public int first() {
      return block.first;
    }

    @Override
    public int last() {
      return block.last;
    }
  }

  /** Parts that become a function. */
  record Outlined(List<Part> parts) implements Part {
    @Override
    public int first() {
      return parts.get(0).first();
    }

    @Override
    public int last() {
      return parts.get(parts.size() - 1).last();
    }
  }

  private final Map<Node, List<Part>> parts = new HashMap<>();
  private final Map<Node.Sequence, List<List<Node>>> chunks = new HashMap<>();
  private final IdentityHashMap<Part, Integer> sizes = new IdentityHashMap<>();
  private final int limit;
  private final ToIntFunction<Node> sizeOf;
  private final List<Part> roots;

  /**
   * @param limit the estimated size that a function may have
   * @param sizeOf the size of a statement without its blocks
   */
  Splitter(Body body, int limit, ToIntFunction<Node> sizeOf) {
    this.limit = limit;
    this.sizeOf = sizeOf;
    roots = divide(body.blocks, 0);
  }

  /** The blocks of the body. */
  List<Part> roots() {
    return roots;
  }

  /** The blocks of a statement. */
  List<Part> partsOf(Node node) {
    return parts.getOrDefault(node, List.of());
  }

  /** The statements of a block: each list but a single one becomes a function. */
  List<List<Node>> chunksOf(Node.Sequence block) {
    return chunks.getOrDefault(block, List.of(block.nodes));
  }

  /**
   * @param perPart what a part takes beside its own size
   */
  private List<Part> divide(List<Node.Sequence> blocks, int perPart) {
    List<Part> result = new ArrayList<>();
    for (Node.Sequence block : blocks) {
      Part part = new Inline(block);
      sizes.put(part, shrink(block) + perPart);
      result.add(part);
    }
    while (result.size() > 1 && total(result) > limit) {
      List<Part> grouped = group(result, perPart);
      if (grouped.size() == result.size()) {
        grouped = outlineEach(result, perPart);
        if (total(grouped) == total(result)) {
          return result;
        }
      }
      result = grouped;
    }
    return result;
  }

  private List<Part> group(List<Part> all, int perPart) {
    List<Part> result = new ArrayList<>();
    List<Part> group = new ArrayList<>();
    for (Part part : all) {
      if (!group.isEmpty() && total(group) + size(part) > limit) {
        result.add(outline(group, perPart));
        group = new ArrayList<>();
      }
      group.add(part);
    }
    result.add(outline(group, perPart));
    return result;
  }

  private List<Part> outlineEach(List<Part> all, int perPart) {
    List<Part> result = new ArrayList<>();
    for (Part part : all) {
      boolean worthIt = size(part) >= WORTH_IT && part instanceof Inline;
      result.add(worthIt ? outline(List.of(part), perPart) : part);
    }
    return result;
  }

  private Part outline(List<Part> group, int perPart) {
    if (group.size() == 1 && group.get(0) instanceof Outlined) {
      return group.get(0);
    }
    Part outlined = new Outlined(List.copyOf(group));
    sizes.put(outlined, CALL + perPart);
    return outlined;
  }

  private int total(List<Part> all) {
    return all.stream().mapToInt(this::size).sum();
  }

  private int size(Part part) {
    return sizes.getOrDefault(part, 0);
  }

  /** Divides what is in a block until the block is small enough; its size then. */
  private int shrink(Node.Sequence block) {
    Map<Node, Integer> nodes = new HashMap<>();
    int size = 0;
    for (Node node : block.nodes) {
      parts.put(node, divide(node.blocks, SizeEstimate.perPart(node.stmt)));
      int own = sizeOf.applyAsInt(node) + total(partsOf(node));
      nodes.put(node, own);
      size += own;
    }
    if (size > limit) {
      size = outlineLargest(block, nodes, size);
    }
    return size > limit ? cut(block, nodes) : size;
  }

  private int outlineLargest(Node.Sequence block, Map<Node, Integer> nodes, int total) {
    List<Node> bySize = new ArrayList<>(block.nodes);
    bySize.sort(Comparator.comparingInt(node -> -nodes.getOrDefault(node, 0)));
    int size = total;
    for (Node node : bySize) {
      // Whoever runs these needs to know how their block ended.
      boolean asksForTheEnd = node.stmt instanceof Stmt.Not || node.stmt instanceof Stmt.WithStmt;
      int before = total(partsOf(node));
      // Small ones are better left to be cut off together.
      if (size <= limit || asksForTheEnd || before < Math.max(WORTH_IT, limit / 3)) {
        continue;
      }
      parts.put(node, List.of(outline(partsOf(node), 0)));
      int saved = before - total(partsOf(node));
      nodes.merge(node, -saved, Integer::sum);
      size -= saved;
    }
    return size;
  }

  private int cut(Node.Sequence block, Map<Node, Integer> nodes) {
    List<List<Node>> result = new ArrayList<>();
    List<Node> chunk = new ArrayList<>();
    int size = 0;
    for (Node node : block.nodes) {
      int own = nodes.getOrDefault(node, 0);
      if (!chunk.isEmpty() && size + own > limit) {
        result.add(chunk);
        chunk = new ArrayList<>();
        size = 0;
      }
      chunk.add(node);
      size += own;
    }
    result.add(chunk);
    chunks.put(block, result);
    return result.size() == 1 ? size : result.size() * CALL;
  }

  /** Whether parts may end blocks around them. */
  static boolean leaves(List<Part> parts) {
    for (Part part : parts) {
      if ((part instanceof Inline inline && Leaving.leaves(inline.block(), 0))
          || (part instanceof Outlined outlined && leaves(outlined.parts()))) {
        return true;
      }
    }
    return false;
  }
}
