package io.eunomia.testkit;

import io.eunomia.testkit.trace.EvaluationTrace;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One test and what became of it.
 *
 * @param test the test
 * @param outcome what became of it
 * @param message why it did not pass, on one line; empty if it did
 * @param duration how long its evaluation took
 * @param printed the lines that the policies printed meanwhile
 * @param cases its cases, sorted by name; empty if it has none
 * @param failure where it failed, if that is known; its cases have their own
 * @param trace how it was evaluated if it did not pass; empty if that was not asked for
 */
public record TestResult(
    TestDescription test,
    TestOutcome outcome,
    String message,
    Duration duration,
    List<String> printed,
    List<TestCase> cases,
    @Nullable TestFailure failure,
    EvaluationTrace trace) {
  public TestResult {
    printed = List.copyOf(printed);
    cases = List.copyOf(cases);
  }

  static TestResult of(
      TestDescription test, TestOutcome outcome, String message, Duration duration) {
    return new TestResult(
        test, outcome, message, duration, List.of(), List.of(), null, EvaluationTrace.NONE);
  }

  /** The test's name. */
  public String name() {
    return test.name();
  }

  /** {@code file:line:column} of the test. */
  public String place() {
    return test.place();
  }

  /** The same, of a test that ended with an error after all. */
  public TestResult errored(String why) {
    return of(test, TestOutcome.ERRORED, Texts.oneLine(why), duration).withPrinted(printed);
  }

  TestResult withPrinted(List<String> lines) {
    return new TestResult(test, outcome, message, duration, lines, cases, failure, trace);
  }

  TestResult withCases(List<TestCase> found) {
    return new TestResult(test, outcome, message, duration, printed, found, failure, trace);
  }

  TestResult withFailure(@Nullable TestFailure found) {
    return new TestResult(test, outcome, message, duration, printed, cases, found, trace);
  }

  TestResult withTrace(EvaluationTrace found) {
    return new TestResult(test, outcome, message, duration, printed, cases, failure, found);
  }
}
