package io.eunomia.rego.planner;

import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.ir.Block;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Stmt;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * References: lookups where a step has a value, scans where it has none. What follows is planned
 * inside the scans.
 */
final class RefPlanner {
  private final Frame frame;

  RefPlanner(Frame frame) {
    this.frame = frame;
  }

  /** Plans a ref; {@code then} gets each of its values, with the ref's variables bound. */
  void plan(Ref ref, Consumer<Operand> then) {
    if (ref.path().isEmpty()) {
      then.accept(frame.terms.plan(ref.head()));
    } else if (ref.startsWith("data")) {
      frame.data.plan(ref.path(), then);
    } else if (ref.startsWith("input")) {
      steps(Operand.local(Frame.INPUT), ref.path(), 0, then);
    } else if (ref.head() instanceof Var) {
      steps(frame.terms.plan(ref.head()), ref.path(), 0, then);
    } else {
      throw new IllegalStateException("not in normal form: " + ref + " at " + ref.span());
    }
  }

  /** The steps of a path from the given one on, into a value. */
  void steps(Operand value, List<Term> path, int from, Consumer<Operand> then) {
    if (from == path.size()) {
      then.accept(value);
      return;
    }
    Term step = path.get(from);
    if (frame.scope.isBound(step)) {
      steps(frame.out.dot(value, frame.terms.plan(step)), path, from + 1, then);
    } else {
      scan(
          value,
          (key, element) -> {
            frame.unify.value(step, key);
            steps(element, path, from + 1, then);
          });
    }
  }

  /** Runs through a collection. */
  void scan(Operand collection, BiConsumer<Operand, Operand> each) {
    Emitter out = frame.out;
    int source = local(collection);
    Operand.Local key = out.newOperand();
    Operand.Local value = out.newOperand();
    Block[] block = new Block[1];
    frame.scope.nested(() -> block[0] = out.block(() -> each.accept(key, value)));
    out.add(new Stmt.Scan(source, key.index(), value.index(), block[0], out.location()));
  }

  private int local(Operand operand) {
    if (operand instanceof Operand.Local l) {
      return l.index();
    }
    int target = frame.out.newLocal();
    frame.out.assign(operand, target);
    return target;
  }
}
