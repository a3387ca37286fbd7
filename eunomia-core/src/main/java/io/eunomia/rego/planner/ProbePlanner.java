package io.eunomia.rego.planner;

import io.eunomia.rego.ast.Else;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.compiler.walk.Exprs;
import io.eunomia.rego.compiler.walk.Variables;
import io.eunomia.rego.ir.BuiltinDecl;
import io.eunomia.rego.ir.Operand;
import io.eunomia.rego.ir.Stmt;
import io.eunomia.rego.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The calls by which a plan tells its host where evaluation has come to. */
final class ProbePlanner {
  private final Frame frame;
  private final Probes probes;
  private int closures;

  ProbePlanner(Frame frame, Probes probes) {
    this.frame = frame;
    this.probes = probes;
  }

  /** Plans what is inside of a comprehension. */
  void closure(Runnable content) {
    closures++;
    content.run();
    closures--;
  }

  /**
   * Tells that an expression is about to be evaluated.
   *
   * @param last what was told before the expression before it
   * @return what is told
   */
  @Nullable Probe before(Expr expr, @Nullable Probe last) {
    Probe probe = probes.before(expr, closures > 0);
    if (probe != null && !probe.equals(last)) {
      tell(probe, expr.span());
    }
    return probe;
  }

  /** The same where what the expression replaces is replaced. */
  void within(Expr expr) {
    tell(probes.within(expr, closures > 0), expr.span());
  }

  /** Tells that a body begins. */
  void begins(Node owner) {
    tell(probes.begins(owner), place(owner));
  }

  /**
   * Tells that all of a body holds.
   *
   * @param last whether no other solution is looked for
   */
  void holds(Node owner, boolean last) {
    Span place = place(owner);
    if (owner instanceof Expr.Every every) {
      tell(probes.holds(every), place);
    } else if (owner instanceof Rule || owner instanceof Else) {
      tell(probes.holds(place), place);
    }
    tell(probes.succeeds(owner, last), place);
  }

  /** Tells that a body has no solution any more. */
  void ends(Node owner) {
    tell(probes.ends(owner), place(owner));
  }

  private static Span place(Node owner) {
    return owner instanceof Rule rule ? rule.head().span() : owner.span();
  }

  /** Tells what {@code trace} is called with. */
  void note(Operand message) {
    Probe probe = probes.note();
    if (probe != null) {
      Operand.Local object = frame.out.newOperand();
      frame.out.add(new Stmt.MakeObject(object.index(), frame.out.location()));
      insert(Probes.MESSAGE, message, object.index());
      call(probe.builtin(), List.of(frame.tables.string(probe.name()), object));
    }
  }

  private void tell(@Nullable Probe probe, Span place) {
    if (probe == null) {
      return;
    }
    frame.out.at(place);
    List<Operand> args = new ArrayList<>(List.of(frame.tables.string(probe.name())));
    if (probe.builtin().equals(BuiltinDecl.VALUES)) {
      args.add(values(probe.values()));
    }
    call(probe.builtin(), args);
  }

  private Operand values(List<Term> terms) {
    Map<String, Term> bound = new LinkedHashMap<>();
    for (Term term : terms) {
      if (isBound(term)) {
        bound.putIfAbsent(term.span().text(), term);
      }
    }
    Emitter out = frame.out;
    Operand.Local object = out.newOperand();
    out.add(new Stmt.MakeObject(object.index(), out.location()));
    bound.forEach(
        (name, term) ->
            // A ref may be undefined.
            out.attempt(() -> value(term, value -> insert(name, value, object.index()))));
    return object;
  }

  private boolean isBound(Term term) {
    return term instanceof Ref ref
        ? (ref.startsWith("data") || frame.scope.isBound(ref.head()))
            && ref.path().stream().allMatch(frame.scope::isBound)
        : frame.scope.isBound(term);
  }

  private void value(Term term, Consumer<Operand> then) {
    if (term instanceof Ref ref) {
      frame.refs.plan(ref, then);
    } else {
      then.accept(frame.terms.plan(term));
    }
  }

  private void insert(String name, Operand value, int object) {
    Emitter out = frame.out;
    out.add(new Stmt.ObjectInsert(frame.tables.string(name), value, object, out.location()));
  }

  private void call(String builtin, List<Operand> args) {
    frame.tables.probe(builtin, args.size());
    frame.out.call(builtin, args);
  }

  /** The body of a rule whose cases are told: what makes their names comes as early as it can. */
  List<Expr> ordered(Rule rule, List<Expr> body) {
    if (probes.caseOf(rule).isEmpty()) {
      return body;
    }
    Span ref = rule.head().ref().span();
    List<Expr> names = new ArrayList<>();
    body.stream().filter(expr -> isIn(expr, ref)).forEach(names::add);
    List<Expr> ordered = new ArrayList<>();
    Set<String> bound = new HashSet<>(Set.of("input", "data"));
    for (Expr expr : body) {
      if (!isIn(expr, ref)) {
        ordered.add(expr);
        bound.addAll(Variables.needed(expr));
      }
      names.removeIf(name -> moved(name, bound, ordered));
    }
    ordered.addAll(names);
    return ordered;
  }

  private static boolean isIn(Expr expr, Span span) {
    return expr.span().start() >= span.start() && expr.span().end() <= span.end();
  }

  private static boolean moved(Expr name, Set<String> bound, List<Expr> ordered) {
    Set<String> needs = Variables.needed(name);
    var equality = Exprs.unification(name);
    if (equality != null && equality.args().get(0) instanceof Var made) {
      needs.remove(made.name());
      if (bound.containsAll(needs)) {
        ordered.add(name);
        bound.add(made.name());
        return true;
      }
    }
    return false;
  }

  /** What is to be planned after each expression of a rule's body, and before the first. */
  Runnable cases(Rule rule) {
    List<Term> steps = probes.caseOf(rule);
    boolean[] told = {steps.isEmpty()};
    return () -> {
      if (!told[0] && steps.stream().allMatch(frame.scope::isBound)) {
        told[0] = true;
        frame.out.at(rule.head().span());
        Operand.Local names = frame.out.newOperand();
        frame.out.add(new Stmt.MakeArray(steps.size(), names.index(), frame.out.location()));
        for (Term step : steps) {
          Operand value = frame.terms.plan(step);
          frame.out.add(new Stmt.ArrayAppend(value, names.index(), frame.out.location()));
        }
        call(BuiltinDecl.CASE, List.of(names));
      }
    };
  }
}
