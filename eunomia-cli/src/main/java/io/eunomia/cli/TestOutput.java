package io.eunomia.cli;

import io.eunomia.cli.text.JsonPrinter;
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
import java.io.PrintWriter;

/** Prints results of tests as they are wanted. */
final class TestOutput {
  private final PrintWriter out;
  private final PrintWriter err;
  private final TestFormat format;
  private final boolean verbose;
  private final boolean values;
  private final Style style;

  TestOutput(
      PrintWriter out,
      PrintWriter err,
      TestFormat format,
      boolean verbose,
      boolean values,
      boolean coloured) {
    this.out = out;
    this.err = err;
    this.format = format;
    this.verbose = verbose;
    this.values = values;
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
}
