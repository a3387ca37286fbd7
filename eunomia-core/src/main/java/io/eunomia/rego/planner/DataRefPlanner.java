package io.eunomia.rego.planner;

import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.compiler.RuleTree;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** References into {@code data}, where rules and base documents lie side by side. */
final class DataRefPlanner {
  private final Frame frame;

  DataRefPlanner(Frame frame) {
    this.frame = frame;
  }

  /** Plans {@code data} followed by the path. */
  void plan(List<Term> path, Consumer<Operand> then) {
    walk(path, 0, then);
  }

  /** The whole document at a ground path, which has none above it with variables in its rules. */
  Operand document(List<Term> path) {
    RuleTree node = frame.visible(path);
    return node != null && isExtent(node, path.size())
        ? extent(node, path, List.of())
        : frame.call(Functions.Kind.DOCUMENT, path, List.of());
  }

  /** The object at a node whose rules have variables in their heads, as far as a ref sees it. */
  private Operand extent(RuleTree node, List<Term> path, List<Term> steps) {
    return frame.extent(path, Extent.of(node, path).seenBy(steps));
  }

  /** The base document at a ground path. */
  Operand base(List<Term> path) {
    Operand data = Operand.local(Frame.DATA);
    return path.isEmpty() ? copy(data) : lookups(data, path);
  }

  private Operand lookups(Operand from, List<Term> steps) {
    Operand value = from;
    for (Term step : steps) {
      value = frame.out.dot(value, frame.terms.plan(step));
    }
    return value;
  }

  /**
   * Lookups that follow one another from data find a number's text too, as paths of OPA's storage
   * do; the value of a ref is no part of such a path any more.
   */
  private Operand copy(Operand value) {
    Operand.Local copy = frame.out.newOperand();
    frame.out.assign(value, copy.index());
    return copy;
  }

  /** Whether a node with this many steps has rules with variables in their heads. */
  private static boolean isExtent(RuleTree node, int depth) {
    return node.rules().stream().anyMatch(r -> r.head().ref().path().size() > depth);
  }

  /** The children of a node that are documents, not functions. */
  List<Term> documents(RuleTree node, List<Term> path) {
    List<Term> keys = new ArrayList<>();
    node.children()
        .forEach(
            (key, child) -> {
              boolean function = child.rules().stream().anyMatch(r -> r.head().isFunction());
              if (!function && frame.visible(append(path, key)) != null) {
                keys.add(key);
              }
            });
    return keys;
  }

  static List<Term> append(List<Term> path, Term step) {
    List<Term> longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }

  /** Path steps before {@code at} are constants, and lead to a node that rules lie under. */
  private void walk(List<Term> path, int at, Consumer<Operand> then) {
    List<Term> prefix = path.subList(0, at);
    RuleTree node = frame.visible(prefix);
    if (node == null) {
      frame.refs.steps(base(prefix), path, at, value -> then.accept(copy(value)));
      return;
    }
    if (isExtent(node, at)) {
      Operand value = extent(node, prefix, path.subList(at, path.size()));
      frame.refs.steps(value, path, at, then);
    } else if (at == path.size() || !node.rules().isEmpty()) {
      frame.refs.steps(document(prefix), path, at, then);
    } else if (path.get(at).isScalar()) {
      walk(path, at + 1, then);
    } else if (documents(node, prefix).isEmpty()) {
      frame.refs.steps(base(prefix), path, at, then);
    } else if (path.stream().allMatch(frame.scope::isBound)) {
      dispatch(node, path, at, then);
    } else {
      enumerate(node, path, at, then);
    }
  }

  /**
   * The step's value is known at run time: a block a child, of which at most one matches, and one
   * for base documents.
   */
  private void dispatch(RuleTree node, List<Term> path, int at, Consumer<Operand> then) {
    Emitter out = frame.out;
    List<Term> prefix = path.subList(0, at);
    Operand step = frame.terms.plan(path.get(at));
    List<Term> keys = documents(node, prefix);
    int result = out.newLocal();
    out.reset(result);
    for (Term key : keys) {
      out.attempt(
          () -> {
            out.equal(step, frame.terms.plan(key));
            walk(replace(path, at, key), at + 1, v -> out.assign(v, result));
          });
    }
    out.attempt(
        () -> {
          excludes(step, keys);
          frame.refs.steps(base(prefix), path, at, v -> out.assign(v, result));
        });
    out.add(new Stmt.IsDefined(result, out.location()));
    then.accept(Operand.local(result));
  }

  /**
   * The step has no value yet: all solutions of the rest of the ref are collected, a block a child
   * and one for base documents, and what follows is planned once, inside a scan of what was
   * collected.
   */
  private void enumerate(RuleTree node, List<Term> path, int at, Consumer<Operand> then) {
    Emitter out = frame.out;
    List<Term> prefix = path.subList(0, at);
    List<Term> keys = documents(node, prefix);
    List<Term> open = new ArrayList<>(path);
    List<Integer> openSteps = new ArrayList<>();
    for (int i = at; i < path.size(); i++) {
      if (!frame.scope.isBound(path.get(i))) {
        openSteps.add(i);
        open.set(i, new Var("$" + out.newLocal() + "." + i, path.get(i).span()));
      }
    }
    int solutions = out.newLocal();
    out.add(new Stmt.MakeArray(0, solutions, out.location()));
    for (Term key : keys) {
      frame.scope.nested(
          () ->
              out.attempt(
                  () -> {
                    frame.unify.value(open.get(at), frame.terms.plan(key));
                    walk(
                        replace(open, at, key),
                        at + 1,
                        v -> collect(open, openSteps, v, solutions));
                  }));
    }
    frame.scope.nested(
        () ->
            out.attempt(
                () -> {
                  Operand base = base(prefix);
                  if (frame.scope.isBound(open.get(at))) {
                    excludes(frame.terms.plan(open.get(at)), keys);
                    frame.refs.steps(base, open, at, v -> collect(open, openSteps, v, solutions));
                    return;
                  }
                  frame.refs.scan(
                      base,
                      (key, value) -> {
                        excludes(key, keys);
                        frame.unify.value(open.get(at), key);
                        frame.refs.steps(
                            value, open, at + 1, v -> collect(open, openSteps, v, solutions));
                      });
                }));
    frame.refs.scan(
        Operand.local(solutions),
        (index, solution) -> {
          for (int i = 0; i < openSteps.size(); i++) {
            frame.unify.value(path.get(openSteps.get(i)), element(solution, i));
          }
          then.accept(element(solution, openSteps.size()));
        });
  }

  private void collect(List<Term> open, List<Integer> openSteps, Operand value, int solutions) {
    Emitter out = frame.out;
    int solution = out.newLocal();
    out.add(new Stmt.MakeArray(openSteps.size() + 1, solution, out.location()));
    for (int step : openSteps) {
      Operand key = frame.terms.plan(open.get(step));
      out.add(new Stmt.ArrayAppend(key, solution, out.location()));
    }
    out.add(new Stmt.ArrayAppend(value, solution, out.location()));
    out.add(new Stmt.ArrayAppend(Operand.local(solution), solutions, out.location()));
  }

  private void excludes(Operand key, List<Term> keys) {
    for (Term excluded : keys) {
      frame.out.add(new Stmt.NotEqual(key, frame.terms.plan(excluded), frame.out.location()));
    }
  }

  private Operand element(Operand array, int index) {
    Operand.Local at = frame.out.newOperand();
    frame.out.add(new Stmt.MakeNumberInt(index, at.index(), frame.out.location()));
    return frame.out.dot(array, at);
  }

  private static List<Term> replace(List<Term> path, int at, Term step) {
    List<Term> changed = new ArrayList<>(path);
    changed.set(at, step);
    return changed;
  }

  /** Whether a ref is a function's name. */
  boolean isFunction(Ref ref) {
    if (!ref.startsWith("data")) {
      return !ref.startsWith("input");
    }
    RuleTree node = frame.rules.find(ref.path());
    return node != null && node.rules().stream().anyMatch(r -> r.head().isFunction());
  }
}
