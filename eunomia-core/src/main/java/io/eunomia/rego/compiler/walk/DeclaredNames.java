package io.eunomia.rego.compiler.walk;

import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.TemplateString;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The names that bodies and parameters declare: there they hide rules and imports. */
public final class DeclaredNames {
  private DeclaredNames() {}

  /** What {@code some} and {@code :=} declare anywhere in a body, but for comprehensions. */
  public static Set<String> ofBody(List<Expr> body) {
    Variables declared = new Variables();
    new TreeVisitor() {
      @Override
      protected boolean enter(Term term) {
        return !(term instanceof Comprehension);
      }

      @Override
      protected boolean enter(Expr expr) {
        Call assignment = Exprs.assignment(expr);
        if (assignment != null) {
          declared.term(assignment.args().get(0));
        } else if (expr instanceof Expr.Some some) {
          some.vars().forEach(declared::term);
        } else if (expr instanceof Expr.SomeIn some) {
          if (some.key() != null) {
            declared.term(some.key());
          }
          declared.term(some.value());
        }
        return true;
      }
    }.body(body);
    return declared.names();
  }

  /** The parameters of a function. */
  public static Set<String> ofArgs(List<Term> args) {
    Set<String> names = new LinkedHashSet<>();
    TreeVisitor patterns =
        new TreeVisitor() {
          @Override
          protected boolean enter(Term term) {
            if (term instanceof Var v) {
              names.add(v.name());
            }
            return !(term instanceof Ref
                || term instanceof Call
                || term instanceof Comprehension
                || term instanceof TemplateString);
          }

          @Override
          protected void objectKey(Term key) {
            // Keys are looked up, never bound.
          }
        };
    args.forEach(patterns::term);
    return names;
  }
}
