package io.eunomia.rego.analysis.check;

import io.eunomia.rego.analysis.Check;
import io.eunomia.rego.analysis.Findings;
import io.eunomia.rego.analysis.Reach;
import io.eunomia.rego.analysis.Subject;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.compiler.RuleTree;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Severity;
import java.util.ArrayList;
import java.util.List;

/** Files of tests that have no test, and nothing that tests elsewhere use. */
public final class EmptyTests implements Check {
  @Override
  public String code() {
    return "eunomia_empty_test";
  }

  @Override
  public String summary() {
    return "A file of tests has no test";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public void run(Subject subject, Findings findings) {
    List<Rule> tests = new ArrayList<>();
    for (Module module : subject.modules()) {
      module.rules().stream().filter(rule -> isTest(rule, subject)).forEach(tests::add);
    }
    Reach used = Reach.of(subject.rules(), tests);
    for (Module module : subject.modules()) {
      if (Subject.isTestFile(module)
          && module.rules().stream().noneMatch(rule -> isTest(rule, subject))
          && module.rules().stream().noneMatch(rule -> isUsed(rule, used, subject))) {
        findings.report(
            new Diagnostic(
                code(),
                severity(),
                module.path().span(),
                "this file of tests has no test",
                "a test is a rule whose name begins with test_"));
      }
    }
  }

  private static boolean isTest(Rule rule, Subject subject) {
    String name = subject.nameOf(rule);
    return name.startsWith("test_") || name.startsWith("todo_test_");
  }

  private static boolean isUsed(Rule rule, Reach used, Subject subject) {
    List<Term> path = RuleTree.groundPrefix(rule.head().ref().path());
    RuleTree place = subject.rules().find(path);
    return place != null && used.includes(place);
  }
}
