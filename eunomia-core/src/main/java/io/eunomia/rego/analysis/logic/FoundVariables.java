package io.eunomia.rego.analysis.logic;

import io.eunomia.rego.ast.AstVisitor;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.builtins.Builtin;
import io.eunomia.rego.builtins.Builtins;
import io.eunomia.rego.compiler.walk.Exprs;
import io.eunomia.rego.compiler.walk.Variables;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The variables of a body that stand for any element that is found, one after the other: what refs
 * and relations look for, and what is made of it. Variables that other variables decide are not
 * among them.
 */
final class FoundVariables {
  private final Set<String> fixed = new HashSet<>();
  private final Set<String> found = new HashSet<>();
  private final List<Call> unifications = new ArrayList<>();

  private FoundVariables() {}

  /** Whether a value that a body of a rule gives is of such a variable. */
  static boolean decide(Rule rule, List<Expr> body, Term value) {
    FoundVariables variables = new FoundVariables();
    if (rule.head().args() != null) {
      variables.fixed.addAll(Variables.of(rule.head().args()));
    }
    body.forEach(variables::unification);
    body.forEach(variables::look);
    variables.look(value);
    variables.follow();
    return variables.isIn(value);
  }

  /** A variable that is unified with a term is what that is. */
  private void unification(Expr expr) {
    Call unification = Exprs.unification(expr);
    if (unification != null && expr instanceof Expr.Literal literal && !literal.negated()) {
      unifications.add(unification);
      for (Term side : unification.args()) {
        if (side instanceof Var variable) {
          fixed.add(variable.name());
        }
      }
    }
  }

  private void look(Node node) {
    new AstVisitor() {
      @Override
      protected boolean enter(Node inner) {
        if (inner instanceof Ref ref) {
          ref.path().forEach(FoundVariables.this::find);
        } else if (inner instanceof Call call && isRelation(call)) {
          Variables.bound(call.args().get(call.args().size() - 1)).forEach(found::add);
        }
        return !(inner instanceof Comprehension);
      }
    }.walk(node);
  }

  private static boolean isRelation(Call call) {
    Builtin builtin = Builtins.find(call.operator().dotted());
    return builtin != null && builtin.relation();
  }

  private void find(Term step) {
    if (step instanceof Var variable && !fixed.contains(variable.name())) {
      found.add(variable.name());
    }
  }

  /** What is unified with something found is found. */
  private void follow() {
    boolean more = true;
    while (more) {
      more = false;
      for (Call unification : unifications) {
        Term left = unification.args().get(0);
        Term right = unification.args().get(1);
        more |= isIn(right) && found.addAll(Variables.bound(left));
        more |= isIn(left) && found.addAll(Variables.bound(right));
      }
    }
  }

  private boolean isIn(Term term) {
    Variables variables = new Variables(Variables.Skip.CLOSURES, Variables.Skip.FUNCTION_NAMES);
    variables.walk(term);
    return variables.names().stream().anyMatch(found::contains);
  }
}
