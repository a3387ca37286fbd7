package io.eunomia.rego.compiler.rewrite;

import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.Pass;
import io.eunomia.rego.compiler.walk.Exprs;
import java.util.List;

/** Moves refs and closures out of parameters, keys and values into bodies. */
public final class HeadTerms implements Pass {
  @Override
  public void run(Compilation compilation) {
    Branches.Mover keep = (term, support) -> term;
    Branches.Mover move = (term, support) -> move(term, support, compilation);
    compilation.replaceRules(rule -> Branches.move(rule, move, keep, move));
  }

  private static Term move(Term term, List<Expr> support, Compilation compilation) {
    if (!Exprs.needsEvaluation(term)) {
      return term;
    }
    Var local = compilation.locals().fresh(term.span());
    support.add(Exprs.eq(local, term, List.of()));
    return local;
  }
}
