package io.eunomia.rego.planner;

import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.compiler.RuleTree;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Stmt;
import java.util.List;
import java.util.Objects;

/** The document at a path of {@code data}: its rules, or its children over base data. */
final class DocumentPlanner {
  private final Frame frame;
  private final RulePlanner rules;

  DocumentPlanner(Frame frame) {
    this.frame = frame;
    this.rules = new RulePlanner(frame);
  }

  /** Everything at the path; what rules with variables in their heads above it add is not here. */
  void document(List<Term> path, int result) {
    RuleTree node = Objects.requireNonNull(frame.visible(path));
    List<Rule> here = node.rules().stream().filter(r -> !r.head().isFunction()).toList();
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

  /** The parts of the given numbers of the object at a node whose rules have variables. */
  void extent(List<Term> path, List<Integer> seen, int result) {
    Extent extent = Extent.of(Objects.requireNonNull(frame.visible(path)), path);
    int object = frame.out.newLocal();
    new ExtentPlanner(frame, rules, seen.stream().map(extent.parts()::get).toList(), object).plan();
    frame.out.assign(Operand.local(object), result);
  }
}
