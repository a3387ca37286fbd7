package io.eunomia.rego.compiler.check;

import io.eunomia.rego.ast.AstVisitor;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.builtins.Builtin;
import io.eunomia.rego.builtins.Builtins;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.ErrorCodes;
import io.eunomia.rego.compiler.Pass;
import io.eunomia.rego.compiler.walk.Exprs;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Severity;
import io.eunomia.rego.source.Span;

/** Every call must be of a builtin or a rule, with as many arguments as that takes. */
public final class UndefinedFunctions implements Pass {
  @Override
  public void run(Compilation compilation) {
    AstVisitor visitor =
        new AstVisitor() {
          @Override
          protected boolean enter(Node node) {
            return !(node instanceof Expr.Literal literal)
                || !(literal.term() instanceof Call)
                || check(literal, compilation);
          }
        };
    compilation.modules().forEach(visitor::walk);
  }

  /** Whether the expression's calls are right. */
  private static boolean check(Expr.Literal literal, Compilation compilation) {
    Call call = (Call) literal.term();
    if (Exprs.unification(literal) != null && call.args().get(1) instanceof Call value) {
      return check(value, false, value.span(), compilation);
    }
    return check(call, true, literal.span(), compilation);
  }

  private static boolean check(
      Call call, boolean mayHaveResult, Span span, Compilation compilation) {
    Ref name = call.operator();
    int arity = compilation.arity(name);
    int given = call.args().size();
    if (arity < 0) {
      compilation.report(
          new Diagnostic(
              ErrorCodes.TYPE,
              Severity.ERROR,
              span,
              "undefined function " + compilation.locals().readable(name),
              Builtins.find(name.dotted()) == null
                  ? null
                  : "a builtin of this name is there, but not allowed here"));
      return false;
    }
    boolean unification = Exprs.isCallOf(call, Exprs.EQ);
    if (given == arity || (mayHaveResult && !unification && given == arity + 1)) {
      return true;
    }
    Builtin builtin = compilation.builtin(name);
    if (builtin != null) {
      String hint = "have: " + arguments(given) + "; want: " + builtin.type().signature(false);
      String message = builtin.name() + ": arity mismatch";
      compilation.report(Diagnostic.error(ErrorCodes.TYPE, span, message, hint));
      return false;
    }
    compilation.error(
        ErrorCodes.TYPE,
        span,
        "function "
            + compilation.locals().readable(name)
            + " has arity "
            + arity
            + ", got "
            + arguments(given));
    return false;
  }

  private static String arguments(int count) {
    return count == 1 ? "1 argument" : count + " arguments";
  }
}
