package io.eunomia.rego.compiler.check;

import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.ErrorCodes;
import io.eunomia.rego.compiler.Pass;
import io.eunomia.rego.compiler.walk.Exprs;
import io.eunomia.rego.compiler.walk.TreeVisitor;

/** {@code print} gives no value: it can only stand alone. */
public final class VoidCalls implements Pass {
  @Override
  public void run(Compilation compilation) {
    TreeVisitor visitor =
        new TreeVisitor() {
          @Override
          protected boolean enter(Expr expr) {
            Call call = Exprs.call(expr);
            if (call == null) {
              return true;
            }
            call.args().forEach(this::term);
            expr.withs().forEach(with -> term(with.value()));
            return false;
          }

          @Override
          protected boolean enter(Term term) {
            if (term instanceof Call call && Exprs.isCallOf(call, "print")) {
              compilation.error(ErrorCodes.TYPE, call.span(), "print used as value");
            }
            return true;
          }
        };
    for (Module module : compilation.modules()) {
      for (Rule rule : module.rules()) {
        visitor.rule(rule);
      }
    }
  }
}
