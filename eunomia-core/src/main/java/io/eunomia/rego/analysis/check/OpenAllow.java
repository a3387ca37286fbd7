package io.eunomia.rego.analysis.check;

import io.eunomia.rego.analysis.Check;
import io.eunomia.rego.analysis.Findings;
import io.eunomia.rego.analysis.Reach;
import io.eunomia.rego.analysis.Subject;
import io.eunomia.rego.analysis.logic.Branch;
import io.eunomia.rego.ast.BooleanTerm;
import io.eunomia.rego.ast.Node;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.ast.Term;
import io.eunomia.rego.compiler.RuleTree;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An {@code allow} of a service that does not look at the caller, neither itself nor in any rule
 * that has a say in it: whoever asks is allowed.
 */
public final class OpenAllow implements Check {
  private static final String CALLER = "caller";

  @Override
  public String code() {
    return "eunomia_open_allow";
  }

  @Override
  public String summary() {
    return "A service allows without looking at the caller";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public void run(Subject subject, Findings findings) {
    for (String service : subject.options().services()) {
      RuleTree allow = subject.find(service, "allow");
      if (allow != null) {
        for (Rule rule : allow.rules()) {
          if (!rule.isDefault()) {
            subject.branches(rule).forEach(branch -> check(branch, subject, findings));
          }
        }
      }
    }
  }

  private void check(Branch branch, Subject subject, Findings findings) {
    Term value = value(branch);
    boolean denies = value instanceof BooleanTerm bool && !bool.value();
    List<Node> nodes = new ArrayList<>(branch.body());
    if (value != null) {
      nodes.add(value);
    }
    if (!denies && !Reach.of(subject.rules(), nodes).readsInput(CALLER)) {
      findings.report(
          new Diagnostic(
              code(),
              severity(),
              branch.span(),
              "this allows whoever asks: no condition looks at the caller",
              "add a condition on input.caller, or say why not: # eunomia:ignore "
                  + code()
                  + " reason"));
    }
  }

  private static @Nullable Term value(Branch branch) {
    return branch.number() == 0
        ? branch.rule().head().value()
        : branch.rule().elses().get(branch.number() - 1).value();
  }
}
