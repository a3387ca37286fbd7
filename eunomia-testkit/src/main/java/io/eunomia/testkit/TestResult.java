package io.eunomia.testkit;

import java.time.Duration;
import java.util.List;

/**
 * One test and what became of it.
 *
 * @param test the test
 * @param outcome what became of it
 * @param message why it did not pass, on one line; empty if it did
 * @param duration how long its evaluation took
 * @param printed the lines that the policies printed meanwhile
 */
public record TestResult(
    PolicyTest test,
    TestOutcome outcome,
    String message,
    Duration duration,
    List<String> printed) {
  public TestResult {
    printed = List.copyOf(printed);
  }

  static TestResult of(PolicyTest test, TestOutcome outcome, String message, Duration duration) {
    return new TestResult(test, outcome, message, duration, List.of());
  }

  /** The test's name. */
  public String name() {
    return test.name();
  }

  /** {@code file:line:column} of the test. */
  public String place() {
    return test.place();
  }

  TestResult withPrinted(List<String> lines) {
    return new TestResult(test, outcome, message, duration, lines);
  }
}
