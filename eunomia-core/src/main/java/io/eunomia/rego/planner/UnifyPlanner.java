package io.eunomia.rego.planner;

import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.ObjectTerm;
import io.eunomia.rego.ast.SetTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Stmt;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Unification: of a pattern with a value, and of two patterns. It has at most one solution, so it
 * plans straight on.
 */
final class UnifyPlanner {
  private final Frame frame;

  UnifyPlanner(Frame frame) {
    this.frame = frame;
  }

  /** A pattern with a value that is at hand. */
  void value(Term pattern, Operand value) {
    Emitter out = frame.out;
    if (pattern instanceof Var v && !frame.scope.isBound(v)) {
      frame.scope.bind(v, value);
    } else if (frame.scope.isBound(pattern)) {
      out.equal(value, frame.terms.plan(pattern));
    } else if (pattern instanceof ArrayTerm a) {
      out.add(new Stmt.IsArray(value, out.location()));
      requireLength(value, a.elements().size());
      for (int i = 0; i < a.elements().size(); i++) {
        value(a.elements().get(i), out.dot(value, integer(i)));
      }
    } else if (pattern instanceof SetTerm || hasOpenKey(pattern)) {
      // What nothing binds cannot be found out of a set, nor out of keys: no value is equal.
      out.fail();
      bindAll(pattern);
    } else if (pattern instanceof ObjectTerm o) {
      out.add(new Stmt.IsObject(value, out.location()));
      requireLength(value, o.entries().size());
      for (ObjectTerm.Entry entry : o.entries()) {
        value(entry.value(), out.dot(value, frame.terms.plan(entry.key())));
      }
    } else {
      throw new IllegalStateException("no pattern: " + pattern + " at " + pattern.span());
    }
  }

  /**
   * Two patterns. A pair of parts waits until one side of it has a value, which another pair may
   * give it: in {@code [x, y] = [y, 1]} the second pair comes first.
   */
  void patterns(Term a, Term b) {
    List<Pair> waiting = new ArrayList<>();
    waiting.add(new Pair(a, b));
    while (!waiting.isEmpty()) {
      if (!progress(waiting)) {
        throw new IllegalStateException("no value for " + waiting.get(0).a + " at " + a.span());
      }
    }
  }

  private boolean progress(List<Pair> waiting) {
    boolean progress = false;
    List<Pair> parts = new ArrayList<>();
    for (Iterator<Pair> each = waiting.iterator(); each.hasNext(); ) {
      Pair pair = each.next();
      if (split(pair, parts) || settle(pair)) {
        each.remove();
        progress = true;
      }
    }
    waiting.addAll(parts);
    return progress;
  }

  private boolean settle(Pair pair) {
    if (frame.scope.isBound(pair.a)) {
      value(pair.b, frame.terms.plan(pair.a));
      return true;
    }
    if (frame.scope.isBound(pair.b)) {
      value(pair.a, frame.terms.plan(pair.b));
      return true;
    }
    if (!(pair.a instanceof Var) && !(pair.b instanceof Var)) {
      // Two patterns of different shapes are never equal.
      frame.out.fail();
      bindAll(pair.a);
      bindAll(pair.b);
      return true;
    }
    return false;
  }

  /** Two arrays, or two objects with the same keys: their parts take their place. */
  private boolean split(Pair pair, List<Pair> parts) {
    if (pair.a instanceof ArrayTerm a
        && pair.b instanceof ArrayTerm b
        && a.elements().size() == b.elements().size()) {
      for (int i = 0; i < a.elements().size(); i++) {
        parts.add(new Pair(a.elements().get(i), b.elements().get(i)));
      }
      return true;
    }
    if (pair.a instanceof ObjectTerm a
        && pair.b instanceof ObjectTerm b
        && a.entries().size() == b.entries().size()) {
      List<Pair> found = new ArrayList<>();
      for (ObjectTerm.Entry entry : a.entries()) {
        b.entries().stream()
            .filter(e -> e.key().equals(entry.key()))
            .findFirst()
            .ifPresent(e -> found.add(new Pair(entry.value(), e.value())));
      }
      if (found.size() == a.entries().size()) {
        parts.addAll(found);
        return true;
      }
    }
    return false;
  }

  /** Gives a value to what nothing reached any more can read, so that planning can go on. */
  private void bindAll(Term pattern) {
    if (pattern instanceof Var v && !frame.scope.isBound(v)) {
      frame.scope.bind(v, frame.out.newOperand());
    } else if (pattern instanceof ArrayTerm a) {
      a.elements().forEach(this::bindAll);
    } else if (pattern instanceof SetTerm s) {
      s.elements().forEach(this::bindAll);
    } else if (pattern instanceof ObjectTerm o) {
      o.entries().forEach(e -> bindAll(e.key()));
      o.entries().forEach(e -> bindAll(e.value()));
    }
  }

  private boolean hasOpenKey(Term pattern) {
    return pattern instanceof ObjectTerm o
        && !o.entries().stream().allMatch(e -> frame.scope.isBound(e.key()));
  }

  private void requireLength(Operand value, int length) {
    Operand.Local actual = frame.out.newOperand();
    frame.out.add(new Stmt.Len(value, actual.index(), frame.out.location()));
    frame.out.equal(actual, integer(length));
  }

  private Operand integer(int value) {
    Operand.Local target = frame.out.newOperand();
    frame.out.add(new Stmt.MakeNumberInt(value, target.index(), frame.out.location()));
    return target;
  }

  private record Pair(Term a, Term b) {}
}
