package io.eunomia.testkit.report;

import io.eunomia.archimedes.engine.builtins.GoDuration;
import io.eunomia.testkit.TestCase;
import io.eunomia.testkit.TestDescription;
import io.eunomia.testkit.TestFailure;
import io.eunomia.testkit.TestOutcome;
import io.eunomia.testkit.TestReport;
import io.eunomia.testkit.TestResult;
import io.eunomia.testkit.bench.BenchmarkReport;
import io.eunomia.testkit.bench.BenchmarkResult;
import io.eunomia.testkit.bench.MeasuredTest;
import io.eunomia.testkit.trace.EvaluationTrace;
import io.eunomia.testkit.trace.TraceText;
import java.util.List;

/** Results as {@code opa test} prints them for people. */
public final class PrettyReport {
  private static final String LINE = "-".repeat(80);
  private static final String INDENT = "  ";

  private final BenchmarkReport report;
  private final boolean verbose;
  private final boolean values;
  private final StringBuilder out = new StringBuilder();

  private PrettyReport(BenchmarkReport report, boolean verbose, boolean values) {
    this.report = report;
    this.verbose = verbose;
    this.values = values;
  }

  /**
   * The tests that did not pass, and how many did and did not; empty if there is none.
   *
   * @param verbose whether those that passed are listed, too
   * @param values whether the expressions where tests failed are shown, with the values in them
   */
  public static String of(TestReport report, boolean verbose, boolean values) {
    return of(BenchmarkReport.of(report), verbose, values);
  }

  /** The same with a line for each test that was measured. */
  public static String of(BenchmarkReport report, boolean verbose, boolean values) {
    PrettyReport pretty = new PrettyReport(report, verbose, values);
    if (!report.measured().isEmpty()) {
      pretty.failures();
      pretty.list();
      pretty.counts();
    }
    return pretty.out.toString();
  }

  private void failures() {
    List<TestResult> failed =
        report.tests().results().stream()
            .filter(result -> result.outcome() == TestOutcome.FAILED)
            .toList();
    if (failed.isEmpty() || !(verbose || values)) {
      return;
    }
    line("FAILURES");
    line(LINE);
    for (TestResult result : failed) {
      test(result);
      trace(result.trace());
      if (values) {
        where(result);
      }
      line("");
    }
    line("SUMMARY");
    line(LINE);
  }

  private void trace(EvaluationTrace trace) {
    if (!trace.isEmpty()) {
      line("");
      TraceText.lines(trace).forEach(each -> line(INDENT + each));
    }
  }

  private void where(TestResult result) {
    if (result.failure() != null) {
      expression(INDENT, result.failure());
    } else if (result.cases().isEmpty()) {
      line("");
      line(INDENT + result.message());
    }
    where(TestNameParts.of(result.test()).name(), result.cases());
  }

  private void where(String above, List<TestCase> cases) {
    for (TestCase each : cases) {
      String name = above + "[" + each.name() + "]";
      if (each.failure() != null) {
        line("");
        line(INDENT + name + ":");
        expression(INDENT + INDENT, each.failure());
      }
      where(name, each.cases());
    }
  }

  private void expression(String indent, TestFailure failure) {
    line("");
    line(indent + failure.file() + ":" + failure.line() + ":");
    ExpressionValues.lines(failure).forEach(each -> line(indent + INDENT + each));
  }

  private void list() {
    String file = "";
    boolean any = false;
    for (MeasuredTest each : report.measured()) {
      TestResult result = each.result();
      BenchmarkResult benchmark = each.benchmark();
      if (benchmark != null) {
        line(GoBenchmark.line(result.name(), benchmark));
        any = true;
      } else if (verbose || result.outcome() != TestOutcome.PASSED) {
        String its = result.test().file();
        if (!its.equals(file)) {
          line(file.isEmpty() ? its + ":" : "\n" + its + ":");
          file = its;
        }
        test(result);
        message(result);
        printed(result);
        any = true;
      }
    }
    if (any) {
      line(LINE);
    }
  }

  private void test(TestResult result) {
    String took =
        result.outcome() == TestOutcome.SKIPPED
            ? ""
            : " (" + GoDuration.format(result.duration().toNanos()) + ")";
    line(result.name() + ": " + word(result.outcome()) + took);
    cases(INDENT, result.cases());
  }

  private void cases(String indent, List<TestCase> cases) {
    for (TestCase each : cases) {
      TestOutcome outcome = each.passed() ? TestOutcome.PASSED : TestOutcome.FAILED;
      line(indent + each.name() + ": " + word(outcome));
      cases(indent + INDENT, each.cases());
    }
  }

  /** What went wrong: of rules that failed OPA says nothing, and of fixtures it knows nothing. */
  private void message(TestResult result) {
    if (result.outcome() == TestOutcome.ERRORED
        || (result.outcome() == TestOutcome.FAILED
            && result.test().kind() == TestDescription.Kind.FIXTURE)) {
      line(INDENT + result.message());
    }
  }

  private void printed(TestResult result) {
    if (!result.printed().isEmpty()) {
      line("");
      result.printed().forEach(text -> text.lines().forEach(each -> line(INDENT + each)));
      line("");
    }
  }

  private void counts() {
    int all = report.measured().size();
    for (TestOutcome outcome :
        List.of(TestOutcome.PASSED, TestOutcome.FAILED, TestOutcome.SKIPPED, TestOutcome.ERRORED)) {
      int number = report.tests().count(outcome);
      if (number > 0) {
        line(word(outcome) + ": " + number + "/" + all);
      }
    }
  }

  private static String word(TestOutcome outcome) {
    return switch (outcome) {
      case PASSED -> "PASS";
      case FAILED -> "FAIL";
      case ERRORED -> "ERROR";
      case SKIPPED -> "SKIPPED";
    };
  }

  private void line(String text) {
    out.append(text.stripTrailing()).append('\n');
  }
}
