package io.eunomia.benchmarks;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A hierarchy as a Java programmer would keep it.
 *
 * @param parents what each node belongs to directly; every node is there
 */
record Graph(Map<String, List<String>> parents) {
  /** Whether a condition holds for a node, or for any that it belongs to at any depth. */
  boolean anyFrom(String start, Predicate<String> condition) {
    if (!parents.containsKey(start)) {
      return false;
    }
    if (condition.test(start)) {
      return true;
    }
    if (parents.get(start).isEmpty()) {
      return false;
    }
    return anyAbove(start, condition);
  }

  private boolean anyAbove(String start, Predicate<String> condition) {
    Set<String> seen = new HashSet<>();
    Deque<String> waiting = new ArrayDeque<>();
    seen.add(start);
    waiting.add(start);
    while (!waiting.isEmpty()) {
      List<String> above = parents.getOrDefault(waiting.remove(), List.of());
      for (int i = 0; i < above.size(); i++) {
        String node = above.get(i);
        if (seen.add(node)) {
          if (condition.test(node)) {
            return true;
          }
          waiting.add(node);
        }
      }
    }
    return false;
  }
}
