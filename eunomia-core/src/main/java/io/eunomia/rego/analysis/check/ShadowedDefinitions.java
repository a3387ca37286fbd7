package io.eunomia.rego.analysis.check;

import io.eunomia.rego.analysis.Check;
import io.eunomia.rego.analysis.Findings;
import io.eunomia.rego.analysis.Subject;
import io.eunomia.rego.analysis.logic.Branch;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.compiler.RuleTree;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Severity;
import java.util.List;

/**
 * Definitions that make no difference: where they apply, another one gives the same value; an
 * {@code else} that is never reached; a default that never counts.
 */
public final class ShadowedDefinitions implements Check {
  /** As many pairs as are compared in one rule. */
  private static final int MAX_PAIRS = 20_000;

  @Override
  public String code() {
    return "eunomia_shadowed";
  }

  @Override
  public String summary() {
    return "A definition makes no difference, because of another one";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public void run(Subject subject, Findings findings) {
    for (List<Rule> definitions : subject.definitions()) {
      definitions.forEach(rule -> elses(subject.branches(rule), subject, findings));
      definitions(definitions, subject, findings);
    }
    subject.rules().forEach(node -> defaults(node, subject, findings));
  }

  private void elses(List<Branch> branches, Subject subject, Findings findings) {
    for (Branch branch : branches.subList(1, branches.size())) {
      if (subject.reasoner().neverGives(branch) && !subject.reasoner().contradictsItself(branch)) {
        findings.report(
            found(branch.rule(), "this else of ", " is never reached", subject, branch)
                .withNote(
                    branches.get(branch.number() - 1).span(),
                    "where it could apply, what is before it does"));
      }
    }
  }

  private Diagnostic found(Rule rule, String before, String after, Subject subject, Branch branch) {
    return new Diagnostic(
        code(),
        severity(),
        branch.span(),
        before + subject.nameOf(rule) + after,
        "take it away, or change its conditions");
  }

  private void definitions(List<Rule> rules, Subject subject, Findings findings) {
    List<Shape> shapes = rules.stream().map(Shape::of).toList();
    int pairs = 0;
    for (int i = 0; i < rules.size(); i++) {
      for (int j = 0; j < rules.size() && pairs < MAX_PAIRS; j++) {
        pairs++;
        if (i != j && isShadowed(rules, shapes, i, j, subject)) {
          Branch branch = subject.branches(rules.get(i)).get(0);
          findings.report(
              found(
                      rules.get(i),
                      "this definition of ",
                      " makes no difference: where it applies, another one gives the same",
                      subject,
                      branch)
                  .withNote(rules.get(j).head().span(), "the other definition"));
          break;
        }
      }
    }
  }

  /** Whether the first definition adds nothing to the second; of two equal ones, the later does. */
  private static boolean isShadowed(
      List<Rule> rules, List<Shape> shapes, int i, int j, Subject subject) {
    if (!rules.get(i).elses().isEmpty()) {
      return false;
    }
    if (rules.get(j).elses().isEmpty() && shapes.get(i).isPartOf(shapes.get(j))) {
      // Equal ones are duplicates, which another check finds.
      return !shapes.get(i).equals(shapes.get(j));
    }
    Branch one = subject.branches(rules.get(i)).get(0);
    Branch other = subject.branches(rules.get(j)).get(0);
    return rules.get(i).head().ref().equals(rules.get(j).head().ref())
        && rules.get(i).head().ref().isGround()
        && subject.reasoner().valuesEqual(one, other)
        && !subject.reasoner().contradictsItself(one)
        && subject.reasoner().implies(one, other)
        && (i > j || !subject.reasoner().implies(other, one));
  }

  private void defaults(RuleTree node, Subject subject, Findings findings) {
    for (Rule rule : node.rules()) {
      if (rule.isDefault() && !rule.head().isFunction()) {
        for (Rule other : node.rules()) {
          if (!other.isDefault()
              && subject.reasoner().alwaysGives(subject.branches(other).get(0))) {
            findings.report(
                new Diagnostic(
                        code(),
                        severity(),
                        rule.head().span(),
                        "the default of " + subject.nameOf(rule) + " never counts",
                        "take it away, or give the definition a condition")
                    .withNote(other.head().span(), "this definition always applies"));
            break;
          }
        }
      }
    }
  }
}
