package io.eunomia.testkit.coverage;

import java.util.List;
import java.util.stream.Collectors;

/** Coverage for people. */
public final class CoverageText {
  private CoverageText() {}

  /**
   * A line for all files together, and one for each file.
   *
   * @param all whether also files that are covered whole are listed
   */
  public static String of(Coverage coverage, boolean all) {
    Lines lines = coverage.lines();
    StringBuilder text =
        new StringBuilder("coverage: ")
            .append(lines.text())
            .append(" (")
            .append(share(lines.covered(), lines.covered() + lines.notCovered(), "lines"))
            .append(", ")
            .append(share(expressions(coverage, true), expressions(coverage, false), "expressions"))
            .append(", ")
            .append(share(rules(coverage, true), rules(coverage, false), "rules"))
            .append(")\n");
    List<FileCoverage> shown =
        coverage.files().stream().filter(file -> all || file.lines().notCovered() > 0).toList();
    int width = shown.stream().mapToInt(file -> file.name().length()).max().orElse(0);
    for (FileCoverage file : shown) {
      text.append("  ").append(file.name()).append(" ".repeat(width - file.name().length() + 2));
      text.append(String.format("%6s", file.lines().text()));
      if (file.lines().notCovered() > 0) {
        text.append("  not covered: ")
            .append(
                file.ranges(false).stream()
                    .map(FileCoverage.Range::toString)
                    .collect(Collectors.joining(", ")));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static String share(long covered, long all, String what) {
    return covered + " of " + all + " " + what;
  }

  private static long expressions(Coverage coverage, boolean coveredOnly) {
    return coverage.files().stream().mapToLong(file -> file.expressions(coveredOnly)).sum();
  }

  private static long rules(Coverage coverage, boolean coveredOnly) {
    return coverage.files().stream().mapToLong(file -> file.rules(coveredOnly)).sum();
  }
}
