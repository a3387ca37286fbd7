package io.eunomia.maven;

import io.eunomia.testkit.TestDescription;
import io.eunomia.testkit.TestFailure;
import io.eunomia.testkit.TestOutcome;
import io.eunomia.testkit.TestReport;
import io.eunomia.testkit.TestResult;
import io.eunomia.testkit.report.TextReport;
import java.util.Locale;
import org.apache.maven.plugin.logging.Log;

/** Tells what became of policies' tests: those that passed only where details are logged. */
final class TestLog {
  private final Log log;

  TestLog(Log log) {
    this.log = log;
  }

  /** One test, with the place where it failed, its cases, and what the policies printed. */
  void tell(TestResult result) {
    String text = text(result);
    switch (result.outcome()) {
      case PASSED -> log.debug(text);
      case SKIPPED -> log.warn(text);
      case FAILED, ERRORED -> log.error(text);
    }
  }

  /** {@code policy tests: 12 passed, 0 failed, 0 errored, 0 skipped}. */
  static String summary(TestReport report) {
    return "policy tests: "
        + report.count(TestOutcome.PASSED)
        + " passed, "
        + report.count(TestOutcome.FAILED)
        + " failed, "
        + report.count(TestOutcome.ERRORED)
        + " errored, "
        + report.count(TestOutcome.SKIPPED)
        + " skipped";
  }

  private static String text(TestResult result) {
    TestDescription test = result.test();
    StringBuilder text =
        new StringBuilder(BuildLog.place(test.file(), test.line(), test.column()))
            .append(' ')
            .append(result.outcome().json().toUpperCase(Locale.ROOT))
            .append(' ')
            .append(result.name());
    if (!result.message().isEmpty()) {
      text.append(": ").append(result.message());
    }
    return (text + "\n" + TextReport.details(result, TestLog::place)).stripTrailing();
  }

  private static String place(TestFailure failure) {
    return BuildLog.place(failure.file(), failure.line(), failure.column()) + " ";
  }
}
