package io.eunomia.cli;

import io.eunomia.policy.source.AtomicFile;
import io.eunomia.testkit.coverage.Coverage;
import io.eunomia.testkit.coverage.CoverageFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What of the policies must be evaluated by tests, and where it is written what was. */
final class CoverageOptions {
  @Option(
      names = {"-c", "--coverage"},
      description = "Say what of the policies was evaluated; with --format json, nothing else.")
  private boolean asked;

  @Option(
      names = "--threshold",
      paramLabel = "PERCENT",
      description = "Fail if less of the lines is covered; implies --coverage.")
  private @Nullable Double threshold;

  @Option(
      names = "--coverage-output",
      paramLabel = "FILE",
      description =
          "Write the coverage to a file: .json as OPA does, .html with marked sources, .info or"
              + " .lcov for LCOV, .txt; may be given several times; implies --coverage.")
  private List<Path> files = new ArrayList<>();

  /** Whether coverage is wanted; refuses what cannot be. */
  boolean isOn() {
    if (threshold != null && !(threshold >= 0 && threshold <= 100)) {
      throw CommandException.usage("--threshold must be between 0 and 100, not " + threshold);
    }
    files.forEach(CoverageOptions::format);
    return asked || threshold != null || !files.isEmpty();
  }

  private static CoverageFormat format(Path file) {
    return CoverageFormat.ofFile(file.toString())
        .orElseThrow(
            () ->
                CommandException.usage(
                    "--coverage-output: "
                        + file
                        + " must end with .json, .html, .info, .lcov or .txt"));
  }

  /** Writes the files that are wanted. */
  void write(Coverage coverage) throws IOException {
    for (Path file : files) {
      AtomicFile.write(file, format(file).write(coverage).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Why too little is covered; null if enough is. */
  @Nullable String tooLittle(Coverage coverage) {
    return threshold == null || coverage.reaches(threshold)
        ? null
        : "coverage is "
            + coverage.lines().text()
            + ", less than the threshold of "
            + (threshold == Math.rint(threshold)
                ? String.valueOf(threshold.longValue())
                : threshold.toString())
            + "%";
  }
}
