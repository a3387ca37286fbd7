package io.eunomia.benchmarks;

import java.util.List;

/** Decisions a second on one thread and on two. */
final class ThroughputTable {
  private static final String ONE = "OneThread";
  private static final String TWO = "TwoThreads";

  private ThroughputTable() {}

  /** The table in Markdown; empty if there are no such results. */
  static String of(String title, List<Result> results) {
    MarkdownTable table =
        new MarkdownTable("", "one thread, /ms", "±", "two threads, /ms", "±", "two / one");
    for (Result one : results) {
      if (one.type().equals("ThroughputBenchmark") && one.method().endsWith(ONE)) {
        String name = one.method().substring(0, one.method().length() - ONE.length());
        results.stream()
            .filter(each -> each.type().equals(one.type()) && each.method().equals(name + TWO))
            .forEach(two -> row(table, name, one, two));
      }
    }
    return table.isEmpty() ? "" : "\n### %s\n\n%s".formatted(title, table);
  }

  private static void row(MarkdownTable table, String name, Result one, Result two) {
    table.row(
        "`" + name + "`",
        number(one.score()),
        number(one.error()),
        number(two.score()),
        number(two.error()),
        "%.2f".formatted(two.score() / one.score()));
  }

  private static String number(double figure) {
    return Double.isNaN(figure) ? "" : "%,.0f".formatted(figure);
  }
}
