package io.eunomia.rego.analysis.logic;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.AstVisitor;
import io.eunomia.rego.ast.BooleanTerm;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.ObjectTerm;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.SetTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.compiler.RuleTree;
import io.eunomia.rego.compiler.walk.Exprs;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What bodies say, as formulas: never more than they do. Rules and functions that they refer to are
 * looked into, so far as they are small. Not thread-safe: it remembers formulas of rules.
 */
final class Conditions {
  /** A comparison of two operands. */
  private interface Relation {
    Formula of(Operand left, Operand right);
  }

  private static final Map<String, Relation> RELATIONS =
      Map.of(
          "equal", Relations::equal,
          "eq", Relations::equal,
          "neq", Relations::different,
          "lt", Relations::less,
          "gt", (a, b) -> Relations.less(b, a),
          "lte", Relations::lessOrEqual,
          "gte", (a, b) -> Relations.lessOrEqual(b, a));

  private static final Set<String> EQUATIONS = Set.of("equal", "eq");

  private static final Set<Class<?>> COMPOSITE =
      Set.of(ArrayTerm.class, ObjectTerm.class, SetTerm.class);

  private static final Map<String, Atom.Where> TEXTS =
      Map.of(
          "startswith", Atom.Where.START,
          "endswith", Atom.Where.END,
          "contains", Atom.Where.ANYWHERE);

  private static final Map<String, Kind> KINDS =
      Map.of(
          "is_null", Kind.NULL,
          "is_boolean", Kind.BOOLEAN,
          "is_number", Kind.NUMBER,
          "is_string", Kind.STRING,
          "is_array", Kind.ARRAY,
          "is_object", Kind.OBJECT,
          "is_set", Kind.SET);

  private final Terms terms;
  private final Inlining inlining;

  Conditions(RuleTree rules, @Nullable JsonNode data) {
    this.terms = new Terms(rules, data);
    this.inlining = new Inlining(this, terms);
  }

  Terms terms() {
    return terms;
  }

  Inlining inlining() {
    return inlining;
  }

  /** What a body says; its variables are put into the scope. */
  Formula body(List<Expr> body, Scope scope) {
    return new Formula.All(each(body, scope));
  }

  /** The same, an expression at a time. */
  List<Formula> each(List<Expr> body, Scope scope) {
    body.forEach(expr -> bind(expr, scope));
    List<Formula> formulas = new ArrayList<>();
    for (Expr expr : body) {
      formulas.add(of(expr, scope));
    }
    return formulas;
  }

  /** What a variable is unified with first is what it stands for. */
  private void bind(Expr expr, Scope scope) {
    Call unification = expr.withs().isEmpty() && !isNegated(expr) ? Exprs.unification(expr) : null;
    if (unification != null && !bind(unification, 0, scope)) {
      bind(unification, 1, scope);
    }
  }

  private boolean bind(Call unification, int side, Scope scope) {
    if (!(unification.args().get(side) instanceof Var variable)
        || variable.isRootDocument()
        || scope.find(variable.name()) != null) {
      return false;
    }
    Operand value = terms.operand(unification.args().get(1 - side), scope);
    if (value == null || value.equals(terms.operand(variable, scope))) {
      return false;
    }
    scope.put(variable.name(), value);
    return true;
  }

  private static boolean isNegated(Expr expr) {
    return expr instanceof Expr.Literal literal && literal.negated();
  }

  private Formula of(Expr expr, Scope scope) {
    if (!expr.withs().isEmpty()) {
      return Formulas.UNKNOWN;
    } else if (expr instanceof Expr.Every every) {
      return Formula.all(present(every.domain(), scope), Formulas.UNKNOWN);
    }
    if (!(expr instanceof Expr.Literal literal)) {
      return Formulas.UNKNOWN;
    }
    Formula formula = truth(literal.term(), scope);
    return Formula.all(
        literal.term() instanceof Call call ? arguments(call, scope) : Formulas.TRUE,
        literal.negated() ? formula.opposite(scope::isFixed) : formula);
  }

  /**
   * That there are arguments: they are evaluated before a call, also one that is negated. The sides
   * of an equation are not, unless they are calls.
   */
  private Formula arguments(Call call, Scope scope) {
    boolean equation = EQUATIONS.contains(call.operator().dotted());
    return new Formula.All(
        call.args().stream()
            .filter(argument -> !equation || argument instanceof Call)
            .map(argument -> present(argument, scope))
            .toList());
  }

  /** That a term has a value. */
  Formula present(Term term, Scope scope) {
    if (term.isScalar() || term instanceof Comprehension) {
      return Formulas.TRUE;
    } else if (COMPOSITE.contains(term.getClass())) {
      return new Formula.All(
          AstVisitor.children(term).stream()
              .map(part -> part instanceof Term inner ? present(inner, scope) : Formulas.UNKNOWN)
              .toList());
    }
    Operand operand = terms.operand(term, scope);
    Formula value = operand == null ? Formulas.UNKNOWN : Relations.present(operand);
    return term instanceof Call call ? Formula.all(arguments(call, scope), value) : value;
  }

  /** That a term has a value which is not false. */
  Formula truth(Term term, Scope scope) {
    if (term instanceof BooleanTerm bool) {
      return bool.value() ? Formulas.TRUE : Formulas.FALSE;
    } else if (term instanceof Call call) {
      return call(call, scope);
    } else if (term instanceof Ref ref && !terms.rulesAt(ref).isEmpty()) {
      return inlining.rule(ref, scope);
    }
    Operand operand = terms.operand(term, scope);
    return operand == null ? Formulas.UNKNOWN : Relations.isTrue(operand);
  }

  private Formula call(Call call, Scope scope) {
    String name = call.operator().dotted();
    Formula known = call.operator().startsWith("data") ? null : builtin(name, call.args(), scope);
    if (known != null) {
      return known;
    }
    if (!terms.functionsAt(call.operator()).isEmpty()) {
      return inlining.function(call, scope);
    }
    Operand result = terms.operand(call, scope);
    return result == null ? Formulas.UNKNOWN : Relations.isTrue(result);
  }

  private @Nullable Formula builtin(String name, List<Term> args, Scope scope) {
    if (args.size() == 1 && KINDS.containsKey(name)) {
      return terms.operand(args.get(0), scope) instanceof Operand.At at
          ? Formula.is(new Atom.OfKind(at.place(), EnumSet.of(KINDS.get(name))))
          : Formulas.UNKNOWN;
    } else if (args.size() != 2) {
      return null;
    } else if (name.equals("internal.member_2")) {
      return member(args.get(0), args.get(1), scope);
    } else if (TEXTS.containsKey(name)) {
      return text(TEXTS.get(name), args, scope);
    }
    Relation relation = RELATIONS.get(name);
    return relation == null ? null : related(relation, args.get(0), args.get(1), scope);
  }

  private @Nullable Formula text(Atom.Where where, List<Term> args, Scope scope) {
    return terms.operand(args.get(0), scope) instanceof Operand.At at
            && terms.operand(args.get(1), scope) instanceof Operand.Constant part
            && part.value().isTextual()
        ? Formula.is(new Atom.Text(at.place(), where, part.value().asText()))
        : null;
  }

  private Formula member(Term element, Term collection, Scope scope) {
    Operand item = terms.operand(element, scope);
    List<JsonNode> values = terms.elements(collection, scope);
    if (item == null) {
      return Formulas.UNKNOWN;
    } else if (values != null) {
      return Relations.in(item, values);
    }
    Operand all = terms.operand(collection, scope);
    return all == null ? Formulas.UNKNOWN : Relations.in(item, all);
  }

  private Formula related(Relation relation, Term left, Term right, Scope scope) {
    Operand one = terms.operand(left, scope);
    Operand other = terms.operand(right, scope);
    if (one == null || other == null) {
      return Formulas.UNKNOWN;
    }
    Formula plain = relation.of(one, other);
    Formula byValue = inlining.value(left, scope, value -> relation.of(value, other));
    if (byValue == null) {
      byValue = inlining.value(right, scope, value -> relation.of(one, value));
    }
    return byValue == null ? plain : new Formula.Both(plain, byValue);
  }
}
