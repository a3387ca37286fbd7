package io.eunomia.rego.compiler.rewrite;

import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.ObjectTerm;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.SetTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.ast.With;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.Pass;
import io.eunomia.rego.compiler.walk.Comprehensions;
import io.eunomia.rego.compiler.walk.Exprs;
import io.eunomia.rego.compiler.walk.TreeRewriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives each call inside a term a line of its own, {@code x = f(y)}, before the one it stands in;
 * also what refs go into that is no variable, and the domain of {@code every}. Such a line is
 * modified as the one it comes from is, but never negated.
 */
public final class ExprTerms implements Pass {
  @Override
  public void run(Compilation compilation) {
    compilation.replaceRules(rule -> rewrite(rule, compilation));
  }

  private static Rule rewrite(Rule rule, Compilation compilation) {
    Branches.Mover expand = (term, support) -> new Expander(compilation, support).term(term);
    Branches.Mover keep = (term, support) -> term;
    return Branches.move(
        Branches.bodies(rule, body -> expand(body, compilation)), expand, keep, expand);
  }

  private static List<Expr> expand(List<Expr> body, Compilation compilation) {
    List<Expr> result = new ArrayList<>();
    for (Expr expr : body) {
      expand(expr, compilation, result);
    }
    return result;
  }

  private static void expand(Expr expr, Compilation compilation, List<Expr> result) {
    // Replacements are evaluated outside of what they modify.
    Expander values = new Expander(compilation, result);
    List<With> withs =
        expr.withs().stream()
            .map(with -> new With(with.target(), values.term(with.value()), with.span()))
            .toList();
    List<Expr> support = new ArrayList<>();
    Expander expander = new Expander(compilation, support);
    Expr rewritten =
        expr instanceof Expr.Every every
            ? expander.every(every, withs)
            : expander.literal((Expr.Literal) expr, withs);
    for (Expr line : support) {
      Expr.Literal literal = (Expr.Literal) line;
      result.add(new Expr.Literal(literal.term(), false, withs, literal.span()));
    }
    result.add(rewritten);
  }

  /** Expands terms, adding lines to a list. */
  private static final class Expander extends TreeRewriter {
    private final Compilation compilation;
    private final List<Expr> support;

    Expander(Compilation compilation, List<Expr> support) {
      this.compilation = compilation;
      this.support = support;
    }

    Expr literal(Expr.Literal literal, List<With> withs) {
      Term term =
          literal.term() instanceof Call call
              ? new Call(call.operator(), terms(call.args()), call.span())
              : term(literal.term());
      return new Expr.Literal(term, literal.negated(), withs, literal.span());
    }

    Expr every(Expr.Every every, List<With> withs) {
      Term domain = term(every.domain());
      if (domain == every.domain() || !(domain instanceof Var)) {
        domain = local(domain);
      }
      return new Expr.Every(
          every.key(),
          every.value(),
          domain,
          expand(every.body(), compilation),
          withs,
          every.span());
    }

    private Var local(Term value) {
      Var local = compilation.locals().fresh(value.span());
      support.add(Exprs.eq(local, value, List.of()));
      return local;
    }

    @Override
    public Term call(Call call) {
      return local(new Call(call.operator(), terms(call.args()), call.span()));
    }

    @Override
    public Term ref(Ref ref) {
      Ref expanded = parts(ref);
      Term head = expanded.head();
      boolean isValue =
          head instanceof ArrayTerm
              || head instanceof ObjectTerm
              || head instanceof SetTerm
              || head instanceof Comprehension;
      return isValue ? new Ref(local(head), expanded.path(), ref.span()) : expanded;
    }

    @Override
    public Term comprehension(Comprehension comprehension) {
      List<Expr> body = expand(comprehension.body(), compilation);
      Expander inner = new Expander(compilation, body);
      List<Term> results = inner.terms(Comprehensions.results(comprehension));
      return Comprehensions.with(comprehension, results, body);
    }
  }
}
