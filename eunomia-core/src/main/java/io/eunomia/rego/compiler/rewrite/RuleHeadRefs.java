package io.eunomia.rego.compiler.rewrite;

import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.Pass;
import io.eunomia.rego.compiler.walk.Exprs;
import java.util.List;

/** Leaves only scalars and variables in the refs of rules: {@code p[input.x]} binds a variable. */
public final class RuleHeadRefs implements Pass {
  @Override
  public void run(Compilation compilation) {
    Branches.Mover keep = (term, support) -> term;
    Branches.Mover step = (term, support) -> step(term, support, compilation);
    compilation.replaceRules(rule -> Branches.move(rule, keep, step, keep));
  }

  private static Term step(Term term, List<Expr> support, Compilation compilation) {
    if (term.isScalar() || term instanceof Var) {
      return term;
    }
    Var local = compilation.locals().fresh(term.span());
    support.add(Exprs.eq(local, term, List.of()));
    return local;
  }
}
