package io.eunomia.testkit;

import io.eunomia.archimedes.engine.EvaluationException;
import io.eunomia.archimedes.engine.InvalidModuleException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A test and all that it takes to run it, from any thread. */
interface PlannedTest {
  /** Where the cases of a test failed. */
  @FunctionalInterface
  interface Failures {
    /** Where the case of these names failed, or all of it if there are none; null if unknown. */
    @Nullable TestFailure of(List<String> names);
  }

  /** What is run. */
  TestDescription test();

  /** Runs it; what the policies print meanwhile is not in the result. */
  TestResult run();

  /**
   * What evaluates it and nothing else, to be called again and again: what it comes to is not
   * looked at. Fails with {@link EvaluationException}.
   *
   * @throws InvalidModuleException if there is no module to evaluate
   */
  Runnable evaluation();

  /** Looks where it failed. */
  default Failures failures() {
    return names -> null;
  }

  /** What became of it. */
  default TestResult result(TestOutcome outcome, String message, Duration took) {
    return TestResult.of(test(), outcome, Texts.oneLine(message), took);
  }
}
