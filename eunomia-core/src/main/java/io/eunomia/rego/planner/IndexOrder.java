package io.eunomia.rego.planner;

import io.eunomia.rego.ast.Else;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.compiler.RuleTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The order in which OPA's rule index gives the definitions of a rule. It shows where the first one
 * that holds ends the rule: those after it are not entered, and what would fail in them does not.
 *
 * <p>The index is a tree with a level for each ref that is tested, those of most bodies first. On
 * every level the definitions that do not test the ref come before those that take it for a
 * variable, and these before those that compare it with a constant.
 */
final class IndexOrder {
  private static final int VARIABLE = 1;
  private static final int CONSTANT = 2;

  private final RuleTree rules;
  private final Map<Term, Integer> bodies = new LinkedHashMap<>();

  private IndexOrder(RuleTree rules) {
    this.rules = rules;
  }

  /** The definitions of one rule, none of them its default, in that order. */
  static List<Rule> of(List<Rule> definitions, RuleTree rules) {
    return definitions.size() < 2 ? definitions : new IndexOrder(rules).sort(definitions);
  }

  private List<Rule> sort(List<Rule> definitions) {
    Map<Rule, List<Map<Term, Integer>>> tests = new HashMap<>();
    definitions.forEach(rule -> tests.put(rule, tests(rule)));
    List<Term> levels = new ArrayList<>(bodies.keySet());
    levels.sort(Comparator.comparing((Term ref) -> bodies.get(ref)).reversed());
    Map<Rule, int[]> places = new HashMap<>();
    tests.forEach((rule, branches) -> places.put(rule, first(levels, branches)));
    List<Rule> sorted = new ArrayList<>(definitions);
    sorted.sort(Comparator.comparing(places::get, Arrays::compare));
    return sorted;
  }

  /** For each branch of a definition, what it tests. */
  private List<Map<Term, Integer>> tests(Rule rule) {
    IndexTests index = new IndexTests(rules, rule);
    return Stream.concat(Stream.of(rule.body()), rule.elses().stream().map(Else::body))
        .map(body -> tests(index, body))
        .toList();
  }

  private Map<Term, Integer> tests(IndexTests index, List<Expr> body) {
    Map<Term, Integer> found = new HashMap<>();
    for (IndexTests.Test test : index.of(body)) {
      found.put(test.tested(), test.constant() ? CONSTANT : VARIABLE);
    }
    found.keySet().forEach(ref -> bodies.merge(ref, 1, Integer::sum));
    return found;
  }

  /** A definition is where its first branch is. */
  private static int[] first(List<Term> levels, List<Map<Term, Integer>> branches) {
    return branches.stream()
        .map(tests -> levels.stream().mapToInt(ref -> tests.getOrDefault(ref, 0)).toArray())
        .min(Arrays::compare)
        .orElseThrow();
  }
}
