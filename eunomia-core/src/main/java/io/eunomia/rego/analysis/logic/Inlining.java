package io.eunomia.rego.analysis.logic;

import io.eunomia.rego.ast.ArrayTerm;
import io.eunomia.rego.ast.Call;
import io.eunomia.rego.ast.ObjectTerm;
import io.eunomia.rego.ast.Ref;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.StringTerm;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.ast.Var;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What rules and functions say that conditions refer to. Up to a depth and a number of definitions:
 * beyond, only that they are true is known. Not thread-safe.
 */
final class Inlining {
  private static final int MAX_DEPTH = 5;
  private static final int MAX_DEFINITIONS = 16;
  private static final int MAX_CALLS = 2000;

  private final Conditions conditions;
  private final Terms terms;
  private final Map<String, List<Case>> ofRules = new HashMap<>();
  private int depth;
  private int calls;

  Inlining(Conditions conditions, Terms terms) {
    this.conditions = conditions;
    this.terms = terms;
  }

  /** That a rule is true. */
  Formula rule(Ref ref, Scope scope) {
    Operand place = terms.operand(ref, scope);
    Formula plain = place == null ? Formulas.UNKNOWN : Relations.isTrue(place);
    List<Case> cases = casesOf(ref);
    return cases == null ? plain : new Formula.Both(plain, isTrue(cases));
  }

  /** That the value of a rule has a property, or {@code null} if the term is none. */
  @Nullable Formula value(Term term, Scope scope, Function<Operand, Formula> property) {
    if (!(term instanceof Ref ref) || terms.operand(ref, scope) instanceof Operand.Constant) {
      return null;
    }
    List<Case> cases = casesOf(ref);
    if (cases == null) {
      return null;
    }
    List<Formula> any = new ArrayList<>();
    for (Case each : cases) {
      Operand value = terms.operand(each.value(), each.scope());
      any.add(Formula.all(each.when(), value == null ? Formulas.UNKNOWN : property.apply(value)));
    }
    return new Formula.Any(any);
  }

  /** That a function of this policy is true. */
  Formula function(Call call, Scope scope) {
    Operand place = terms.operand(call, scope);
    Formula plain = place == null ? Formulas.UNKNOWN : Relations.isTrue(place);
    List<Rule> definitions = terms.functionsAt(call.operator());
    boolean small = definitions.size() <= MAX_DEFINITIONS && depth < MAX_DEPTH;
    if (!small || calls >= MAX_CALLS) {
      return plain;
    }
    calls++;
    Scope inner = scope.inner(call.operator().dotted() + "#" + calls);
    depth++;
    try {
      List<@Nullable Operand> arguments = new ArrayList<>();
      for (Term argument : call.args()) {
        arguments.add(terms.operand(argument, scope));
      }
      List<Case> cases = cases(definitions, inner, arguments);
      return new Formula.Both(plain, isTrue(cases));
    } finally {
      depth--;
    }
  }

  private @Nullable List<Case> casesOf(Ref ref) {
    String name = ref.dotted();
    List<Rule> definitions = terms.rulesAt(ref);
    if (definitions.isEmpty() || definitions.size() > MAX_DEFINITIONS || depth >= MAX_DEPTH) {
      return null;
    }
    List<Case> known = ofRules.get(name);
    if (known != null) {
      return known;
    }
    depth++;
    try {
      List<Case> cases = cases(definitions, new Scope(name), List.of());
      ofRules.put(name, cases);
      return cases;
    } finally {
      depth--;
    }
  }

  private Formula isTrue(List<Case> cases) {
    List<Formula> any = new ArrayList<>();
    for (Case each : cases) {
      any.add(Formula.all(each.when(), conditions.truth(each.value(), each.scope())));
    }
    return new Formula.Any(any);
  }

  /** All branches of definitions, and the default, which is where none of them is. */
  private List<Case> cases(
      List<Rule> definitions, Scope scope, List<? extends @Nullable Operand> arguments) {
    List<Case> cases = new ArrayList<>();
    List<Formula> none = new ArrayList<>();
    int number = 0;
    for (Rule rule : definitions) {
      if (!rule.isDefault()) {
        for (Case each : definition(rule, scope.inner("definition " + number++), arguments)) {
          cases.add(each);
          none.add(each.when().opposite(scope::isOfOuter));
        }
      }
    }
    for (Rule rule : definitions) {
      Term value = rule.head().value();
      if (rule.isDefault() && value != null) {
        cases.add(
            new Case(rule, 0, rule.span(), new Formula.All(none), Formulas.TRUE, value, scope));
      }
    }
    return cases;
  }

  /**
   * The branches of one definition.
   *
   * @param arguments what a function is called with; where one is {@code null}, it is not known
   */
  List<Case> definition(Rule rule, Scope scope, List<? extends @Nullable Operand> arguments) {
    List<Case> cases = new ArrayList<>();
    Formula before = Formulas.TRUE;
    for (int branch = 0; branch <= rule.elses().size(); branch++) {
      Scope own = scope.inner("branch " + branch);
      List<Formula> parameters = parameters(rule, own, arguments);
      var body = branch == 0 ? rule.body() : rule.elses().get(branch - 1).body();
      Term value = branch == 0 ? result(rule) : rule.elses().get(branch - 1).value();
      var span = branch == 0 ? rule.head().span() : rule.elses().get(branch - 1).span();
      Formula holds = Formula.all(new Formula.All(parameters), conditions.body(body, own));
      Formula gives = Formula.all(holds, hasValue(value, own));
      Formula when = Formula.all(before, gives);
      cases.add(new Case(rule, branch, span, when, holds, value, own));
      before = Formula.all(before, gives.opposite(scope::isOfOuter));
    }
    return cases;
  }

  /** The value, or the element of a set. */
  private static Term result(Rule rule) {
    Term result = rule.head().value() == null ? rule.head().key() : rule.head().value();
    return Objects.requireNonNull(result);
  }

  /** The value may be undefined. */
  private Formula hasValue(Term value, Scope scope) {
    return conditions.present(value, scope);
  }

  private List<Formula> parameters(
      Rule rule, Scope scope, List<? extends @Nullable Operand> arguments) {
    List<Formula> formulas = new ArrayList<>();
    List<Term> patterns = rule.head().args();
    for (int i = 0; patterns != null && i < patterns.size() && i < arguments.size(); i++) {
      Operand argument = arguments.get(i);
      if (argument == null) {
        formulas.add(Formulas.UNKNOWN);
      } else {
        formulas.add(parameter(patterns.get(i), argument, scope));
      }
    }
    return formulas;
  }

  private Formula parameter(Term pattern, Operand argument, Scope scope) {
    if (pattern instanceof Var variable) {
      Operand before = scope.find(variable.name());
      if (before != null) {
        return Relations.equal(before, argument);
      }
      scope.put(variable.name(), argument);
      return Relations.present(argument);
    }
    Operand wanted = terms.operand(pattern, scope);
    if (wanted instanceof Operand.Constant) {
      return Relations.equal(argument, wanted);
    }
    return argument instanceof Operand.At at
        ? structure(pattern, at.place(), scope)
        : Formulas.UNKNOWN;
  }

  /** What a pattern says of the parts of an argument; that there are no others is not known. */
  private Formula structure(Term pattern, Place place, Scope scope) {
    List<Formula> formulas = new ArrayList<>(List.of(Formulas.UNKNOWN));
    if (pattern instanceof ArrayTerm array) {
      formulas.add(Formula.is(new Atom.OfKind(place, EnumSet.of(Kind.ARRAY))));
      for (int i = 0; i < array.elements().size(); i++) {
        Operand part = new Operand.At(place.then(new Place.Index(i)));
        formulas.add(parameter(array.elements().get(i), part, scope));
      }
    } else if (pattern instanceof ObjectTerm object) {
      formulas.add(Formula.is(new Atom.OfKind(place, EnumSet.of(Kind.OBJECT))));
      for (ObjectTerm.Entry entry : object.entries()) {
        if (entry.key() instanceof StringTerm key) {
          Operand part = new Operand.At(place.then(new Place.Key(key.value())));
          formulas.add(parameter(entry.value(), part, scope));
        }
      }
    }
    return new Formula.All(formulas);
  }
}
