package io.eunomia.rego.compiler.walk;

import io.eunomia.rego.ast.AstRewriter;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.TemplateString;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.ast.With;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells variables and the names of functions from other terms, which compiler passes treat apart.
 */
@SuppressWarnings("ReferenceEquality") // As in the class it extends: the same instance, no change.
public abstract class TreeRewriter extends AstRewriter {
  @Override
  public Term term(Term term) {
    if (term instanceof Var v) {
      return var(v);
    }
    return term instanceof TemplateString template ? template(template) : super.term(term);
  }

  /** A variable that is a term by itself or the head or a step of a ref. */
  protected Term var(Var v) {
    return v;
  }

  /** A template string. */
  protected Term template(TemplateString template) {
    return super.term(template);
  }

  @Override
  public Term ref(Ref ref) {
    return parts(ref);
  }

  /** The name of a function, or the target of a modifier. */
  protected Ref operator(Ref operator) {
    return operator;
  }

  /** A ref's head and steps. A head that becomes a ref is joined with the steps. */
  protected final Ref parts(Ref ref) {
    Term head = term(ref.head());
    List<Term> path = terms(ref.path());
    if (head == ref.head() && path == ref.path()) {
      return ref;
    }
    if (head instanceof Ref prefix) {
      List<Term> joined = new ArrayList<>(prefix.path());
      joined.addAll(path);
      return new Ref(prefix.head(), joined, ref.span());
    }
    return new Ref(head, path, ref.span());
  }

  @Override
  public Term call(Call call) {
    Ref operator = operator(call.operator());
    List<Term> args = terms(call.args());
    return operator == call.operator() && args == call.args()
        ? call
        : new Call(operator, args, call.span());
  }

  @Override
  public With with(With with) {
    Ref target = operator(with.target());
    Term value = term(with.value());
    return target == with.target() && value == with.value()
        ? with
        : new With(target, value, with.span());
  }

  /** Terms in order; the same list if none changes. */
  protected final List<Term> terms(List<Term> terms) {
    return all(terms, this::term);
  }
}
