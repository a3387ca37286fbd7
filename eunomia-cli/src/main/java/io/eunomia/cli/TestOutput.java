package io.eunomia.cli;

import io.eunomia.cli.text.JsonPrinter;
import io.eunomia.cli.text.Terminal;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.DiagnosticRenderer;
import io.eunomia.rego.source.Severity;
import io.eunomia.testkit.TestReport;
import io.eunomia.testkit.bench.BenchmarkReport;
import io.eunomia.testkit.coverage.Coverage;
import io.eunomia.testkit.coverage.CoverageFormat;
import io.eunomia.testkit.coverage.CoverageText;
import io.eunomia.testkit.report.GoBenchmark;
import io.eunomia.testkit.report.JUnitXml;
import io.eunomia.testkit.report.OpaJson;
import io.eunomia.testkit.report.PrettyReport;
import io.eunomia.testkit.report.Style;
import io.eunomia.testkit.report.TextReport;
import io.eunomia.testkit.report.Words;
import java.io.PrintWriter;
import java.util.List;

/** Prints results of tests as they are wanted. */
final class TestOutput {
  private final PrintWriter out;
  private final PrintWriter err;
  private final TestFormat format;
  private final boolean verbose;
  private final boolean values;
  private final MaxErrorsOption maxErrors;
  private final Style style;

  TestOutput(
      PrintWriter out,
      PrintWriter err,
      TestFormat format,
      boolean verbose,
      boolean values,
      MaxErrorsOption maxErrors,
      boolean coloured) {
    this.out = out;
    this.err = err;
    this.format = format;
    this.verbose = verbose;
    this.values = values;
    this.maxErrors = maxErrors;
    this.style = coloured ? Style.COLOURED : Style.PLAIN;
  }

  void print(TestReport report) {
    Coverage coverage = report.coverage();
    if (format == TestFormat.JSON && coverage != null) {
      // As OPA does: the coverage is the result then, and what fails is told beside it.
      out.print(CoverageFormat.JSON.write(coverage));
      err.print(report.passed() ? "" : TextReport.of(report, style, verbose));
    } else if (format == TestFormat.JSON) {
      out.println(JsonPrinter.print(OpaJson.of(report)));
    } else if (format == TestFormat.JUNIT) {
      out.print(JUnitXml.of(report));
    } else if (format == TestFormat.PRETTY) {
      out.print(PrettyReport.of(report, verbose, values));
    } else {
      out.print(TextReport.of(report, style, verbose));
    }
    if (coverage != null && format != TestFormat.JSON) {
      (format.isText() ? out : err).print(CoverageText.of(coverage, verbose));
    }
    out.flush();
    err.flush();
  }

  void print(BenchmarkReport report) {
    switch (format) {
      case JSON -> out.println(JsonPrinter.print(OpaJson.of(report)));
      case PRETTY -> out.print(PrettyReport.of(report, verbose, values));
      case TEXT -> out.print(TextReport.of(report, style, verbose));
      case GOBENCH -> {
        // Who reads benchmarks takes other lines for what they are not.
        out.print(GoBenchmark.of(report));
        err.print(report.tests().passed() ? "" : TextReport.of(report.tests(), style, verbose));
      }
      case JUNIT -> throw new AssertionError(format);
    }
    out.flush();
    err.flush();
  }

  /** Prints as many diagnostics as are wanted, for people. */
  void print(List<Diagnostic> diagnostics) {
    List<Diagnostic> shown =
        maxErrors.shown(diagnostics, found -> found.severity() == Severity.ERROR);
    err.print(DiagnosticRenderer.render(shown));
    if (shown.size() < diagnostics.size()) {
      err.println(Words.count(diagnostics.size(), "finding") + "; " + maxErrors.hint());
    }
    err.flush();
  }

  /** Prints why tests could not be run. */
  void print(Exception failure) {
    Failures.tell(failure, err);
    err.flush();
  }

  /**
   * What shows how far tests are, on a terminal; not to be asked before something is to be shown.
   */
  TestProgress progress() {
    return new TestProgress(Terminal.isThere() ? err : null);
  }

  /** Says that tests will be run again, apart from what programs read. */
  void watching() {
    PrintWriter people = format.isText() ? out : err;
    people.println("*".repeat(80));
    people.println("Watching for changes ...");
    people.flush();
  }
}
