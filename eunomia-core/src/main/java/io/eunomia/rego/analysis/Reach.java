package io.eunomia.rego.analysis;

import io.eunomia.rego.ast.AstVisitor;
import io.eunomia.rego.ast.Head;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.compiler.RuleTree;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * What can have a say in the value of some terms: the rules that they refer to, directly or by way
 * of others, and what of the input these read. Linear in the rules that are reached.
 */
public final class Reach {
  private final RuleTree tree;
  private final Set<RuleTree> places = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<RuleTree> waiting = new ArrayDeque<>();
  private final Set<String> inputs = new HashSet<>();
  private boolean wholeInput;

  private Reach(RuleTree tree) {
    this.tree = tree;
  }

  /** What has a say in these nodes. */
  public static Reach of(RuleTree tree, List<? extends Node> nodes) {
    Reach reach = new Reach(tree);
    nodes.forEach(reach::enter);
    while (!reach.waiting.isEmpty()) {
      for (Rule rule : reach.waiting.remove().rules()) {
        reach.enter(rule);
      }
    }
    return reach;
  }

  /** Whether rules of a place are among it. */
  public boolean includes(RuleTree place) {
    return places.contains(place);
  }

  /** Whether a member of the input is among it, or maybe. */
  public boolean readsInput(String member) {
    return wholeInput || inputs.contains(member);
  }

  /** A rule's own name is nothing that it refers to. */
  private void enter(Node node) {
    if (node instanceof Rule rule) {
      Head head = rule.head();
      head.ref().path().forEach(this::look);
      AstVisitor.children(rule).stream()
          .filter(child -> !child.equals(head.ref()))
          .forEach(this::look);
    } else {
      look(node);
    }
  }

  private void look(Node node) {
    new AstVisitor() {
      @Override
      protected boolean enter(Node inner) {
        if (inner instanceof Ref ref && ref.startsWith("data")) {
          follow(tree, ref.path(), 0);
        } else if (inner instanceof Ref ref && ref.startsWith("input")) {
          input(ref);
        }
        return true;
      }
    }.walk(node);
  }

  private void input(Ref ref) {
    if (!ref.path().isEmpty() && ref.path().get(0) instanceof StringTerm member) {
      inputs.add(member.value());
    } else {
      wholeInput = true;
    }
  }

  /** Rules on the way of a ref, at its end, and below. */
  private void follow(RuleTree node, List<Term> path, int step) {
    if (step == path.size()) {
      node.forEach(this::add);
      return;
    }
    Term next = path.get(step);
    if (!next.isScalar()) {
      for (RuleTree child : node.children().values()) {
        add(child);
        follow(child, path, step + 1);
      }
      return;
    }
    RuleTree child = node.child(next);
    if (child != null) {
      add(child);
      follow(child, path, step + 1);
    }
  }

  private void add(RuleTree place) {
    if (!place.rules().isEmpty() && places.add(place)) {
      waiting.add(place);
    }
  }
}
