package io.eunomia.rego.compiler.rewrite;

import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.BooleanTerm;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.SetComprehension;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.Pass;
import io.eunomia.rego.compiler.walk.Exprs;
import io.eunomia.rego.compiler.walk.TreeRewriter;
import java.util.List;

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

    Keep(Compilation compilation) {
      this.compilation = compilation;
    }

    @Override
    public Expr expr(Expr expr) {
      Expr inner = super.expr(expr);
      Call call = Exprs.call(inner);
      if (!Exprs.isCallOf(call, PRINT) || call == null) {
        return inner;
      }
      List<Term> captured = call.args().stream().map(this::capture).toList();
      Call print =
          new Call(
              Exprs.operator(INTERNAL, call.span()),
              List.of(new ArrayTerm(captured, call.span())),
              call.span());
      return ((Expr.Literal) inner).withTerm(print);
    }

    private Term capture(Term arg) {
      Var local = compilation.locals().fresh(arg.span());
      return new SetComprehension(local, List.of(Exprs.eq(local, arg, List.of())), arg.span());
    }
  }
}
