package io.eunomia.rego.compiler.rewrite;

import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.Pass;
import io.eunomia.rego.compiler.walk.Exprs;
import io.eunomia.rego.compiler.walk.TreeRewriter;
import java.util.List;

/** Makes a call with one argument more than its function takes {@code last = f(others)}. */
public final class OutputArguments implements Pass {
  @Override
  public void run(Compilation compilation) {
    TreeRewriter rewriter =
        new TreeRewriter() {
          @Override
          public Expr expr(Expr expr) {
            Expr inner = super.expr(expr);
            Call call = Exprs.call(inner);
            if (call == null || Exprs.unification(inner) != null) {
              return inner;
            }
            int arity = compilation.arity(call.operator());
            return call.args().size() == arity + 1 && !Exprs.isCallOf(call, "internal.print")
                ? ((Expr.Literal) inner).withTerm(withResult(call, arity))
                : inner;
          }
        };
    compilation.replaceRules(rule -> Branches.bodies(rule, rewriter::body));
  }

  private static Call withResult(Call call, int arity) {
    Ref eq = Exprs.operator(Exprs.EQ, call.span());
    Term value = new Call(call.operator(), call.args().subList(0, arity), call.span());
    return new Call(eq, List.of(call.args().get(arity), value), call.span());
  }
}
