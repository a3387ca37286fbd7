package io.eunomia.rego.compiler;

import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Else;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Head;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.ObjectTerm;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.SetTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.ast.With;
import io.eunomia.rego.compiler.walk.Comprehensions;
import io.eunomia.rego.compiler.walk.Exprs;
import io.eunomia.rego.compiler.walk.Variables;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks the promises that the compiler makes to the planner, on the terms themselves. */
final class NormalFormCheck {
  private static final Set<String> ROOTS = Set.of("data", "input");

  private final List<String> problems = new ArrayList<>();

  private NormalFormCheck() {}

  /** What is not in normal form, each with its place. */
  static List<String> problems(Program program) {
    NormalFormCheck check = new NormalFormCheck();
    for (Module module : program.modules()) {
      for (Rule rule : module.rules()) {
        check.rule(rule);
      }
    }
    return check.problems;
  }

  private void expect(boolean fine, String what, Object where) {
    if (!fine) {
      problems.add(what + ": " + where);
    }
  }

  private void rule(Rule rule) {
    Head head = rule.head();
    expect(head.ref().startsWith("data"), "head not absolute", head.ref());
    for (Term step : head.ref().path()) {
      expect(step.isScalar() || step instanceof Var, "step of a head", head.ref());
    }
    Set<String> args = new HashSet<>();
    if (head.args() != null) {
      for (Term arg : head.args()) {
        value(arg);
        args.addAll(Variables.of(arg));
      }
    }
    Set<String> bound = body(rule.body(), args);
    head.ref().path().forEach(step -> isBound(step, bound));
    if (head.key() != null) {
      value(head.key());
      isBound(head.key(), bound);
    }
    if (head.value() != null) {
      value(head.value());
      isBound(head.value(), bound);
    }
    for (Else branch : rule.elses()) {
      Set<String> inBranch = body(branch.body(), args);
      value(branch.value());
      isBound(branch.value(), inBranch);
    }
  }

  private void isBound(Term term, Set<String> bound) {
    for (String name : Variables.of(term)) {
      expect(bound.contains(name), "not bound: " + name, term);
    }
  }

  /** Checks a body; the variables that are bound after it. */
  private Set<String> body(List<Expr> body, Set<String> before) {
    Set<String> bound = new HashSet<>(before);
    for (Expr expr : body) {
      expr(expr, bound);
    }
    return bound;
  }

  private void expr(Expr expr, Set<String> bound) {
    for (With with : expr.withs()) {
      expect(with.target().isGround(), "target", with);
      if (with.value() instanceof Ref function) {
        expect(function.isGround(), "replacement", with);
      } else {
        value(with.value());
        isBound(with.value(), bound);
      }
    }
    if (expr instanceof Expr.Every every) {
      value(every.domain());
      isBound(every.domain(), bound);
      Set<String> inside = new HashSet<>(bound);
      if (every.key() != null) {
        inside.add(every.key().name());
      }
      inside.add(every.value().name());
      body(every.body(), inside);
      return;
    }
    expect(expr instanceof Expr.Literal, "declaration", expr);
    if (!(expr instanceof Expr.Literal literal)) {
      return;
    }
    Set<String> after = new HashSet<>(bound);
    if (literal.term() instanceof Call call) {
      call(literal, call, bound, after);
    } else {
      expect(!(literal.term() instanceof Comprehension), "closure alone", literal);
      side(literal.term(), bound, after);
      inputs(literal.term(), after);
    }
    if (literal.negated()) {
      expect(after.equals(bound), "negated, but binds " + after, literal);
    }
    bound.addAll(after);
  }

  private void call(Expr.Literal literal, Call call, Set<String> bound, Set<String> after) {
    if (Exprs.unification(literal) == null) {
      expect(!Exprs.isCallOf(call, "assign"), "assignment", call);
      call.args().forEach(this::value);
      call.args().forEach(arg -> isBound(arg, bound));
      return;
    }
    Term left = call.args().get(0);
    Term right = call.args().get(1);
    if (right instanceof Call function) {
      value(left);
      function.args().forEach(this::value);
      function.args().forEach(arg -> isBound(arg, bound));
      after.addAll(Variables.of(left));
      return;
    }
    expect(!(left instanceof Comprehension), "closure on the left", call);
    expect(!(left instanceof Ref && right instanceof Comprehension), "ref and closure", call);
    side(left, bound, after);
    side(right, bound, after);
    after.addAll(Variables.bound(left));
    after.addAll(Variables.bound(right));
    // Keys and the elements of sets are looked up, not bound.
    inputs(left, after);
    inputs(right, after);
  }

  private void inputs(Term term, Set<String> bound) {
    if (!(term instanceof Comprehension)) {
      for (String name : Variables.of(term)) {
        expect(ROOTS.contains(name) || bound.contains(name), "not bound: " + name, term);
      }
    }
  }

  private void side(Term term, Set<String> bound, Set<String> after) {
    if (term instanceof Ref ref) {
      expect(ref.head() instanceof Var, "head of a ref", ref);
      if (ref.head() instanceof Var head) {
        expect(ROOTS.contains(head.name()) || bound.contains(head.name()), "head unbound", ref);
      }
      for (Term step : ref.path()) {
        value(step);
        after.addAll(Variables.bound(step));
      }
    } else if (term instanceof Comprehension comprehension) {
      Set<String> inside = body(comprehension.body(), bound);
      for (Term result : Comprehensions.results(comprehension)) {
        value(result);
        isBound(result, inside);
      }
    } else {
      value(term);
    }
  }

  /** A variable, a scalar, or a composite of such. */
  private void value(Term term) {
    if (term instanceof Var v) {
      expect(!ROOTS.contains(v.name()), "root as a variable", v);
    } else if (term instanceof ArrayTerm a) {
      a.elements().forEach(this::value);
    } else if (term instanceof SetTerm s) {
      s.elements().forEach(this::value);
    } else if (term instanceof ObjectTerm o) {
      for (ObjectTerm.Entry entry : o.entries()) {
        value(entry.key());
        value(entry.value());
      }
    } else {
      expect(term.isScalar(), "no value", term);
    }
  }
}
