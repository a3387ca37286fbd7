package io.eunomia.archimedes.engine.layout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The paths of {@code input} that a module can read, as its custom section {@code eunomia.input}
 * lists them. Immutable and thread-safe once read.
 */
public final class InputPaths {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final List<List<String>> paths;
  private final Node root;
  private final int nodes;

  private InputPaths(List<List<String>> paths) {
    this.paths = paths;
    Builder builder = new Builder();
    root = builder.build(paths);
    nodes = builder.count;
  }

  /** The paths, each for the slot of its number. */
  public static InputPaths of(List<List<String>> paths) {
    return new InputPaths(paths.stream().map(List::copyOf).toList());
  }

  /**
   * Reads the section: a JSON array of arrays of strings.
   *
   * @throws IllegalArgumentException if it is not that
   */
  public static InputPaths parse(byte[] section) {
    try {
      String[][] paths = MAPPER.readValue(section, String[][].class);
      List<List<String>> lists = new ArrayList<>();
      for (String[] path : paths) {
        lists.add(List.of(path));
      }
      return of(lists);
    } catch (JsonProcessingException | NullPointerException e) {
      throw new IllegalArgumentException(
          "the section eunomia.input is not an array of arrays of strings", e);
    } catch (IOException e) {
      throw new IllegalArgumentException("the section eunomia.input cannot be read", e);
    }
  }

  /** The paths, by slot. */
  public List<List<String>> paths() {
    return paths;
  }

  /** How many slots there are. */
  public int size() {
    return paths.size();
  }

  Node root() {
    return root;
  }

  int nodeCount() {
    return nodes;
  }

  /** One step of some paths. */
  static final class Node {
    private static final int[] NO_SLOTS = {};

    final int number;
    private int[] slots = NO_SLOTS;
    private final Map<String, Node> children = new HashMap<>();

    private Node(int number) {
      this.number = number;
    }

    /** The slots that the value here goes to: none for a mere step. */
    int[] slots() {
      return slots;
    }

    @Nullable Node child(String key) {
      return children.get(key);
    }

    boolean isLeaf() {
      return children.isEmpty();
    }

    /** Makes undefined what an earlier, overridden value left in the slots from here on. */
    void clear(int[] values) {
      for (int slot : slots) {
        values[slot] = 0;
      }
      children.values().forEach(child -> child.clear(values));
    }
  }

  private static final class Builder {
    private int count;

    Node build(List<List<String>> paths) {
      Node top = new Node(count++);
      for (int slot = 0; slot < paths.size(); slot++) {
        Node node = top;
        for (String step : paths.get(slot)) {
          node = node.children.computeIfAbsent(step, key -> new Node(count++));
        }
        int[] slots = Arrays.copyOf(node.slots, node.slots.length + 1);
        slots[node.slots.length] = slot;
        node.slots = slots;
      }
      return top;
    }
  }
}
