package io.eunomia.cli;

import io.eunomia.policy.source.PolicyLoader;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.testkit.PolicyTests;
import io.eunomia.testkit.TestOptions;
import io.eunomia.testkit.TestOutcome;
import io.eunomia.testkit.TestReport;
import io.eunomia.testkit.bench.BenchmarkReport;
import io.eunomia.testkit.report.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The tests of a command line, which are read, run and printed as often as that is asked for.
 *
 * @param paths where the policies and their tests are
 * @param loader how they are read
 * @param options how they are run
 * @param output where the results go
 * @param coverage what has to be covered, and where that goes
 * @param bench whether they are measured
 * @param zeroOnSkipped whether tests that are still to be done are no failure
 */
record TestSession(
    List<Path> paths,
    PolicyLoader loader,
    TestOptions options,
    TestOutput output,
    CoverageOptions coverage,
    BenchOptions bench,
    boolean zeroOnSkipped) {

  /** Reads all files, runs the tests and prints the results; returns the exit code. */
  int run() throws IOException {
    PolicySources sources = loader.load(paths);
    TestProgress progress = output.progress();
    BenchmarkReport measured = bench.isOn() ? bench.run(sources, options, progress) : null;
    TestReport report =
        measured == null ? PolicyTests.run(sources, options, progress) : measured.tests();
    progress.end();
    output.print(report.diagnostics());
    if (measured == null) {
      output.print(report);
    } else {
      output.print(measured);
    }
    if (report.hasErrors()) {
      return ExitCode.FAILED;
    }
    if (report.results().isEmpty()) {
      throw CommandException.failed("no test found in " + Words.list(paths));
    }
    if (report.coverage() != null) {
      coverage.write(report.coverage());
      String tooLittle = coverage.tooLittle(report.coverage());
      if (tooLittle != null) {
        throw CommandException.failed(tooLittle);
      }
    }
    return passed(report) ? ExitCode.DONE : ExitCode.FAILED;
  }

  private boolean passed(TestReport report) {
    return report.count(TestOutcome.FAILED) == 0
        && report.count(TestOutcome.ERRORED) == 0
        && (zeroOnSkipped || report.count(TestOutcome.SKIPPED) == 0);
  }
}
