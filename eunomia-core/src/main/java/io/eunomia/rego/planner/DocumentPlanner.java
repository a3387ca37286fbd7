package io.eunomia.rego.planner;

import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.compiler.RuleTree;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The document at a path of {@code data}: its rules, or its children, with what rules above it and
 * base data add.
 */
final class DocumentPlanner {
  private final Frame frame;
  private final RulePlanner rules;

  DocumentPlanner(Frame frame) {
    this.frame = frame;
    this.rules = new RulePlanner(frame);
  }

  /** Everything at the path. */
  void document(List<Term> path, int result) {
    RuleTree node = Objects.requireNonNull(frame.visible(path));
    List<Rule> here =
        node.rules().stream()
            .filter(r -> !DataRefPlanner.isDynamic(r, path.size()))
            .filter(r -> !r.head().isFunction())
            .filter(r -> !isShared(r, path))
            .toList();
    List<Integer> dynamic = frame.data.dynamicDepths(path);
    if (dynamic.isEmpty()) {
      fixed(node, here, path, result);
      return;
    }
    Emitter out = frame.out;
    int fixed = out.newLocal();
    out.reset(fixed);
    if (!here.isEmpty() || !frame.data.documents(node, path).isEmpty()) {
      out.attempt(() -> fixed(node, here, path, fixed));
    }
    int merged = fixed;
    for (int depth : dynamic) {
      int part = out.newLocal();
      out.reset(part);
      out.attempt(() -> out.assign(frame.data.dynamicPart(path, depth), part));
      merged = merge(merged, part);
    }
    out.assign(Operand.local(merged), result);
  }

  /**
   * Whether a definition adds to a set that a definition with variables in its head, of the same
   * shape, may add to too: then that one's object has what both add.
   */
  private boolean isShared(Rule rule, List<Term> path) {
    return rule.head().isMultiValue()
        && frame.data.dynamicDepths(path).stream()
            .anyMatch(
                depth ->
                    Objects.requireNonNull(frame.visible(path.subList(0, depth))).rules().stream()
                        .anyMatch(other -> isDynamicSet(other, depth, shape(rule))));
  }

  private static boolean isDynamicSet(Rule rule, int depth, int shape) {
    return DataRefPlanner.isDynamic(rule, depth)
        && rule.head().isMultiValue()
        && shape(rule) == shape;
  }

  private static int shape(Rule rule) {
    return rule.head().ref().path().size();
  }

  /** The definitions below a node of sets that definitions with variables in their heads add to. */
  private void collectShared(RuleTree node, List<Term> path, List<Rule> found) {
    node.rules().stream().filter(r -> isShared(r, path)).forEach(found::add);
    for (Term key : frame.data.documents(node, path)) {
      collectShared(
          Objects.requireNonNull(node.child(key)), DataRefPlanner.append(path, key), found);
    }
  }

  private void fixed(RuleTree node, List<Rule> here, List<Term> path, int result) {
    if (here.isEmpty()) {
      children(node, path, result);
    } else if (here.stream().anyMatch(r -> r.head().isMultiValue())) {
      rules.set(here, result);
    } else {
      rules.single(here, List.of(), result);
    }
  }

  /** An object of the children that are defined, over the base document at the same place. */
  private void children(RuleTree node, List<Term> path, int result) {
    Emitter out = frame.out;
    int object = out.newLocal();
    out.add(new Stmt.MakeObject(object, out.location()));
    for (Term key : frame.data.documents(node, path)) {
      out.attempt(
          () -> {
            Operand value = frame.data.document(DataRefPlanner.append(path, key));
            out.add(new Stmt.ObjectInsert(frame.terms.plan(key), value, object, out.location()));
          });
    }
    out.assign(Operand.local(object), result);
    out.attempt(
        () -> {
          Operand base = frame.data.base(path);
          out.add(new Stmt.IsObject(base, out.location()));
          int from = ((Operand.Local) base).index();
          out.add(new Stmt.ObjectMerge(object, from, result, out.location()));
        });
  }

  /** What two sources say of one document; where both speak, they have to agree. */
  private int merge(int a, int b) {
    Emitter out = frame.out;
    int merged = out.newLocal();
    out.reset(merged);
    Operand left = Operand.local(a);
    Operand right = Operand.local(b);
    out.attempt(
        () -> {
          // Merging both ways gives the same exactly if nothing is said twice in different ways.
          out.add(new Stmt.IsObject(left, out.location()));
          out.add(new Stmt.IsObject(right, out.location()));
          int other = out.newLocal();
          out.add(new Stmt.ObjectMerge(a, b, merged, out.location()));
          out.add(new Stmt.ObjectMerge(b, a, other, out.location()));
          requireSame(Operand.local(merged), Operand.local(other));
        });
    out.attempt(
        () -> {
          out.add(new Stmt.IsUndefined(merged, out.location()));
          out.attempt(() -> assignIfDefined(a, merged));
          out.attempt(() -> assignIfDefined(b, merged));
          out.add(new Stmt.IsDefined(a, out.location()));
          out.add(new Stmt.IsDefined(b, out.location()));
          requireSame(left, right);
        });
    return merged;
  }

  /** Ends the evaluation with a conflict of keys if two values differ. */
  private void requireSame(Operand a, Operand b) {
    Emitter out = frame.out;
    int once = out.newLocal();
    Operand key = new Operand.Bool(true);
    out.add(new Stmt.MakeObject(once, out.location()));
    out.add(new Stmt.ObjectInsertOnce(key, a, once, out.location()));
    out.add(new Stmt.ObjectInsertOnce(key, b, once, out.location()));
  }

  private void assignIfDefined(int source, int target) {
    frame.out.add(new Stmt.IsDefined(source, frame.out.location()));
    frame.out.assign(Operand.local(source), target);
  }

  /** What the rules of a node whose heads have variables contribute: a nested object. */
  void dynamic(List<Term> path, int result) {
    Emitter out = frame.out;
    RuleTree node = Objects.requireNonNull(frame.visible(path));
    int depth = path.size();
    // Definitions of one shape share an object; those of different shapes must not write into each
    // other's values.
    List<Rule> definitions = new ArrayList<>();
    node.rules().stream().filter(r -> DataRefPlanner.isDynamic(r, depth)).forEach(definitions::add);
    List<Rule> shared = new ArrayList<>();
    for (Term key : frame.data.documents(node, path)) {
      collectShared(
          Objects.requireNonNull(node.child(key)), DataRefPlanner.append(path, key), shared);
    }
    shared.stream()
        .filter(r -> definitions.stream().anyMatch(d -> isDynamicSet(d, depth, shape(r))))
        .toList()
        .forEach(definitions::add);
    Map<Integer, List<Rule>> shapes =
        definitions.stream()
            .collect(
                Collectors.groupingBy(
                    r -> shape(r) * 2 + (r.head().isMultiValue() ? 1 : 0),
                    TreeMap::new,
                    Collectors.toList()));
    int merged = -1;
    for (List<Rule> shape : shapes.values()) {
      int object = out.newLocal();
      out.add(new Stmt.MakeObject(object, out.location()));
      for (Rule rule : shape) {
        List<Term> steps = rule.head().ref().path();
        rules.branch(
            rule.body(),
            () -> {
              out.at(rule.head().span());
              insert(rule, steps.subList(depth, steps.size()), object);
            });
      }
      merged = merged < 0 ? object : merge(merged, object);
    }
    out.assign(Operand.local(merged), result);
  }

  private void insert(Rule rule, List<Term> steps, int object) {
    Emitter out = frame.out;
    Term key = rule.head().key();
    Operand leaf =
        frame.terms.plan(key != null ? key : Objects.requireNonNull(rule.head().value()));
    int last = steps.size() - 1;
    int at = object;
    for (Term step : steps.subList(0, last)) {
      at = child(at, step, false);
    }
    if (key != null) {
      int set = child(at, steps.get(last), true);
      out.add(new Stmt.SetAdd(leaf, set, out.location()));
    } else {
      Operand step = frame.terms.plan(steps.get(last));
      out.add(new Stmt.ObjectInsertOnce(step, leaf, at, out.location()));
    }
  }

  /** The collection under a key of an object, made if it is not there. */
  private int child(int object, Term step, boolean set) {
    Emitter out = frame.out;
    Operand key = frame.terms.plan(step);
    int child = out.newLocal();
    out.reset(child);
    out.attempt(() -> out.assign(out.dot(Operand.local(object), key), child));
    out.attempt(
        () -> {
          out.add(new Stmt.IsUndefined(child, out.location()));
          out.add(
              set
                  ? new Stmt.MakeSet(child, out.location())
                  : new Stmt.MakeObject(child, out.location()));
          out.add(new Stmt.ObjectInsert(key, Operand.local(child), object, out.location()));
        });
    return child;
  }
}
