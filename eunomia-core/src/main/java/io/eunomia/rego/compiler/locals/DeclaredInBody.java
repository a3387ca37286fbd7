package io.eunomia.rego.compiler.locals;

import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.compiler.walk.Exprs;
import io.eunomia.rego.compiler.walk.TreeRewriter;
import java.util.List;

/** Renames in a head what the body declared. */
final class DeclaredInBody extends TreeRewriter {
  private final Scope scope;

  DeclaredInBody(Scope scope) {
    this.scope = scope;
  }

  /** Terms that stand in the head. */
  List<Term> each(List<Term> terms) {
    return terms(terms);
  }

  @Override
  protected Term var(Var v) {
    Scope.Entry known = scope.own(v.name());
    return known == null || known.renamed.equals(v.name()) ? v : new Var(known.renamed, v.span());
  }

  @Override
  public Term ref(Ref ref) {
    if (Exprs.isRoot(ref)) {
      Scope.Entry known = scope.own(((Var) ref.head()).name());
      if (known == null || known.occurrence == Occurrence.SEEN) {
        return ref;
      }
      return new Var(known.renamed, ref.span());
    }
    return super.ref(ref);
  }

  @Override
  protected Ref operator(Ref operator) {
    return Exprs.isInfix(operator) ? operator : parts(operator);
  }
}
