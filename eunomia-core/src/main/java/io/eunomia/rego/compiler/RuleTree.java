package io.eunomia.rego.compiler;

import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rules by their place in {@code data}. A rule hangs at the ground prefix of its ref: {@code
 * data.p.q[x].r} at {@code data.p.q}. A package without rules is a node too.
 *
 * <p>Immutable and thread-safe once made. A step down is one lookup in a hash table.
 */
public final class RuleTree {
  private final Map<Term, RuleTree> children = new LinkedHashMap<>();
  private final List<Rule> rules = new ArrayList<>();

  private RuleTree() {}

  /** The tree of the rules of modules whose heads are absolute; its root is {@code data}. */
  public static RuleTree of(List<Module> modules) {
    RuleTree root = new RuleTree();
    for (Module module : modules) {
      root.reach(module.path().path());
      for (Rule rule : module.rules()) {
        root.reach(groundPrefix(rule.head().ref().path())).rules.add(rule);
      }
    }
    return root;
  }

  private RuleTree reach(List<Term> path) {
    RuleTree node = this;
    for (Term step : path) {
      node = node.children.computeIfAbsent(step, key -> new RuleTree());
    }
    return node;
  }

  /** The steps before the first that is no scalar. */
  public static List<Term> groundPrefix(List<Term> path) {
    int length = 0;
    while (length < path.size() && path.get(length).isScalar()) {
      length++;
    }
    return path.subList(0, length);
  }

  /** The nodes below, by the scalar that leads there, in the order of the modules. */
  public Map<Term, RuleTree> children() {
    return Collections.unmodifiableMap(children);
  }

  /** The rules that hang here, in the order of the modules. */
  public List<Rule> rules() {
    return Collections.unmodifiableList(rules);
  }

  /** The node below for a step, or {@code null}. */
  public @Nullable RuleTree child(Term step) {
    return children.get(step);
  }

  /** The node at a ground path from here, or {@code null}. */
  public @Nullable RuleTree find(List<Term> groundPath) {
    RuleTree node = this;
    for (Term step : groundPath) {
      node = node.children.get(step);
      if (node == null) {
        return null;
      }
    }
    return node;
  }

  /** Calls back on this node and all below, parents first. */
  public void forEach(Consumer<RuleTree> consumer) {
    consumer.accept(this);
    children.values().forEach(child -> child.forEach(consumer));
  }

  /** All rules here and below. */
  public List<Rule> allRules() {
    List<Rule> all = new ArrayList<>();
    forEach(node -> all.addAll(node.rules));
    return all;
  }
}
