package io.eunomia.rego.analysis.logic;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.compiler.RuleTree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions about when definitions give their values. What it says is certain: that
 * something never happens, or always; where it cannot say so, it may still be so. Bounded in time:
 * formulas that grow too large are looked at in part. Not thread-safe.
 */
public final class Reasoner {
  /** As many ways to hold as are looked at of one branch. */
  private static final int MAX_ALTERNATIVES = 32;

  private static final int MAX_EXAMPLES = 16;
  private static final int ATTEMPTS = 4;

  /**
   * A condition that does not hold where those before it do.
   *
   * @param never whether it never holds, whatever is before it
   * @param other the one of those before it that it does not hold with, or {@code null} if it takes
   *     several of them
   */
  public record Contradiction(Expr condition, boolean never, @Nullable Expr other) {}

  private final Conditions conditions;
  private int scopes;

  /**
   * A reasoner about the rules of a program.
   *
   * @param rules the rules, their names resolved
   * @param data the data that rules may count on, or {@code null} to count on none
   */
  public Reasoner(RuleTree rules, @Nullable JsonNode data) {
    this.conditions = new Conditions(rules, data);
  }

  /** The branches of a definition: its body, and each {@code else}. */
  public List<Branch> branches(Rule rule) {
    List<Operand> arguments = new ArrayList<>();
    List<Term> patterns = rule.head().args();
    for (int i = 0; patterns != null && i < patterns.size(); i++) {
      arguments.add(new Operand.At(Place.argument(i)));
    }
    Scope scope = new Scope("rule " + scopes++);
    return conditions.inlining().definition(rule, scope, arguments).stream()
        .map(each -> new Branch(each, each.when().alternatives(MAX_ALTERNATIVES)))
        .toList();
  }

  /** Whether a definition may give several values, those of any elements that it finds. */
  public boolean mayFindSeveral(Rule rule) {
    Term value = rule.head().value();
    return (value != null && FoundVariables.decide(rule, rule.body(), value))
        || rule.elses().stream()
            .anyMatch(each -> FoundVariables.decide(rule, each.body(), each.value()));
  }

  /** Whether a branch gives its value whatever it is asked. */
  public boolean alwaysGives(Branch branch) {
    return branch.made().when().isTrue();
  }

  /** Whether a branch never gives a value, because its own conditions exclude each other. */
  public boolean contradictsItself(Branch branch) {
    return isContradictory(branch.made().holds().alternatives(MAX_ALTERNATIVES));
  }

  /** Whether a branch never gives a value, be it because of those before it. */
  public boolean neverGives(Branch branch) {
    return isContradictory(branch.alternatives());
  }

  private static boolean isContradictory(List<List<Formula.Is>> alternatives) {
    return Conjunction.exclude(alternatives, List.of(List.of()));
  }

  /** Which condition of a branch that contradicts itself is the first not to hold. */
  public Contradiction contradiction(Branch branch) {
    List<Expr> body = branch.body();
    List<Formula> formulas = conditions.each(body, branch.made().scope());
    int last = 0;
    while (last < body.size() - 1 && !excludeEachOther(formulas.subList(0, last + 1))) {
      last++;
    }
    boolean never = excludeEachOther(formulas.subList(last, last + 1));
    if (!never) {
      for (int first = 0; first < last; first++) {
        if (excludeEachOther(List.of(formulas.get(first), formulas.get(last)))) {
          return new Contradiction(body.get(last), false, body.get(first));
        }
      }
    }
    return new Contradiction(body.get(last), never, null);
  }

  private static boolean excludeEachOther(List<Formula> formulas) {
    return isContradictory(new Formula.All(formulas).alternatives(MAX_ALTERNATIVES));
  }

  /** Whether wherever one branch gives a value, another one gives one too. */
  public boolean implies(Branch branch, Branch other) {
    Formula fails = other.made().when().opposite(variable -> false);
    return Conjunction.exclude(branch.alternatives(), fails.alternatives(MAX_ALTERNATIVES));
  }

  /** Whether two branches of different definitions never give different values at one time. */
  public boolean agree(Branch one, Branch other) {
    return valuesEqual(one, other)
        || Conjunction.exclude(one.alternatives(), differing(one, other));
  }

  /** Whether two branches give one value, if they both do. */
  public boolean valuesEqual(Branch one, Branch other) {
    return valueKey(one).equals(valueKey(other));
  }

  /** Something that is equal for branches that give one value if they do. */
  public Object valueKey(Branch branch) {
    Operand value = valueOf(branch);
    if (value instanceof Operand.Constant constant) {
      return constant.value().isNumber()
          ? constant.value().decimalValue().stripTrailingZeros()
          : constant.value();
    } else if (value != null) {
      return value;
    }
    String text = conditions.terms().text(branch.made().value(), branch.made().scope());
    return text == null ? branch : text;
  }

  private @Nullable Operand valueOf(Branch branch) {
    return conditions.terms().operand(branch.made().value(), branch.made().scope());
  }

  /** When the second gives a value that is not the first one's. */
  private List<List<Formula.Is>> differing(Branch one, Branch other) {
    Operand left = valueOf(one);
    Operand right = valueOf(other);
    Formula different =
        left == null || right == null ? Formulas.UNKNOWN : Relations.different(left, right);
    return Formula.all(other.made().when(), different).alternatives(MAX_ALTERNATIVES);
  }

  /**
   * Evaluations in which two branches may give different values, likely ones first. They are
   * guesses where conditions are not looked into.
   */
  public List<Example> examples(Branch one, Branch other) {
    Set<Example> examples = new LinkedHashSet<>();
    List<List<Formula.Is>> differing = differing(one, other);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      for (List<Formula.Is> left : one.alternatives()) {
        for (List<Formula.Is> right : differing) {
          List<Formula.Is> both = new ArrayList<>(left);
          both.addAll(right);
          Conjunction conjunction = Conjunction.of(both);
          if (!conjunction.isContradictory() && examples.size() < MAX_EXAMPLES) {
            Example example = example(conjunction, attempt, one, other);
            if (example != null) {
              examples.add(example);
            }
          }
        }
      }
    }
    return List.copyOf(examples);
  }

  private static @Nullable Example example(
      Conjunction conjunction, int attempt, Branch one, Branch other) {
    ExampleBuilder builder = new ExampleBuilder(conjunction, attempt);
    if (!builder.build()) {
      return null;
    }
    List<Term> parameters = one.rule().head().args();
    return new Example(
        one.rule().head().ref().toString(),
        parameters == null ? null : builder.arguments(parameters.size()),
        builder.input(),
        List.of(one.rule().span(), other.rule().span()));
  }
}
