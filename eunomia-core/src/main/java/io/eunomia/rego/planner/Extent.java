package io.eunomia.rego.planner;

import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.compiler.RuleTree;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The definitions that make up the object at a node whose rules have variables in their heads:
 * these rules, and whatever stands at nodes below. As OPA does, they are evaluated together, in
 * this order.
 *
 * @param parts the definitions
 * @param own how many of them, the first ones, hang at the node itself
 */
record Extent(List<Part> parts, int own) {
  /**
   * A definition, or all definitions of a complete rule.
   *
   * @param steps from the node to the place that it defines, the element of a set apart
   * @param rule the definition
   * @param complete the path of the complete rule, or null
   */
  record Part(List<Term> steps, Rule rule, @Nullable List<Term> complete) {
    int length() {
      return steps.size();
    }

    boolean isSet() {
      return rule.head().isMultiValue();
    }

    /** Whether another part may define the same place, or one above it. */
    boolean mayLieUnder(Part other) {
      return other.length() <= length() && mayMatch(steps.subList(0, other.length()), other.steps);
    }
  }

  /** The extent of the node at a path. */
  static Extent of(RuleTree node, List<Term> path) {
    List<Part> parts = new ArrayList<>();
    collect(node, path, path.size(), parts);
    int own = parts.size();
    below(node, path, path.size(), parts);
    return new Extent(parts, own);
  }

  private static void collect(RuleTree node, List<Term> path, int depth, List<Part> parts) {
    boolean complete = false;
    for (Rule rule : node.rules()) {
      List<Term> whole = rule.head().ref().path();
      if (rule.head().isFunction()) {
        continue;
      }
      if (whole.size() > path.size() || rule.head().isMultiValue()) {
        parts.add(new Part(whole.subList(depth, whole.size()), rule, null));
      } else if (!complete) {
        complete = true;
        parts.add(new Part(path.subList(depth, path.size()), rule, path));
      }
    }
  }

  private static void below(RuleTree node, List<Term> path, int depth, List<Part> parts) {
    node.children()
        .forEach(
            (key, child) -> {
              List<Term> longer = DataRefPlanner.append(path, key);
              collect(child, longer, depth, parts);
              below(child, longer, depth, parts);
            });
  }

  /** The numbers of the parts that a ref of these steps can see: all own ones, as OPA takes it. */
  List<Integer> seenBy(List<Term> steps) {
    return IntStream.range(0, parts.size())
        .filter(i -> i < own || mayMatch(parts.get(i).steps, steps))
        .boxed()
        .toList();
  }

  /** Whether two paths may lead to the same place, as far as both go. */
  private static boolean mayMatch(List<Term> a, List<Term> b) {
    return IntStream.range(0, Math.min(a.size(), b.size()))
        .allMatch(i -> !a.get(i).isScalar() || !b.get(i).isScalar() || a.get(i).equals(b.get(i)));
  }
}
