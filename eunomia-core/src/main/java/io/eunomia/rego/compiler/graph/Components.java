package io.eunomia.rego.compiler.graph;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * The strongly connected components of a graph, by Tarjan's algorithm; without recursion, as chains
 * of rules may be long. Linear in vertexes and edges.
 */
final class Components {
  private final List<Set<Integer>> edges;
  private final int[] order;
  private final int[] low;
  private final int[] component;
  private final Deque<Integer> open = new ArrayDeque<>();
  private final Deque<Visit> visits = new ArrayDeque<>();
  private int nextOrder;
  private int nextComponent;

  private record Visit(int vertex, Iterator<Integer> targets) {}

  private Components(List<Set<Integer>> edges) {
    this.edges = edges;
    this.order = new int[edges.size()];
    this.low = new int[edges.size()];
    this.component = new int[edges.size()];
    Arrays.fill(order, -1);
    Arrays.fill(component, -1);
  }

  /** The component of each vertex; one that another one leads to has the smaller number. */
  static int[] of(List<Set<Integer>> edges) {
    Components components = new Components(edges);
    for (int vertex = 0; vertex < edges.size(); vertex++) {
      if (components.order[vertex] < 0) {
        components.enter(vertex);
        components.run();
      }
    }
    return components.component;
  }

  private void enter(int vertex) {
    order[vertex] = nextOrder;
    low[vertex] = nextOrder++;
    open.push(vertex);
    visits.push(new Visit(vertex, edges.get(vertex).iterator()));
  }

  private void run() {
    while (!visits.isEmpty()) {
      Visit visit = visits.element();
      if (visit.targets.hasNext()) {
        int target = visit.targets.next();
        if (order[target] < 0) {
          enter(target);
        } else if (component[target] < 0) {
          low[visit.vertex] = Math.min(low[visit.vertex], order[target]);
        }
      } else {
        leave(visits.pop().vertex);
      }
    }
  }

  private void leave(int vertex) {
    if (!visits.isEmpty()) {
      int parent = visits.element().vertex;
      low[parent] = Math.min(low[parent], low[vertex]);
    }
    if (low[vertex] == order[vertex]) {
      int member;
      do {
        member = open.pop();
        component[member] = nextComponent;
      } while (member != vertex);
      nextComponent++;
    }
  }
}
