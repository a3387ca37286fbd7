package io.eunomia.testkit;

import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Severity;
import io.eunomia.testkit.coverage.Coverage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run of tests gives.
 *
 * @param diagnostics what was found while compiling, sorted by place
 * @param results the tests, rules before fixtures, in the order of the files; none if the policies
 *     do not compile
 * @param duration how long it took, compiling included
 * @param coverage what was evaluated; {@code null} if that was not counted, or the policies do not
 *     compile
 */
public record TestReport(
    List<Diagnostic> diagnostics,
    List<TestResult> results,
    Duration duration,
    @Nullable Coverage coverage) {
  public TestReport {
    diagnostics = List.copyOf(diagnostics);
    results = List.copyOf(results);
  }

  /** How many tests ended so. */
  public int count(TestOutcome outcome) {
    return (int) results.stream().filter(result -> result.outcome() == outcome).count();
  }

  /** Whether the policies do not compile. */
  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR);
  }

  /** Whether all is well: no error, no failure, and at least one test that ran. */
  public boolean passed() {
    return !hasErrors()
        && count(TestOutcome.PASSED) > 0
        && count(TestOutcome.FAILED) == 0
        && count(TestOutcome.ERRORED) == 0;
  }
}
