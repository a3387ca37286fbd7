package io.eunomia.rego.compiler.rewrite;

import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.BooleanTerm;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.SetComprehension;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.ErrorCodes;
import io.eunomia.rego.compiler.Pass;
import io.eunomia.rego.compiler.safety.OutputVars;
import io.eunomia.rego.compiler.walk.Exprs;
import io.eunomia.rego.compiler.walk.TreeRewriter;
import io.eunomia.rego.compiler.walk.Variables;
import io.eunomia.rego.compiler.walk.Variables.Skip;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes {@code print} calls out; or, if they are to stay, hands the builtin a set comprehension an
 * argument, so that one that is undefined is printed as such and does not end the body. What is
 * printed must be bound by what stands before it: it would be put into another order else.
 */
public final class PrintCalls implements Pass {
  private static final String PRINT = "print";
  private static final String INTERNAL = "internal.print";

  @Override
  public void run(Compilation compilation) {
    TreeRewriter prints = compilation.options().keepPrints() ? new Keep(compilation) : new Erase();
    compilation.replaceRules(prints::rule);
  }

  private static final class Erase extends TreeRewriter {
    @Override
    public List<Expr> body(List<Expr> body) {
      List<Expr> inner = super.body(body);
      List<Expr> kept =
          inner.stream().filter(expr -> !Exprs.isCallOf(Exprs.call(expr), PRINT)).toList();
      if (kept.size() == inner.size()) {
        return inner;
      }
      // An empty body would be no body.
      return kept.isEmpty()
          ? List.of(Expr.Literal.of(new BooleanTerm(true, body.get(0).span())))
          : kept;
    }
  }

  private static final class Keep extends TreeRewriter {
    private final Compilation compilation;
    private final OutputVars outputs;

    /** What is bound where the work is. */
    private Set<String> bound = new HashSet<>();

    Keep(Compilation compilation) {
      this.compilation = compilation;
      this.outputs = new OutputVars(compilation::arity);
    }

    @Override
    public Rule rule(Rule rule) {
      bound = new HashSet<>(Set.of("data", "input"));
      if (rule.head().args() != null) {
        bound.addAll(Variables.of(rule.head().args()));
      }
      return super.rule(rule);
    }

    @Override
    public List<Expr> body(List<Expr> body) {
      Set<String> outer = bound;
      bound = new HashSet<>(outer);
      List<Expr> result = new ArrayList<>();
      for (Expr expr : body) {
        Expr inner = expr(expr);
        Call call = Exprs.call(inner);
        result.add(
            call != null && Exprs.isCallOf(call, PRINT)
                ? ((Expr.Literal) inner).withTerm(print(call))
                : inner);
        bound.addAll(outputs.of(expr, bound::contains));
      }
      bound = outer;
      return result;
    }

    @Override
    public Expr every(Expr.Every every) {
      Set<String> outer = bound;
      bound = new HashSet<>(outer);
      if (every.key() != null) {
        bound.add(every.key().name());
      }
      bound.add(every.value().name());
      Expr inner = super.every(every);
      bound = outer;
      return inner;
    }

    private Call print(Call call) {
      call.args().forEach(this::check);
      List<Term> captured = call.args().stream().map(this::capture).toList();
      return new Call(
          Exprs.operator(INTERNAL, call.span()),
          List.of(new ArrayTerm(captured, call.span())),
          call.span());
    }

    private void check(Term arg) {
      Variables needed = new Variables(Skip.FUNCTION_NAMES, Skip.CLOSURES);
      needed.walk(arg);
      for (String name : new TreeSet<>(needed.names())) {
        if (!bound.contains(name)) {
          Var shown = new Var(compilation.locals().original(name), arg.span());
          compilation.error(
              ErrorCodes.COMPILE,
              arg.span(),
              "var " + (shown.isWildcard() ? "_" : shown.name()) + " is undeclared");
        }
      }
    }

    private Term capture(Term arg) {
      Var local = compilation.locals().fresh(arg.span());
      return new SetComprehension(local, List.of(Exprs.eq(local, arg, List.of())), arg.span());
    }
  }
}
