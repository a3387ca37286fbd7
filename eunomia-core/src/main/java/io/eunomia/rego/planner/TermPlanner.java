package io.eunomia.rego.planner;

import io.eunomia.rego.ast.ArrayComprehension;
import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.BooleanTerm;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.NullTerm;
import io.eunomia.rego.ast.NumberTerm;
import io.eunomia.rego.ast.ObjectComprehension;
import io.eunomia.rego.ast.ObjectTerm;
import io.eunomia.rego.ast.SetComprehension;
import io.eunomia.rego.ast.SetTerm;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.compiler.LocalNames;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Stmt;
import java.util.List;

/**
 * Terms that have exactly one value where they stand: constants, variables that have a value,
 * composites of these.
 */
final class TermPlanner {
  private final Frame frame;

  TermPlanner(Frame frame) {
    this.frame = frame;
  }

  Operand plan(Term term) {
    Emitter out = frame.out;
    if (term instanceof Var v) {
      return variable(v);
    }
    if (term instanceof StringTerm s) {
      return frame.tables.string(s.value());
    }
    if (term instanceof BooleanTerm b) {
      return new Operand.Bool(b.value());
    }
    if (term instanceof Comprehension c) {
      return comprehension(c);
    }
    Operand.Local target = out.newOperand();
    int local = target.index();
    if (term instanceof NullTerm) {
      out.add(new Stmt.MakeNull(local, out.location()));
    } else if (term instanceof NumberTerm n) {
      number(n, local);
    } else if (term instanceof ArrayTerm a) {
      List<Operand> elements = a.elements().stream().map(this::plan).toList();
      out.add(new Stmt.MakeArray(elements.size(), local, out.location()));
      elements.forEach(e -> out.add(new Stmt.ArrayAppend(e, local, out.location())));
    } else if (term instanceof SetTerm s) {
      List<Operand> elements = s.elements().stream().map(this::plan).toList();
      out.add(new Stmt.MakeSet(local, out.location()));
      elements.forEach(e -> out.add(new Stmt.SetAdd(e, local, out.location())));
    } else if (term instanceof ObjectTerm o) {
      List<Operand> keys = o.entries().stream().map(e -> plan(e.key())).toList();
      List<Operand> values = o.entries().stream().map(e -> plan(e.value())).toList();
      out.add(new Stmt.MakeObject(local, out.location()));
      for (int i = 0; i < keys.size(); i++) {
        out.add(new Stmt.ObjectInsert(keys.get(i), values.get(i), local, out.location()));
      }
    } else {
      throw new IllegalStateException("not in normal form: " + term + " at " + term.span());
    }
    return target;
  }

  private Operand variable(Var v) {
    if (v.name().equals("input")) {
      return copy(Frame.INPUT);
    }
    if (v.name().equals("data")) {
      return frame.data.document(List.of());
    }
    Operand bound = frame.scope.get(v);
    if (bound == null && LocalNames.isGenerated(v.name())) {
      // A name of a source that looks like one of ours: nobody checks that it is bound.
      return frame.out.abort("eval_internal_error", "var requires evaluation");
    }
    if (bound == null) {
      throw new IllegalStateException("no value for " + v.name() + " at " + v.span());
    }
    return bound;
  }

  /** A copy, because {@code with} changes the local itself. */
  private Operand copy(int local) {
    Operand.Local target = frame.out.newOperand();
    frame.out.add(new Stmt.IsDefined(local, frame.out.location()));
    frame.out.assign(Operand.local(local), target.index());
    return target;
  }

  private void number(NumberTerm n, int target) {
    Emitter out = frame.out;
    try {
      long value = Long.parseLong(n.text());
      if (Long.toString(value).equals(n.text())) {
        out.add(new Stmt.MakeNumberInt(value, target, out.location()));
        return;
      }
    } catch (NumberFormatException e) {
      // Not a plain 64-bit integer: its text says what it is.
    }
    out.add(new Stmt.MakeNumberRef(frame.tables.stringIndex(n.text()), target, out.location()));
  }

  private Operand comprehension(Comprehension c) {
    Emitter out = frame.out;
    Operand.Local target = out.newOperand();
    int local = target.index();
    if (c instanceof ArrayComprehension a) {
      out.add(new Stmt.MakeArray(0, local, out.location()));
      collect(a, () -> out.add(new Stmt.ArrayAppend(plan(a.term()), local, out.location())));
    } else if (c instanceof SetComprehension s) {
      out.add(new Stmt.MakeSet(local, out.location()));
      collect(s, () -> out.add(new Stmt.SetAdd(plan(s.term()), local, out.location())));
    } else if (c instanceof ObjectComprehension o) {
      out.add(new Stmt.MakeObject(local, out.location()));
      collect(
          o,
          () ->
              out.add(
                  new Stmt.ObjectInsertOnce(
                      plan(o.key()), plan(o.value()), local, out.location())));
    }
    return target;
  }

  private void collect(Comprehension of, Runnable add) {
    Runnable found =
        () -> {
          frame.probes.holds(of, false);
          add.run();
        };
    frame.probes.begins(of);
    frame.scope.nested(
        () ->
            frame.out.attempt(
                () -> frame.probes.closure(() -> frame.bodies.plan(of.body(), found))));
    frame.probes.ends(of);
  }
}
