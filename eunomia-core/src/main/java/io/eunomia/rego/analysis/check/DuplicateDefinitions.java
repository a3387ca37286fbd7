package io.eunomia.rego.analysis.check;

import io.eunomia.rego.analysis.Check;
import io.eunomia.rego.analysis.Findings;
import io.eunomia.rego.analysis.Subject;
import io.eunomia.rego.ast.Rule;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Definitions that say the same as another one, but for the names of variables and the order. */
public final class DuplicateDefinitions implements Check {
  @Override
  public String code() {
    return "eunomia_duplicate";
  }

  @Override
  public String summary() {
    return "A definition is there twice";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public void run(Subject subject, Findings findings) {
    for (List<Rule> definitions : subject.definitions()) {
      Map<Shape, Rule> known = new HashMap<>();
      for (Rule rule : definitions) {
        Rule before = rule.elses().isEmpty() ? known.putIfAbsent(Shape.of(rule), rule) : null;
        if (before != null) {
          findings.report(
              new Diagnostic(
                      code(),
                      severity(),
                      rule.head().span(),
                      "this definition of " + subject.nameOf(rule) + " is there twice",
                      "take one of them away")
                  .withNote(before.head().span(), "the same definition"));
        }
      }
    }
  }
}
