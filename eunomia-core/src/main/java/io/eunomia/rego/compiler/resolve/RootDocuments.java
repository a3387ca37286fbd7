package io.eunomia.rego.compiler.resolve;

import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Else;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Head;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.ErrorCodes;
import io.eunomia.rego.compiler.Pass;
import io.eunomia.rego.compiler.walk.Exprs;
import io.eunomia.rego.compiler.walk.Search;
import io.eunomia.rego.source.Span;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** No rule, parameter or variable may be called {@code data} or {@code input}. */
public final class RootDocuments implements Pass {
  private static final Set<String> ROOTS = Set.of("data", "input");

  @Override
  public void run(Compilation compilation) {
    for (Module module : compilation.modules()) {
      if (compilation.options().strict() || module.version() == RegoVersion.V1) {
        module.rules().forEach(rule -> rule(module, rule, compilation));
        Search.exprs(module, expr -> assignment(expr, compilation));
      }
    }
  }

  private static void rule(Module module, Rule rule, Compilation compilation) {
    Head head = rule.head();
    Term name = head.ref().path().get(module.path().path().size());
    head(rule.span(), name, head, null, compilation);
    for (Else branch : rule.elses()) {
      // OPA gives each branch a copy of the head, standing where the branch does.
      head(branch.span(), name, head, branch.span(), compilation);
    }
  }

  private static void head(
      Span span, Term name, Head head, @Nullable Span args, Compilation compilation) {
    if (name instanceof StringTerm s && ROOTS.contains(s.value())) {
      report(compilation, span, "rules", s.value(), "rule");
    }
    if (head.args() != null) {
      for (Term arg : head.args()) {
        if (arg instanceof Var v && ROOTS.contains(v.name())) {
          report(compilation, args == null ? v.span() : args, "args", v.name(), "variable");
        }
      }
    }
  }

  private static void assignment(Expr expr, Compilation compilation) {
    Call call = Exprs.assignment(expr);
    if (call != null) {
      if (call.args().get(0) instanceof Ref target && Exprs.isRoot(target)) {
        report(compilation, expr.span(), "variables", target.dotted(), "variable");
      }
    }
  }

  private static void report(
      Compilation compilation, Span span, String what, String root, String instead) {
    compilation.error(
        ErrorCodes.COMPILE,
        span,
        what + " must not shadow " + root + " (use a different " + instead + " name)");
  }
}
