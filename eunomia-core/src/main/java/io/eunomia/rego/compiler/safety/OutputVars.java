package io.eunomia.rego.compiler.safety;

import io.eunomia.rego.ast.AstVisitor;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.Comprehension;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import io.eunomia.rego.ast.With;
import io.eunomia.rego.compiler.walk.Exprs;
import io.eunomia.rego.compiler.walk.Variables;
import io.eunomia.rego.compiler.walk.Variables.Skip;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** Which variables an expression binds when it is evaluated. */
public final class OutputVars {
  private final ToIntFunction<Ref> arity;

  /**
   * @param arity how many arguments a function takes, -1 if there is none of that name
   */
  public OutputVars(ToIntFunction<Ref> arity) {
    this.arity = arity;
  }

  /** The variables that an expression binds if the safe ones are bound before. */
  public Set<String> of(Expr expr, Predicate<String> safe) {
    if (expr instanceof Expr.Every every) {
      return ofTerms(List.of(every.domain()), safe);
    }
    if (!(expr instanceof Expr.Literal literal) || literal.negated()) {
      return Set.of();
    }
    for (With with : literal.withs()) {
      Variables needed = new Variables(Skip.FUNCTION_NAMES, Skip.CLOSURES);
      needed.modifier(with);
      if (!needed.names().stream().allMatch(safe)) {
        return Set.of();
      }
    }
    if (!(literal.term() instanceof Call call)) {
      return ofTerms(List.of(literal.term()), safe);
    }
    Call unification = Exprs.unification(expr);
    if (unification == null) {
      return ofCall(call, safe);
    }
    return unification.args().get(1) instanceof Call right
        ? ofResult(unification.args().get(0), right, safe)
        : ofUnification(unification, safe);
  }

  /** The variables that the arguments of a negated call would bind if they stood before it. */
  Set<String> ofNegatedCall(Expr expr, Predicate<String> safe) {
    return expr instanceof Expr.Literal literal
            && literal.negated()
            && literal.term() instanceof Call call
            && Exprs.unification(expr) == null
        ? ofTerms(call.args(), safe)
        : Set.of();
  }

  private Set<String> ofUnification(Call call, Predicate<String> safe) {
    Set<String> known = ofTerms(call.args(), safe);
    Set<String> output = new LinkedHashSet<>(known);
    output.addAll(
        new Unifier(safe.or(known::contains)).unify(call.args().get(0), call.args().get(1)));
    output.removeIf(safe);
    return output;
  }

  private Set<String> ofCall(Call call, Predicate<String> safe) {
    int inputs = arity.applyAsInt(call.operator());
    if (inputs < 0) {
      return Set.of();
    }
    Set<String> output = ofTerms(call.args(), safe);
    if (inputs >= call.args().size()) {
      return output;
    }
    return withResults(
        output, call.args().subList(0, inputs), call.args().subList(inputs, inputs + 1), safe);
  }

  private Set<String> ofResult(Term result, Call call, Predicate<String> safe) {
    Set<String> output = ofTerms(call.args(), safe);
    output.addAll(ofTerms(List.of(result), safe));
    return withResults(output, call.args(), List.of(result), safe);
  }

  private static Set<String> withResults(
      Set<String> output, List<Term> args, List<Term> results, Predicate<String> safe) {
    // Keys and elements of sets are looked at elsewhere, unless they would come from the result.
    Variables needed = new Variables(Skip.REF_HEADS, Skip.CLOSURES);
    needed.walk(args);
    Set<String> found = new LinkedHashSet<>();
    results.forEach(result -> found.addAll(Variables.bound(result)));
    needed.names().retainAll(found);
    args.forEach(arg -> needed.names().addAll(Variables.bound(arg)));
    needed.names().removeAll(output);
    if (!needed.names().stream().allMatch(safe)) {
      return Set.of();
    }
    output.addAll(found);
    output.removeIf(safe);
    return output;
  }

  /** What refs in terms bind: the variables among the steps of those whose head is bound. */
  private static Set<String> ofTerms(List<Term> terms, Predicate<String> safe) {
    Set<String> output = new LinkedHashSet<>();
    new AstVisitor() {
      @Override
      protected boolean enter(Node node) {
        if (node instanceof Call call) {
          // The name of a function binds nothing.
          walk(call.args());
          return false;
        } else if (node instanceof Ref ref) {
          if (!isSafe(ref, safe)) {
            return false;
          }
          Variables steps = new Variables(Skip.REF_HEADS, Skip.CLOSURES);
          steps.walk(ref.path());
          output.addAll(steps.names());
        }
        return !(node instanceof Comprehension);
      }
    }.walk(terms);
    output.removeIf(safe);
    return output;
  }

  /** Whether what a ref goes into is bound. */
  static boolean isSafe(Ref ref, Predicate<String> safe) {
    if (ref.head() instanceof Var head) {
      return isRoot(head) || safe.test(head.name());
    }
    Variables variables = new Variables(Skip.FUNCTION_NAMES);
    variables.walk(ref.head());
    return variables.names().stream()
        .allMatch(name -> safe.test(name) || name.equals("data") || name.equals("input"));
  }

  private static boolean isRoot(Var head) {
    return head.name().equals("data") || head.name().equals("input");
  }
}
