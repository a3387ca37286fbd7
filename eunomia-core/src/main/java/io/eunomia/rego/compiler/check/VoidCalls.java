package io.eunomia.rego.compiler.check;

import io.eunomia.rego.ast.AstVisitor;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.ErrorCodes;
import io.eunomia.rego.compiler.Pass;
import io.eunomia.rego.compiler.walk.Exprs;

/** {@code print} gives no value: it can only stand alone. */
public final class VoidCalls implements Pass {
  @Override
  public void run(Compilation compilation) {
    AstVisitor visitor =
        new AstVisitor() {
          @Override
          protected boolean enter(Node node) {
            Call statement = node instanceof Expr expr ? Exprs.call(expr) : null;
            if (statement != null) {
              walk(statement.args());
              walk(((Expr) node).withs());
              return false;
            }
            if (node instanceof Call call && Exprs.isCallOf(call, "print")) {
              compilation.error(ErrorCodes.TYPE, call.span(), "print used as value");
            }
            return true;
          }
        };
    compilation.modules().forEach(visitor::walk);
  }
}
