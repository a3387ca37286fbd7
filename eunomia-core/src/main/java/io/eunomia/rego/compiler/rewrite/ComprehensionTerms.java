package io.eunomia.rego.compiler.rewrite;

import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.Pass;
import io.eunomia.rego.compiler.walk.Comprehensions;
import io.eunomia.rego.compiler.walk.Exprs;
import io.eunomia.rego.compiler.walk.TreeRewriter;
import java.util.ArrayList;
import java.util.List;

/** Moves refs and closures out of what comprehensions collect, to the ends of their bodies. */
public final class ComprehensionTerms implements Pass {
  @Override
  public void run(Compilation compilation) {
    TreeRewriter rewriter =
        new TreeRewriter() {
          @Override
          public Term comprehension(Comprehension comprehension) {
            Comprehension inner = (Comprehension) super.comprehension(comprehension);
            List<Expr> body = new ArrayList<>(inner.body());
            List<Term> results = new ArrayList<>();
            for (Term result : Comprehensions.results(inner)) {
              if (Exprs.needsEvaluation(result)) {
                Var local = compilation.locals().fresh(result.span());
                body.add(Exprs.eq(local, result, List.of()));
                results.add(local);
              } else {
                results.add(result);
              }
            }
            return body.size() == inner.body().size()
                ? inner
                : Comprehensions.with(inner, results, body);
          }
        };
    compilation.replaceRules(rewriter::rule);
  }
}
