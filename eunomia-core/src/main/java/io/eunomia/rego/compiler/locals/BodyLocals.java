package io.eunomia.rego.compiler.locals;

import io.eunomia.rego.ast.BooleanTerm;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.ast.With;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.ErrorCodes;
import io.eunomia.rego.compiler.safety.OutputVars;
import io.eunomia.rego.compiler.walk.Comprehensions;
import io.eunomia.rego.compiler.walk.Exprs;
import io.eunomia.rego.compiler.walk.TreeRewriter;
import io.eunomia.rego.compiler.walk.Variables;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Rewrites the local variables of a body and of the closures in it. */
final class BodyLocals extends TreeRewriter {
  private final Compilation compilation;
  private final List<Diagnostic> errors = new ArrayList<>();
  private Scope scope;

  BodyLocals(Scope scope, Compilation compilation) {
    this.scope = scope;
    this.compilation = compilation;
  }

  /** What is wrong so far. */
  List<Diagnostic> errors() {
    return errors;
  }

  /**
   * Rewrites a body in the current scope.
   *
   * @param used the variables, by their names in the source, that stand where the body's value is
   *     made
   */
  List<Expr> rewrite(List<Expr> body, Set<String> used) {
    List<Expr> rewritten = new ArrayList<>();
    for (Expr expr : body) {
      Expr result = statement(expr);
      if (result != null) {
        rewritten.add(result);
      }
    }
    if (rewritten.isEmpty()) {
      Span span = body.get(0).span();
      rewritten.add(Expr.Literal.of(new BooleanTerm(true, span)));
    }
    if (errors.isEmpty()) {
      UnusedLocals unused = new UnusedLocals(scope, body, rewritten, used);
      if (compilation.options().strict()) {
        unused.assigned().forEach(errors::add);
      }
      if (errors.isEmpty()) {
        unused.declared().forEach(errors::add);
      }
    }
    return rewritten;
  }

  private @Nullable Expr statement(Expr expr) {
    if (expr instanceof Expr.Some some) {
      some.vars().forEach(v -> declare(v, Occurrence.DECLARED, some.span()));
      return null;
    } else if (expr instanceof Expr.SomeIn some) {
      return unification(some);
    } else if (expr instanceof Expr.Literal literal) {
      Call assignment = Exprs.assignment(literal);
      return assignment == null ? expr(expr) : assign(literal, assignment);
    }
    return expr(expr);
  }

  /** The new name of a variable that is declared here; itself, and an error, if it cannot be. */
  private Var declare(Var v, Occurrence occurrence, Span span) {
    Scope.Entry known = scope.own(v.name());
    if (known != null) {
      error(span, known.occurrence.conflict(v.name()));
      return v;
    }
    Var fresh = compilation.locals().fresh(v.name(), v.span());
    scope.put(v.name(), fresh.name(), occurrence);
    return fresh;
  }

  private void error(Span span, String message) {
    errors.add(Diagnostic.error(ErrorCodes.COMPILE, span, message));
  }

  private Expr assign(Expr.Literal literal, Call call) {
    if (literal.negated()) {
      error(literal.span(), "cannot assign vars inside negated expression");
      return literal;
    }
    // The right side first: it sees the variables as they were before.
    Term value = term(call.args().get(1));
    List<With> withs = all(literal.withs(), this::with);
    Term target =
        new AssignmentTarget((v, span) -> declare(v, Occurrence.ASSIGNED, span), this::error)
            .term(call.args().get(0));
    Ref operator = Exprs.operator(Exprs.EQ, call.operator().span());
    return new Expr.Literal(
        new Call(operator, List.of(target, value), call.span()), false, withs, literal.span());
  }

  private Expr unification(Expr.SomeIn some) {
    Term key = some.key() == null ? compilation.locals().fresh(some.span()) : some.key();
    Ref element =
        some.domain() instanceof Ref domain
            ? domain.append(key)
            : new Ref(some.domain(), List.of(key), some.domain().span());
    Call match =
        new Call(
            Exprs.operator(Exprs.EQ, some.span()), List.of(some.value(), element), some.span());
    Expr.Literal unify = new Expr.Literal(match, false, some.withs(), some.span());
    Set<String> outer = Variables.of(some.domain());
    OutputVars outputs = new OutputVars(compilation::arity);
    for (String name : new TreeSet<>(outputs.of(unify, outer::contains))) {
      declare(new Var(name, some.span()), Occurrence.DECLARED, some.span());
    }
    return expr(unify);
  }

  @Override
  public Expr every(Expr.Every every) {
    Term domain = term(every.domain());
    scope = new Scope(scope);
    try {
      Var key = every.key();
      if (key != null) {
        key = key.isWildcard() ? null : declare(key, Occurrence.DECLARED, every.span());
      }
      Var value = every.value();
      if (!value.isWildcard()) {
        value = declare(value, Occurrence.DECLARED, every.span());
      }
      List<Expr> body = rewrite(every.body(), Set.of());
      return new Expr.Every(key, value, domain, body, all(every.withs(), this::with), every.span());
    } finally {
      scope = outerOf(scope);
    }
  }

  @Override
  public Term comprehension(Comprehension comprehension) {
    List<Term> results = Comprehensions.results(comprehension);
    scope = new Scope(scope);
    try {
      List<Expr> body = rewrite(comprehension.body(), Variables.of(results));
      return Comprehensions.with(comprehension, terms(results), body);
    } finally {
      scope = outerOf(scope);
    }
  }

  private static Scope outerOf(Scope scope) {
    Scope outer = scope.outer();
    if (outer == null) {
      throw new IllegalStateException("no scope around");
    }
    return outer;
  }

  @Override
  protected Term var(Var v) {
    Scope.Entry known = scope.find(v.name());
    if (known != null) {
      known.use();
      return known.renamed.equals(v.name()) ? v : new Var(known.renamed, v.span());
    }
    scope.put(v.name(), v.name(), Occurrence.SEEN);
    return v;
  }

  @Override
  public Term ref(Ref ref) {
    if (Exprs.isRoot(ref)) {
      Scope.Entry known = scope.find(((Var) ref.head()).name());
      return known == null || known.occurrence == Occurrence.SEEN
          ? ref
          : new Var(known.renamed, ref.span());
    }
    return super.ref(ref);
  }

  @Override
  protected Ref operator(Ref operator) {
    return Exprs.isInfix(operator) ? operator : parts(operator);
  }

  @Override
  public With with(With with) {
    Ref target = new Ref(with.target().head(), terms(with.target().path()), with.target().span());
    return new With(target, term(with.value()), with.span());
  }
}
