package io.eunomia.testkit;

import java.time.Duration;

/** A test and all that it takes to run it, from any thread. */
interface PlannedTest {
  /** What is run. */
  PolicyTest test();

  /** Runs it; what the policies print meanwhile is not in the result. */
  TestResult run();

  /** What became of it. */
  default TestResult result(TestOutcome outcome, String message, Duration took) {
    return TestResult.of(test(), outcome, Texts.oneLine(message), took);
  }
}
