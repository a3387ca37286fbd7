package io.eunomia.cli;

import io.eunomia.cli.text.JsonPrinter;
import io.eunomia.testkit.TestReport;
import io.eunomia.testkit.coverage.Coverage;
import io.eunomia.testkit.coverage.CoverageFormat;
import io.eunomia.testkit.coverage.CoverageText;
import io.eunomia.testkit.report.JUnitXml;
import io.eunomia.testkit.report.OpaJson;
import io.eunomia.testkit.report.Style;
import io.eunomia.testkit.report.TextReport;
import java.io.PrintWriter;

/** Prints results of tests as they are wanted. */
final class TestOutput {
  private final PrintWriter out;
  private final PrintWriter err;
  private final TestFormat format;
  private final boolean verbose;
  private final Style style;

  TestOutput(
      PrintWriter out, PrintWriter err, TestFormat format, boolean verbose, boolean coloured) {
    this.out = out;
    this.err = err;
    this.format = format;
    this.verbose = verbose;
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
    } else {
      out.print(TextReport.of(report, style, verbose));
    }
    if (coverage != null && format != TestFormat.JSON) {
      (format.isText() ? out : err).print(CoverageText.of(coverage, verbose));
    }
    out.flush();
    err.flush();
  }

  /** Says that tests will be run again, apart from what programs read. */
  void watching() {
    PrintWriter people = format.isText() ? out : err;
    people.println("*".repeat(80));
    people.println("Watching for changes ...");
    people.flush();
  }
}
