package io.eunomia.rego.planner;

import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Stmt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * An object that definitions of different shapes write into, one after the other. Where two define
 * a place they have to agree, and nothing is written into a value that another one gave.
 */
final class ExtentPlanner {
  private final Frame frame;
  private final RulePlanner rules;
  private final List<Extent.Part> parts;
  private final int object;

  /** Sets of the paths that were written, for the kinds of parts that others must not touch. */
  private final Map<Kind, Integer> written = new HashMap<>();

  /** What parts have in common that cannot disturb each other but by giving one key twice. */
  private record Kind(int length, boolean set) {
    static Kind of(Extent.Part part) {
      return new Kind(part.length(), part.isSet());
    }
  }

  ExtentPlanner(Frame frame, RulePlanner rules, List<Extent.Part> parts, int object) {
    this.frame = frame;
    this.rules = rules;
    this.parts = parts;
    this.object = object;
  }

  void plan() {
    Emitter out = frame.out;
    out.add(new Stmt.MakeObject(object, out.location()));
    for (Extent.Part part : parts) {
      for (Kind kind : before(part)) {
        written.computeIfAbsent(
            kind,
            unused -> {
              int set = out.newLocal();
              out.add(new Stmt.MakeSet(set, out.location()));
              return set;
            });
      }
    }
    parts.forEach(this::part);
  }

  /** The kinds of other parts whose values a part might write into. */
  private List<Kind> before(Extent.Part part) {
    return parts.stream()
        .filter(other -> !Kind.of(other).equals(Kind.of(part)) && part.mayLieUnder(other))
        .map(Kind::of)
        .distinct()
        .toList();
  }

  private void part(Extent.Part part) {
    Emitter out = frame.out;
    Rule rule = part.rule();
    List<Term> complete = part.complete();
    if (complete != null) {
      out.attempt(
          () -> {
            Operand value = frame.data.document(complete);
            out.at(rule.head().span());
            insert(part, value);
          });
      return;
    }
    rules.branch(
        rule,
        () -> {
          frame.probes.holds(rule, false);
          out.at(rule.head().span());
          Term key = rule.head().key();
          insert(
              part,
              frame.terms.plan(key != null ? key : Objects.requireNonNull(rule.head().value())));
        });
  }

  private void insert(Extent.Part part, Operand leaf) {
    Emitter out = frame.out;
    List<Operand> keys = part.steps().stream().map(frame.terms::plan).toList();
    for (Kind kind : before(part)) {
      out.attempt(
          () -> {
            out.dot(set(kind), array(keys.subList(0, kind.length())));
            conflict();
          });
    }
    int last = keys.size() - 1;
    int at = object;
    for (Operand key : keys.subList(0, last)) {
      at = child(at, key, false);
    }
    if (part.isSet()) {
      int set = child(at, keys.get(last), true);
      if (parts.stream().anyMatch(p -> p.length() > part.length() && p.mayLieUnder(part))) {
        out.attempt(
            () -> {
              out.add(new Stmt.IsObject(Operand.local(set), out.location()));
              conflict();
            });
      }
      out.add(new Stmt.SetAdd(leaf, set, out.location()));
    } else {
      out.add(new Stmt.ObjectInsertOnce(keys.get(last), leaf, at, out.location()));
    }
    Integer own = written.get(Kind.of(part));
    if (own != null) {
      out.add(new Stmt.SetAdd(array(keys), own, out.location()));
    }
  }

  private Operand set(Kind kind) {
    return Operand.local(Objects.requireNonNull(written.get(kind)));
  }

  private void conflict() {
    frame.out.abort("eval_conflict_error", "object keys must be unique");
  }

  private Operand array(List<Operand> elements) {
    Emitter out = frame.out;
    int array = out.newLocal();
    out.add(new Stmt.MakeArray(elements.size(), array, out.location()));
    elements.forEach(e -> out.add(new Stmt.ArrayAppend(e, array, out.location())));
    return Operand.local(array);
  }

  /** The collection under a key of an object, made if it is not there. */
  private int child(int parent, Operand key, boolean set) {
    Emitter out = frame.out;
    int child = out.newLocal();
    out.reset(child);
    out.attempt(() -> out.assign(out.dot(Operand.local(parent), key), child));
    out.attempt(
        () -> {
          out.add(new Stmt.IsUndefined(child, out.location()));
          out.add(
              set
                  ? new Stmt.MakeSet(child, out.location())
                  : new Stmt.MakeObject(child, out.location()));
          out.add(new Stmt.ObjectInsert(key, Operand.local(child), parent, out.location()));
        });
    return child;
  }
}
