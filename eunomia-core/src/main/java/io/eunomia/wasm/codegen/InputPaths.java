package io.eunomia.wasm.codegen;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * The paths of the input that a policy reads, as few and as short as say it all: a path that
 * continues another one is not among them.
 */
record InputPaths(List<List<String>> paths) {
  InputPaths {
    paths = List.copyOf(paths);
  }

  static InputPaths of(Collection<List<String>> all) {
    List<List<String>> kept = new ArrayList<>();
    Comparator<List<String>> order = (a, b) -> compare(a, b);
    TreeSet<List<String>> sorted = new TreeSet<>(order);
    sorted.addAll(all);
    for (List<String> path : sorted) {
      List<String> last = kept.isEmpty() ? null : kept.get(kept.size() - 1);
      if (last == null || !startsWith(path, last)) {
        kept.add(path);
      }
    }
    return new InputPaths(kept);
  }

  private static int compare(List<String> a, List<String> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = a.get(i).compareTo(b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private static boolean startsWith(List<String> path, List<String> start) {
    return path.size() >= start.size() && path.subList(0, start.size()).equals(start);
  }

  /** Whether the input is used as a whole. */
  boolean isWhole() {
    return paths.size() == 1 && paths.get(0).isEmpty();
  }

  /** The number of the path that this one is, or continues. */
  int slotOf(List<String> path) {
    for (int i = 0; i < paths.size(); i++) {
      if (startsWith(path, paths.get(i))) {
        return i;
      }
    }
    throw new AssertionError(path);
  }

  /** The content of the custom section that tells the host. */
  byte[] toJson() {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (List<String> path : paths) {
      ArrayNode steps = json.addArray();
      path.forEach(steps::add);
    }
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
