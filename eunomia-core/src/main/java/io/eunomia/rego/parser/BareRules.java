package io.eunomia.rego.parser;

import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Head;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.TermNames;
import io.eunomia.rego.ast.Var;
import java.util.List;
import java.util.Set;

/** Rules without a body, which were read as an expression: {@code p := 1}, {@code f(x) = x}. */
final class BareRules {
  private final Set<String> builtins;

  /** For the given names of builtins, which rules cannot have. */
  BareRules(Set<String> builtins) {
    this.builtins = builtins;
  }

  /**
   * The rule that a statement is.
   *
   * @throws ParseFailure if it is none
   */
  RuleDraft rule(List<Expr> statement) {
    Expr expr = statement.get(0);
    if (statement.size() > 1) {
      throw refused(expr, "multiple expressions cannot be used for rule head");
    }
    if (!expr.withs().isEmpty()) {
      throw refused(expr, "expressions using with keyword cannot be used for rule head");
    }
    if (!(expr instanceof Expr.Literal literal)) {
      throw refused(
          expr,
          expr instanceof Expr.Every
              ? "expression cannot be used for rule head"
              : "'some' declarations cannot be used for rule head");
    }
    if (literal.negated()) {
      throw refused(expr, "negated expressions cannot be used for rule head");
    }
    Term term = literal.term();
    String operator = term instanceof Call call ? call.operator().dotted() : "";
    if (operator.equals("assign") || operator.equals("eq")) {
      return valued(expr, (Call) term, operator.equals("assign"));
    }
    if (isOperator(operator) || builtins.contains(operator)) {
      throw TokenStream.failure(
          expr.span(),
          "rule name conflicts with built-in function",
          "a condition stands in the body of a rule: name if { ... }");
    }
    Head head = term instanceof Var ? null : HeadParser.named(term, expr.span());
    if (head == null) {
      throw TokenStream.failure(
          expr.span(),
          TermNames.of(term) + " cannot be used for rule name",
          term instanceof Var v && !v.isWildcard() && !v.isRootDocument()
              ? "a rule has a value or a body: " + v.name() + " := true"
              : null);
    }
    if (HeadParser.isOldSet(head)) {
      return new RuleDraft(rule(HeadParser.asOldSet(head)), false, true, false, List.of());
    }
    return new RuleDraft(rule(head), false, false, !head.isFunction(), List.of());
  }

  private RuleDraft valued(Expr expr, Call equation, boolean assign) {
    if (equation.args().size() != 2) {
      throw refused(expr, "assignment requires two operands");
    }
    Term name = equation.args().get(0);
    Head plain = HeadParser.named(name, expr.span());
    if (plain == null) {
      throw refused(expr, TermNames.of(name) + " cannot be used for rule name");
    }
    Term value = equation.args().get(1);
    Head head = new Head(plain.ref(), plain.args(), null, value, assign, true, expr.span());
    return new RuleDraft(rule(head), false, false, false, List.of());
  }

  private static Rule rule(Head head) {
    return new Rule(false, head, List.of(), List.of(), head.span());
  }

  private static boolean isOperator(String name) {
    return name.startsWith("internal.member_") || Operators.isBuiltin(name);
  }

  private static ParseFailure refused(Expr expr, String message) {
    return TokenStream.failure(expr.span(), message);
  }
}
