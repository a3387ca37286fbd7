package io.eunomia.rego.compiler.locals;

import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.ObjectTerm;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.TermNames;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.compiler.walk.Exprs;
import io.eunomia.rego.source.Span;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/** Rewrites what stands on the left of {@code :=}: a pattern of variables. */
final class AssignmentTarget {
  private final BiFunction<Var, Span, Var> declare;
  private final BiConsumer<Span, String> error;

  AssignmentTarget(BiFunction<Var, Span, Var> declare, BiConsumer<Span, String> error) {
    this.declare = declare;
    this.error = error;
  }

  Term term(Term target) {
    if (target instanceof Var v) {
      return declare.apply(v, v.span());
    } else if (target instanceof Ref r && Exprs.isRoot(r)) {
      return declare.apply((Var) r.head(), r.span());
    } else if (target instanceof ArrayTerm a) {
      return new ArrayTerm(a.elements().stream().map(this::term).toList(), a.span());
    } else if (target instanceof ObjectTerm o) {
      return new ObjectTerm(
          o.entries().stream().map(e -> new ObjectTerm.Entry(e.key(), term(e.value()))).toList(),
          o.span());
    }
    error.accept(target.span(), "cannot assign to " + TermNames.of(target));
    return target;
  }
}
