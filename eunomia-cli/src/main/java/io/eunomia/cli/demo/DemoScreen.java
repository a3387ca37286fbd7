package io.eunomia.cli.demo;

import io.eunomia.testkit.report.Words;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the demonstration prints. Not thread-safe. */
final class DemoScreen {
  private static final String INDENT = "   ";

  private final PrintWriter out;
  private int steps;
  private long start;

  DemoScreen(PrintWriter out) {
    this.out = out;
  }

  /** Begins a step: what is done, in a word, and why, in a sentence. */
  void step(String title, String explanation) {
    out.printf("%n%d. %s%n%s%s%n", ++steps, title, INDENT, explanation);
    out.flush();
    start = System.nanoTime();
  }

  /** Ends a step well. */
  void done(String result) {
    out.printf(
        "%s=> %s  (%s)%n", INDENT, result, Words.time(Duration.ofNanos(System.nanoTime() - start)));
    out.flush();
  }

  /** Ends a step badly. */
  void failed(String why) {
    out.printf("%s=> FAILED: %s%n", INDENT, why);
    out.flush();
  }

  void line(String text) {
    out.println(INDENT + text);
    out.flush();
  }

  /** Rows in columns as wide as they must be; the first row is the heading. */
  void table(List<List<String>> rows) {
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        int width = row.get(i).length();
        if (i == widths.size()) {
          widths.add(width);
        } else {
          widths.set(i, Math.max(widths.get(i), width));
        }
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        line.append(row.get(i)).append(" ".repeat(widths.get(i) - row.get(i).length() + 2));
      }
      line(line.toString().stripTrailing());
    }
  }
}
