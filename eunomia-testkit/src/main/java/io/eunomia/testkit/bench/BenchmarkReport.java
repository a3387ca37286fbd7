package io.eunomia.testkit.bench;

import io.eunomia.testkit.TestReport;
import java.util.List;

/**
 * What a benchmark of tests gives.
 *
 * @param tests what became of the tests
 * @param measured the same tests in the same order, with what was measured
 */
public record BenchmarkReport(TestReport tests, List<MeasuredTest> measured) {
  public BenchmarkReport {
    measured = List.copyOf(measured);
  }

  /** A report of tests that were not measured. */
  public static BenchmarkReport of(TestReport tests) {
    return new BenchmarkReport(
        tests, tests.results().stream().map(result -> new MeasuredTest(result, null)).toList());
  }
}
