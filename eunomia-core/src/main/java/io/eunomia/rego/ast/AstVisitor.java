package io.eunomia.rego.ast;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks a tree, parents before children, children in the order of evaluation: a rule's body before
 * its value, a comprehension's body before its term, a domain before the variables that range over
 * it.
 *
 * <pre>{@code
 * Set<String> names = new TreeSet<>();
 * new AstVisitor() {
 *   @Override
 *   protected boolean enter(Node node) {
 *     if (node instanceof Var v) {
 *       names.add(v.name());
 *     }
 *     return !(node instanceof Comprehension); // stays out of closures
 *   }
 * }.walk(rule);
 * }</pre>
 */
public abstract class AstVisitor {
  /**
   * Called for each node before its children.
   *
   * @return whether to go on with its children; if not, {@link #leave} is not called either
   */
  protected abstract boolean enter(Node node);

  /** Called for each node after its children. */
  protected void leave(Node node) {}

  /** Walks a node and what is below it. */
  public final void walk(Node node) {
    if (enter(node)) {
      walk(children(node));
      leave(node);
    }
  }

  /** Walks several nodes, one after the other. */
  public final void walk(List<? extends Node> nodes) {
    for (Node node : nodes) {
      walk(node);
    }
  }

  /**
   * What stands directly below a node, in the order of evaluation. The operator of a call and the
   * heads of refs are among it; a rule's name and an import's path are too.
   */
  public static List<? extends Node> children(Node node) {
    if (node instanceof Term term) {
      return ofTerm(term);
    }
    if (node instanceof Expr expr) {
      return ofExpr(expr);
    }
    if (node instanceof With with) {
      return List.of(with.target(), with.value());
    }
    if (node instanceof Rule rule) {
      return ofRule(rule);
    }
    if (node instanceof Head head) {
      List<Node> children = new ArrayList<>(List.of(head.ref()));
      addAll(children, head.args());
      add(children, head.key());
      add(children, head.value());
      return children;
    }
    if (node instanceof Else branch) {
      List<Node> children = new ArrayList<>(branch.body());
      children.add(branch.value());
      return children;
    }
    if (node instanceof Module module) {
      List<Node> children = new ArrayList<>(List.of(module.path()));
      children.addAll(module.imports());
      children.addAll(module.rules());
      return children;
    }
    return node instanceof Import imported ? List.of(imported.path()) : List.of();
  }

  private static List<? extends Node> ofTerm(Term term) {
    if (term instanceof Ref ref) {
      List<Node> children = new ArrayList<>(List.of(ref.head()));
      children.addAll(ref.path());
      return children;
    }
    if (term instanceof Call call) {
      List<Node> children = new ArrayList<>(List.of(call.operator()));
      children.addAll(call.args());
      return children;
    }
    if (term instanceof ArrayTerm array) {
      return array.elements();
    }
    if (term instanceof SetTerm set) {
      return set.elements();
    }
    if (term instanceof ObjectTerm object) {
      List<Node> children = new ArrayList<>();
      for (ObjectTerm.Entry entry : object.entries()) {
        children.add(entry.key());
        children.add(entry.value());
      }
      return children;
    }
    if (term instanceof Comprehension comprehension) {
      return ofComprehension(comprehension);
    }
    if (term instanceof TemplateString template) {
      return template.holes();
    }
    return List.of();
  }

  private static List<Node> ofComprehension(Comprehension comprehension) {
    List<Node> children = new ArrayList<>(comprehension.body());
    if (comprehension instanceof ArrayComprehension array) {
      children.add(array.term());
    } else if (comprehension instanceof SetComprehension set) {
      children.add(set.term());
    } else if (comprehension instanceof ObjectComprehension object) {
      children.add(object.key());
      children.add(object.value());
    }
    return children;
  }

  private static List<Node> ofExpr(Expr expr) {
    List<Node> children = new ArrayList<>();
    if (expr instanceof Expr.Literal literal) {
      children.add(literal.term());
    } else if (expr instanceof Expr.Some some) {
      children.addAll(some.vars());
    } else if (expr instanceof Expr.SomeIn some) {
      children.add(some.domain());
      add(children, some.key());
      children.add(some.value());
    } else if (expr instanceof Expr.Every every) {
      children.add(every.domain());
      add(children, every.key());
      children.add(every.value());
      children.addAll(every.body());
    }
    children.addAll(expr.withs());
    return children;
  }

  /** The name and the parameters come first, the key or value of the head after the body. */
  private static List<Node> ofRule(Rule rule) {
    Head head = rule.head();
    List<Node> children = new ArrayList<>(List.of(head.ref()));
    addAll(children, head.args());
    children.addAll(rule.body());
    add(children, head.key());
    add(children, head.value());
    children.addAll(rule.elses());
    return children;
  }

  private static void add(List<Node> children, @Nullable Node child) {
    if (child != null) {
      children.add(child);
    }
  }

  private static void addAll(List<Node> children, @Nullable List<? extends Node> more) {
    if (more != null) {
      children.addAll(more);
    }
  }
}
