package io.eunomia.rego.compiler.locals;

import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.ObjectTerm;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.compiler.Compilation;
import io.eunomia.rego.compiler.ErrorCodes;
import java.util.List;

/** Renames the variables in the patterns of a function's parameters. */
final class Parameters {
  private final Scope scope;
  private final Compilation compilation;

  Parameters(Scope scope, Compilation compilation) {
    this.scope = scope;
    this.compilation = compilation;
  }

  List<Term> rewrite(List<Term> patterns) {
    return patterns.stream().map(this::pattern).toList();
  }

  private Term pattern(Term term) {
    if (term instanceof Var v) {
      return parameter(v);
    } else if (term instanceof Ref r && r.path().isEmpty() && r.head() instanceof Var v) {
      return parameter(v);
    } else if (term instanceof ArrayTerm a) {
      return new ArrayTerm(rewrite(a.elements()), a.span());
    } else if (term instanceof ObjectTerm o) {
      return new ObjectTerm(
          o.entries().stream().map(e -> new ObjectTerm.Entry(e.key(), pattern(e.value()))).toList(),
          o.span());
    } else if (term instanceof Call c) {
      compilation.error(ErrorCodes.COMPILE, c.span(), "rule arguments cannot contain calls");
    }
    // The rest is compared with what the body binds: HeadTerms moves it there.
    return term;
  }

  private Var parameter(Var v) {
    Scope.Entry known = scope.own(v.name());
    if (known != null) {
      known.use();
      return new Var(known.renamed, v.span());
    }
    Var fresh = compilation.locals().fresh(v.name(), v.span());
    scope.put(v.name(), fresh.name(), Occurrence.ARG);
    return fresh;
  }
}
