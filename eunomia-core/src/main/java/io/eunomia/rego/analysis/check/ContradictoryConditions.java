package io.eunomia.rego.analysis.check;

import io.eunomia.rego.analysis.Check;
import io.eunomia.rego.analysis.Findings;
import io.eunomia.rego.analysis.Subject;
import io.eunomia.rego.analysis.logic.Branch;
import io.eunomia.rego.analysis.logic.Reasoner;
import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Severity;
import java.util.List;

/** Conditions of one body that cannot hold together: the definition never applies. */
public final class ContradictoryConditions implements Check {
  @Override
  public String code() {
    return "eunomia_contradiction";
  }

  @Override
  public String summary() {
    return "Conditions exclude each other, so that a definition never applies";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public void run(Subject subject, Findings findings) {
    for (List<Rule> definitions : subject.definitions()) {
      for (Rule rule : definitions) {
        for (Branch branch : subject.branches(rule)) {
          if (!branch.body().isEmpty() && subject.reasoner().contradictsItself(branch)) {
            report(branch, subject, findings);
          }
        }
      }
    }
  }

  private void report(Branch branch, Subject subject, Findings findings) {
    Reasoner.Contradiction found = subject.reasoner().contradiction(branch);
    Expr other = found.other();
    String message =
        found.never() ? "this never holds" : "this does not hold with what is before it";
    Diagnostic diagnostic =
        new Diagnostic(
            code(),
            severity(),
            found.condition().span(),
            (other == null ? message : "this excludes another condition")
                + ", so this definition of "
                + subject.nameOf(branch.rule())
                + " never applies",
            "take a condition away, or make two definitions of this one");
    findings.report(
        other == null ? diagnostic : diagnostic.withNote(other.span(), "the other condition"));
  }
}
