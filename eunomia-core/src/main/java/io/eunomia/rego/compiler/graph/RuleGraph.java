package io.eunomia.rego.compiler.graph;

import io.eunomia.rego.ast.AstVisitor;
import io.eunomia.rego.ast.Else;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Head;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.compiler.RuleTree;
import io.eunomia.rego.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which places of the rule tree the rules of a place refer to. Rules of one place are one vertex:
 * what reaches one of them reaches all, so the graph grows with the program and not with its
 * square.
 */
public final class RuleGraph {
  /** A definition, or one of its else branches, and the vertexes that it refers to. */
  public record Branch(Rule rule, Span span, int vertex, Set<Integer> targets) {}

  private final RuleTree tree;
  private final IdentityHashMap<RuleTree, Integer> vertexOf = new IdentityHashMap<>();
  private final List<RuleTree> places = new ArrayList<>();
  private final List<Branch> branches = new ArrayList<>();
  private final List<Set<Integer>> edges = new ArrayList<>();
  private final int[] component;

  /** The graph of a tree's rules. */
  public RuleGraph(RuleTree tree) {
    this.tree = tree;
    tree.forEach(
        place -> {
          if (!place.rules().isEmpty()) {
            vertexOf.put(place, places.size());
            places.add(place);
            edges.add(new LinkedHashSet<>());
          }
        });
    for (int vertex = 0; vertex < places.size(); vertex++) {
      for (Rule rule : places.get(vertex).rules()) {
        add(rule, vertex);
      }
    }
    component = Components.of(edges);
  }

  private void add(Rule rule, int vertex) {
    Head head = rule.head();
    List<Node> parts = new ArrayList<>(head.ref().path());
    if (head.args() != null) {
      parts.addAll(head.args());
    }
    if (head.key() != null) {
      parts.add(head.key());
    }
    if (head.value() != null) {
      parts.add(head.value());
    }
    branch(rule, rule.span(), vertex, parts, rule.body());
    for (Else branch : rule.elses()) {
      branch(rule, branch.span(), vertex, List.of(branch.value()), branch.body());
    }
  }

  private void branch(Rule rule, Span span, int vertex, List<Node> parts, List<Expr> body) {
    Set<Integer> targets = new LinkedHashSet<>();
    AstVisitor visitor =
        new AstVisitor() {
          @Override
          protected boolean enter(Node node) {
            if (node instanceof Ref ref && ref.startsWith("data")) {
              reach(tree, ref.path(), 0, targets);
            }
            return true;
          }
        };
    visitor.walk(parts);
    visitor.walk(body);
    branches.add(new Branch(rule, span, vertex, targets));
    edges.get(vertex).addAll(targets);
  }

  /** Adds what a ref can see: rules on its way, at its end, and below. */
  private void reach(RuleTree node, List<Term> path, int step, Set<Integer> targets) {
    if (step == path.size()) {
      node.forEach(below -> add(below, targets));
      return;
    }
    Term next = path.get(step);
    if (next.isScalar()) {
      RuleTree child = node.child(next);
      if (child != null) {
        add(child, targets);
        reach(child, path, step + 1, targets);
      }
      return;
    }
    for (RuleTree child : node.children().values()) {
      add(child, targets);
      reach(child, path, step + 1, targets);
    }
  }

  private void add(RuleTree place, Set<Integer> targets) {
    Integer vertex = vertexOf.get(place);
    if (vertex != null) {
      targets.add(vertex);
    }
  }

  /** All definitions and else branches. */
  public List<Branch> branches() {
    return branches;
  }

  /** Whether a branch needs its own place, directly or by way of others. */
  public boolean isRecursive(Branch branch) {
    return branch.targets().stream().anyMatch(t -> component[t] == component[branch.vertex()]);
  }

  /** The shortest way from a recursive branch back to its own place, both ends included. */
  public List<Rule> cycle(Branch branch) {
    Map<Integer, Integer> cameFrom = new HashMap<>();
    List<Integer> queue = new ArrayList<>();
    for (int target : branch.targets()) {
      if (component[target] == component[branch.vertex()] && !cameFrom.containsKey(target)) {
        cameFrom.put(target, -1);
        queue.add(target);
      }
    }
    for (int i = 0; i < queue.size() && !cameFrom.containsKey(branch.vertex()); i++) {
      for (int next : edges.get(queue.get(i))) {
        if (!cameFrom.containsKey(next)) {
          cameFrom.put(next, queue.get(i));
          queue.add(next);
        }
      }
    }
    List<Rule> way = new ArrayList<>();
    way.add(branch.rule());
    for (int at = cameFrom.getOrDefault(branch.vertex(), -1);
        at >= 0;
        at = cameFrom.getOrDefault(at, -1)) {
      way.add(1, places.get(at).rules().get(0));
    }
    way.add(branch.rule());
    return way;
  }
}
