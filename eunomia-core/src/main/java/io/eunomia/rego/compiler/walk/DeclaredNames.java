package io.eunomia.rego.compiler.walk;

import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.AstVisitor;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.ObjectTerm;
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
    new AstVisitor() {
      @Override
      protected boolean enter(Node node) {
        if (node instanceof Expr.Some some) {
          declared.walk(some.vars());
        } else if (node instanceof Expr.SomeIn some) {
          if (some.key() != null) {
            declared.walk(some.key());
          }
          declared.walk(some.value());
        } else if (node instanceof Expr expr) {
          Call assignment = Exprs.assignment(expr);
          if (assignment != null) {
            declared.walk(assignment.args().get(0));
          }
        }
        return !(node instanceof Comprehension);
      }
    }.walk(body);
    return declared.names();
  }

  /** The parameters of a function: in objects they are values, as keys are looked up. */
  public static Set<String> ofArgs(List<Term> args) {
    Set<String> names = new LinkedHashSet<>();
    new AstVisitor() {
      @Override
      protected boolean enter(Node node) {
        if (node instanceof Var v) {
          names.add(v.name());
        } else if (node instanceof ObjectTerm object) {
          object.entries().forEach(entry -> walk(entry.value()));
          return false;
        }
        return node instanceof ArrayTerm;
      }
    }.walk(args);
    return names;
  }
}
