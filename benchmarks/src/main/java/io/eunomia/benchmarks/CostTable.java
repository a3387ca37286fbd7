package io.eunomia.benchmarks;

import java.util.List;

/** What is done seldom, and takes milliseconds. */
final class CostTable {
  private CostTable() {}

  /**
   * The table in Markdown; empty if there are no such results.
   *
   * @param benchmark the class, without its last word
   */
  static String of(String title, List<Result> results, String benchmark) {
    MarkdownTable table =
        new MarkdownTable(2, List.of("", "of", "time", "±", "unit", "allocated, KB"));
    for (Result each : results) {
      if (each.type().equals(benchmark + "Benchmark")) {
        table.row(
            "`" + each.method() + "`",
            String.join(", ", each.params().values()),
            number(each.score()),
            number(each.error()),
            each.unit(),
            "%,.0f".formatted(each.allocated() / 1000));
      }
    }
    return table.isEmpty() ? "" : "\n### %s\n\n%s".formatted(title, table);
  }

  private static String number(double figure) {
    return Double.isNaN(figure) ? "" : "%,.2f".formatted(figure);
  }
}
