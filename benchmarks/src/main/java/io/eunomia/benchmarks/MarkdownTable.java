package io.eunomia.benchmarks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** A table to be pasted into a README: the first columns are names, the others figures. */
final class MarkdownTable {
  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();
  private final int names;

  /** A table whose first column alone has names. */
  MarkdownTable(String... header) {
    this(1, List.of(header));
  }

  /** A table with as many columns of names. */
  MarkdownTable(int names, List<String> header) {
    this.names = names;
    this.header = List.copyOf(header);
  }

  void row(String... cells) {
    row(List.of(cells));
  }

  void row(List<String> cells) {
    if (cells.size() != header.size()) {
      throw new IllegalArgumentException("not a cell for each of " + header + ": " + cells);
    }
    rows.add(List.copyOf(cells));
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    lines.add(line(header));
    lines.add(
        "|"
            + "---|".repeat(names)
            + String.join("", Collections.nCopies(header.size() - names, "---:|")));
    rows.forEach(row -> lines.add(line(row)));
    return lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }

  private static String line(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
  }
}
