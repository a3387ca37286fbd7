package io.eunomia.rego.analysis;

import io.eunomia.rego.analysis.logic.Example;
import io.eunomia.rego.source.Diagnostic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sink of checks. Not thread-safe. */
public final class Findings {
  private final List<Finding> found = new ArrayList<>();

  Findings() {}

  /** Adds what was found. */
  public void report(Diagnostic diagnostic) {
    report(diagnostic, null);
  }

  /** Adds what was found, with an evaluation that shows it. */
  public void report(Diagnostic diagnostic, @Nullable Example example) {
    add(new Finding(diagnostic, example, null));
  }

  void add(Finding finding) {
    found.add(finding);
  }

  /** Everything, by file and place. */
  List<Finding> all() {
    return found.stream()
        .distinct()
        .sorted(
            Comparator.comparing((Finding f) -> f.diagnostic().span().source().name())
                .thenComparingInt(f -> f.diagnostic().span().start()))
        .toList();
  }
}
