package io.eunomia.testkit.report;

import io.eunomia.testkit.TestCase;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Results for people. */
public final class TextReport {
  private static final String INDENT = "    ";

  private final Style style;
  private final boolean verbose;
  private final Function<TestFailure, String> places;
  private final StringBuilder out = new StringBuilder();

  private TextReport(Style style, boolean verbose, Function<TestFailure, String> places) {
    this.style = style;
    this.verbose = verbose;
    this.places = places;
  }

  /**
   * The tests that did not pass, and a line that counts all; empty if there is none.
   *
   * @param verbose whether those that passed are shown, too, and what they printed
   */
  public static String of(TestReport report, Style style, boolean verbose) {
    return of(BenchmarkReport.of(report), style, verbose);
  }

  /** The same with a line for each test that was measured. */
  public static String of(BenchmarkReport report, Style style, boolean verbose) {
    TextReport text = new TextReport(style, verbose, TextReport::place);
    for (MeasuredTest each : report.measured()) {
      if (each.benchmark() == null) {
        text.result(each.result());
      } else {
        text.benchmark(each.result(), each.benchmark());
      }
    }
    if (!report.measured().isEmpty()) {
      text.counts(report.tests());
    }
    return text.out.toString();
  }

  /**
   * Where a test failed, with the values there, its cases, its trace if there is one, and what was
   * printed: plain and indented lines, each with its end; empty if there is nothing of that.
   */
  public static String details(TestResult result) {
    return details(result, TextReport::place);
  }

  /**
   * The same with places written otherwise.
   *
   * @param places what comes before an expression: its place, and what sets it off
   */
  public static String details(TestResult result, Function<TestFailure, String> places) {
    TextReport text = new TextReport(Style.PLAIN, true, places);
    text.below(result);
    return text.out.toString();
  }

  private static String place(TestFailure failure) {
    return failure.place() + ": ";
  }

  private void result(TestResult result) {
    if (!verbose && result.outcome() == TestOutcome.PASSED) {
      return;
    }
    line(
        "",
        result.place()
            + ": "
            + style.outcome(result.outcome())
            + " "
            + result.name()
            + style.faint(" (" + Words.time(result.duration()) + ")"));
    if (result.failure() == null && !result.message().isEmpty()) {
      line(INDENT, result.message());
    }
    below(result);
  }

  private void benchmark(TestResult result, BenchmarkResult benchmark) {
    StringBuilder line = new StringBuilder(result.name());
    double nanos = benchmark.nanosPerRun();
    line.append("  ").append(Words.number(nanos, nanos < 100 ? 1 : 0)).append(" ns/op");
    benchmark
        .bytesPerRun()
        .ifPresent(bytes -> line.append("  ").append(Words.number(bytes)).append(" B/op"));
    String runs = Words.number(benchmark.runs()) + (benchmark.runs() == 1 ? " run" : " runs");
    line("", line + style.faint("  (" + runs + ")"));
  }

  private void below(TestResult result) {
    failure(INDENT, result.failure());
    cases(INDENT, result.cases());
    trace(result.trace());
    result.printed().forEach(printed -> printed.lines().forEach(each -> line(INDENT, each)));
  }

  private void cases(String indent, List<TestCase> cases) {
    for (TestCase each : cases) {
      TestOutcome outcome = each.passed() ? TestOutcome.PASSED : TestOutcome.FAILED;
      line(indent, each.name() + ": " + style.outcome(outcome));
      failure(indent + INDENT, each.failure());
      cases(indent + INDENT, each.cases());
    }
  }

  private void failure(String indent, @Nullable TestFailure failure) {
    if (failure != null) {
      line(indent, places.apply(failure) + style.strong(failure.expression()));
      failure
          .values()
          .forEach((name, value) -> line(indent + INDENT, name + style.faint(" is ") + value));
    }
  }

  private void trace(EvaluationTrace trace) {
    if (!trace.isEmpty()) {
      line("", "");
      TraceText.lines(trace).forEach(each -> line(INDENT, each));
      line("", "");
    }
  }

  private void counts(TestReport report) {
    int failed = report.count(TestOutcome.FAILED);
    int errored = report.count(TestOutcome.ERRORED);
    line(
        "",
        style.good(failed + errored == 0, report.count(TestOutcome.PASSED) + " passed")
            + ", "
            + style.bad(failed > 0, failed + " failed")
            + ", "
            + style.bad(errored > 0, errored + " errored")
            + ", "
            + report.count(TestOutcome.SKIPPED)
            + " skipped in "
            + Words.time(report.duration()));
  }

  private void line(String indent, String text) {
    out.append(indent).append(text.stripTrailing()).append('\n');
  }
}
