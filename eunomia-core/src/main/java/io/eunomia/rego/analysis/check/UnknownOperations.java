package io.eunomia.rego.analysis.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.eunomia.rego.analysis.Check;
import io.eunomia.rego.analysis.Findings;
import io.eunomia.rego.analysis.Subject;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Severity;
import io.eunomia.rego.source.Span;
import java.util.Set;

/**
 * Operations that a policy asks for and no contract lists: such a condition never holds, and an
 * entry for it is never found.
 */
public final class UnknownOperations implements Check {
  @Override
  public String code() {
    return "eunomia_unknown_operation";
  }

  @Override
  public String summary() {
    return "A policy asks for an operation that no contract lists";
  }

  @Override
  public Severity severity() {
    return Severity.ERROR;
  }

  @Override
  public void run(Subject subject, Findings findings) {
    Set<String> operations = subject.options().operations();
    if (operations == null) {
      return;
    }
    JsonNode data = subject.options().data();
    for (Module module : subject.modules()) {
      if (!Subject.isTest(module)) {
        for (Rule rule : module.rules()) {
          new OperationNames(rule, subject.rules(), data)
              .forEach((name, span, where) -> check(name, span, where, operations, findings));
        }
      }
    }
  }

  private void check(
      String name, Span span, String where, Set<String> operations, Findings findings) {
    if (!operations.contains(name)) {
      findings.report(
          new Diagnostic(
              code(),
              severity(),
              span,
              "no contract lists the operation " + name + where,
              NearestName.of(name, operations)
                  .map(near -> "did you mean " + near + "?")
                  .orElse(null)));
    }
  }
}
