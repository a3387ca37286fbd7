package io.eunomia.maven;

import io.eunomia.testkit.TestCase;
import io.eunomia.testkit.TestDescription;
import io.eunomia.testkit.TestFailure;
import io.eunomia.testkit.TestOutcome;
import io.eunomia.testkit.TestReport;
import io.eunomia.testkit.TestResult;
import java.util.List;
import java.util.Locale;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/** Tells what became of policies' tests: those that passed only where details are logged. */
final class TestLog {
  private static final String INDENT = "    ";

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
    failure("\n" + INDENT, result.failure(), text);
    cases("\n" + INDENT, result.cases(), text);
    result
        .printed()
        .forEach(printed -> printed.lines().forEach(line -> text.append("\n" + INDENT + line)));
    return text.toString();
  }

  private static void cases(String indent, List<TestCase> cases, StringBuilder text) {
    for (TestCase each : cases) {
      text.append(indent).append(each.name()).append(each.passed() ? ": PASSED" : ": FAILED");
      failure(indent + INDENT, each.failure(), text);
      cases(indent + INDENT, each.cases(), text);
    }
  }

  private static void failure(String indent, @Nullable TestFailure failure, StringBuilder text) {
    if (failure != null) {
      text.append(indent)
          .append(BuildLog.place(failure.file(), failure.line(), failure.column()))
          .append(' ')
          .append(failure.expression());
      failure
          .values()
          .forEach(
              (name, value) ->
                  text.append(indent).append(INDENT).append(name).append(" is ").append(value));
    }
  }
}
