package io.eunomia.testkit.junit;

import io.eunomia.testkit.TestDescription;
import io.eunomia.testkit.TestPlan;
import io.eunomia.testkit.TestResult;
import io.eunomia.testkit.report.TextReport;
import java.util.concurrent.atomic.AtomicInteger;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * A plan that is closed when its last test has run. Not when the stream of tests is closed: JUnit
 * does that before tests that run at the same time have ended. Thread-safe.
 */
final class RunningPlan {
  private final TestPlan plan;
  private final AtomicInteger left;

  RunningPlan(TestPlan plan) {
    this.plan = plan;
    left = new AtomicInteger(plan.tests().size());
  }

  void run(TestDescription test) {
    try {
      tell(plan.run(test));
    } finally {
      if (left.decrementAndGet() == 0) {
        plan.close();
      }
    }
  }

  private static void tell(TestResult result) {
    String message =
        (result.place() + ": " + result.message() + "\n" + TextReport.details(result)).strip();
    switch (result.outcome()) {
      case PASSED -> result.printed().forEach(System.out::println);
      case FAILED -> throw new AssertionFailedError(message);
      case SKIPPED -> throw new TestAbortedException(message);
      case ERRORED -> throw new IllegalStateException(message);
    }
  }
}
