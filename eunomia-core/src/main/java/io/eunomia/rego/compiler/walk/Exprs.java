package io.eunomia.rego.compiler.walk;

import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.ast.With;
import io.eunomia.rego.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes and recognizes the expressions that passes deal in. */
public final class Exprs {
  /** The operator of unification. */
  public static final String EQ = "eq";

  /** The operator of {@code :=}. */
  public static final String ASSIGN = "assign";

  private Exprs() {}

  /** The name of a builtin as an operator. */
  public static Ref operator(String name, Span span) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      return new Ref(new Var(name, span), List.of(), span);
    }
    List<Term> path =
        List.of(name.substring(dot + 1).split("\\.", -1)).stream()
            .map(step -> (Term) StringTerm.of(step, span))
            .toList();
    return new Ref(new Var(name.substring(0, dot), span), path, span);
  }

  /** {@code left = right}, standing where the right side does. */
  public static Expr.Literal eq(Term left, Term right, List<With> withs) {
    Span span = right.span();
    Call call = new Call(operator(EQ, span), List.of(left, right), span);
    return new Expr.Literal(call, false, withs, span);
  }

  /** The call that an expression consists of, or {@code null}. */
  public static @Nullable Call call(Expr expr) {
    return expr instanceof Expr.Literal literal && literal.term() instanceof Call call
        ? call
        : null;
  }

  /** Whether a call is of the builtin of a name. */
  public static boolean isCallOf(@Nullable Call call, String name) {
    return call != null && call.operator().dotted().equals(name);
  }

  /** The call if the expression unifies two terms, or {@code null}. */
  public static @Nullable Call unification(Expr expr) {
    Call call = call(expr);
    return call != null && isCallOf(call, EQ) && call.args().size() == 2 ? call : null;
  }

  /** The call if the expression is {@code left := right}, or {@code null}. */
  public static @Nullable Call assignment(Expr expr) {
    Call call = call(expr);
    return call != null && isCallOf(call, ASSIGN) && call.args().size() == 2 ? call : null;
  }

  /**
   * Whether a call was written between its operands or is of the compiler's making: its operator is
   * meant, whatever names a module gives to its own rules.
   */
  public static boolean isInfix(Ref operator) {
    return operator.head() instanceof Var name && !name.span().text().equals(name.name());
  }

  /** Whether a term can be undefined or has closures: such a term has a line of its own. */
  public static boolean needsEvaluation(Term term) {
    return Search.contains(term, t -> t instanceof Ref || t instanceof Comprehension);
  }

  /** Whether a ref is the whole of {@code data} or {@code input}. */
  public static boolean isRoot(Ref ref) {
    return ref.path().isEmpty() && (ref.startsWith("data") || ref.startsWith("input"));
  }
}
