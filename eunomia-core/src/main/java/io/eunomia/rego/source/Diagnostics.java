package io.eunomia.rego.source;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The sink that phases report to. Not thread-safe.
 *
 * <p>Phases do not throw for what is wrong in a policy: they report it here and go on as far as
 * they can.
 */
public final class Diagnostics {
  private final Set<Diagnostic> reported = new LinkedHashSet<>();

  /** Adds a diagnostic; one that says the same of the same place is kept once. */
  public void report(Diagnostic diagnostic) {
    reported.add(diagnostic);
  }

  /** Adds an error without a hint. */
  public void error(String code, Span span, String message) {
    report(Diagnostic.error(code, span, message));
  }

  /** Whether an error was reported. */
  public boolean hasErrors() {
    return reported.stream().anyMatch(d -> d.severity() == Severity.ERROR);
  }

  /** What was reported, sorted by file and place. */
  public List<Diagnostic> all() {
    return reported.stream()
        .sorted(
            Comparator.comparing((Diagnostic d) -> d.span().source().name())
                .thenComparingInt(d -> d.span().start()))
        .toList();
  }
}
