package io.eunomia.rego.compiler.rewrite;

import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.Pass;
import io.eunomia.rego.compiler.walk.Exprs;
import io.eunomia.rego.compiler.walk.TreeRewriter;

/** Makes {@code ==} that stands alone {@code =}: once all is safe, they mean the same. */
public final class DoubleEquals implements Pass {
  @Override
  public void run(Compilation compilation) {
    TreeRewriter rewriter =
        new TreeRewriter() {
          @Override
          public Expr expr(Expr expr) {
            Expr inner = super.expr(expr);
            Call call = Exprs.call(inner);
            if (call == null || !Exprs.isCallOf(call, "equal") || call.args().size() != 2) {
              return inner;
            }
            Call eq =
                new Call(
                    Exprs.operator(Exprs.EQ, call.operator().span()), call.args(), call.span());
            return ((Expr.Literal) inner).withTerm(eq);
          }
        };
    compilation.replaceRules(rule -> Branches.bodies(rule, rewriter::body));
  }
}
