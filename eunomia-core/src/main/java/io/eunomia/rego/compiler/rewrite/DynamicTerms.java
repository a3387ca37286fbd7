package io.eunomia.rego.compiler.rewrite;

import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.ObjectTerm;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.SetTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.ast.With;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.Pass;
import io.eunomia.rego.compiler.walk.Comprehensions;
import io.eunomia.rego.compiler.walk.Exprs;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives refs and closures a line of their own where they are arguments, elements, or steps of refs.
 * They stay where they are a whole side of a unification, or an expression.
 */
public final class DynamicTerms implements Pass {
  @Override
  public void run(Compilation compilation) {
    compilation.replaceRules(rule -> Branches.bodies(rule, body -> body(body, compilation)));
  }

  private static List<Expr> body(List<Expr> body, Compilation compilation) {
    List<Expr> result = new ArrayList<>();
    for (Expr expr : body) {
      new Line(compilation, expr.withs(), result).add(expr);
    }
    return result;
  }

  /** One line, and those that come before it. */
  private static final class Line {
    private final Compilation compilation;
    private final List<With> withs;
    private final List<Expr> result;

    Line(Compilation compilation, List<With> withs, List<Expr> result) {
      this.compilation = compilation;
      this.withs = withs;
      this.result = result;
    }

    void add(Expr expr) {
      if (expr instanceof Expr.Every every) {
        Term domain = part(every.domain());
        List<Expr> inner = body(every.body(), compilation);
        result.add(
            new Expr.Every(every.key(), every.value(), domain, inner, every.withs(), every.span()));
        return;
      }
      Expr.Literal literal = (Expr.Literal) expr;
      Term term = statement(literal);
      result.add(literal.withTerm(term));
    }

    private Term statement(Expr.Literal literal) {
      if (!(literal.term() instanceof Call call)) {
        // A closure alone says nothing, but it may end the evaluation.
        return literal.term() instanceof Comprehension closure
            ? part(closure)
            : whole(literal.term());
      }
      if (Exprs.unification(literal) == null) {
        return new Call(call.operator(), parts(call.args()), call.span());
      }
      return new Call(call.operator(), sides(call.args().get(0), call.args().get(1)), call.span());
    }

    /** At most one side is a call or a closure, and then it is the second, of a value. */
    private List<Term> sides(Term left, Term right) {
      if (right instanceof Call value) {
        Term inner = new Call(value.operator(), parts(value.args()), value.span());
        return List.of(part(left), inner);
      } else if (left instanceof Comprehension closure && !isLookedUp(right)) {
        Term value = part(right);
        return List.of(value, closure(closure));
      }
      Term first = left instanceof Comprehension ? part(left) : whole(left);
      boolean fits = !(first instanceof Ref) || !(right instanceof Comprehension);
      return List.of(first, fits ? whole(right) : part(right));
    }

    private static boolean isLookedUp(Term term) {
      return term instanceof Ref || term instanceof Comprehension;
    }

    private Term whole(Term term) {
      if (term instanceof Ref ref) {
        return new Ref(ref.head(), parts(ref.path()), ref.span());
      } else if (term instanceof Comprehension comprehension) {
        return closure(comprehension);
      }
      return part(term);
    }

    private Comprehension closure(Comprehension comprehension) {
      return Comprehensions.with(
          comprehension,
          Comprehensions.results(comprehension),
          body(comprehension.body(), compilation));
    }

    private List<Term> parts(List<Term> terms) {
      return terms.stream().map(this::part).toList();
    }

    private Term part(Term term) {
      if (term instanceof Ref || term instanceof Comprehension) {
        Term value = whole(term);
        Var local = compilation.locals().fresh(term.span());
        result.add(Exprs.eq(local, value, withs));
        return local;
      } else if (term instanceof ArrayTerm a) {
        return new ArrayTerm(parts(a.elements()), a.span());
      } else if (term instanceof SetTerm s) {
        return new SetTerm(parts(s.elements()), s.span());
      } else if (term instanceof ObjectTerm o) {
        return new ObjectTerm(
            o.entries().stream()
                .map(
                    e -> {
                      Term key = part(e.key());
                      return new ObjectTerm.Entry(key, part(e.value()));
                    })
                .toList(),
            o.span());
      }
      return term;
    }
  }
}
