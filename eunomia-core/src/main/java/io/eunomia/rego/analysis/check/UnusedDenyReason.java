package io.eunomia.rego.analysis.check;

import io.eunomia.rego.analysis.Check;
import io.eunomia.rego.analysis.Findings;
import io.eunomia.rego.analysis.Reach;
import io.eunomia.rego.analysis.Subject;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.compiler.RuleTree;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Severity;
import io.eunomia.rego.source.Span;
import java.util.List;

/**
 * Reasons to deny that deny nothing: {@code allow} does not ask for {@code deny_reason}. Those that
 * ask for {@code allow} only explain it, which is meant so.
 */
public final class UnusedDenyReason implements Check {
  @Override
  public String code() {
    return "eunomia_unused_deny_reason";
  }

  @Override
  public String summary() {
    return "A service has a reason to deny that denies nothing";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public void run(Subject subject, Findings findings) {
    for (String service : subject.options().services()) {
      RuleTree allow = subject.find(service, "allow");
      RuleTree reasons = subject.find(service, "deny_reason");
      if (allow != null
          && reasons != null
          && !Reach.of(subject.rules(), allow.rules()).includes(reasons)) {
        for (Rule reason : reasons.rules()) {
          check(reason, allow, subject, findings);
        }
      }
    }
  }

  private void check(Rule reason, RuleTree allow, Subject subject, Findings findings) {
    boolean explains = Reach.of(subject.rules(), List.of(reason)).includes(allow);
    if (!reason.isDefault() && !explains) {
      findings.report(
          new Diagnostic(
                  code(),
                  severity(),
                  reason.head().span(),
                  "this reason denies nothing: allow does not ask for deny_reason",
                  "add to allow: count(deny_reason) == 0")
              .withNote(placeOf(allow), "allow is here"));
    }
  }

  private static Span placeOf(RuleTree allow) {
    List<Rule> rules = allow.rules();
    Rule shown = rules.stream().filter(rule -> !rule.isDefault()).findFirst().orElse(rules.get(0));
    return shown.head().span();
  }
}
