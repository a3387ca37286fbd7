package io.eunomia.benchmarks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Single decisions: percentiles, mean and garbage of each, compared within the same parameters. */
final class SampleTable {
  private static final String FLOOR = "handWrittenJava";

  private final List<Result> samples;
  private final List<Result> means;
  private final String peer;

  private SampleTable(List<Result> results, String peer, Set<String> types) {
    List<Result> chosen = results.stream().filter(each -> types.contains(each.type())).toList();
    samples = chosen.stream().filter(each -> each.mode().equals("sample")).toList();
    means = chosen.stream().filter(each -> each.mode().equals("avgt")).toList();
    this.peer = peer;
  }

  /**
   * Prints a table, unless there is nothing in it.
   *
   * @param peer the method that others are compared with
   * @param benchmarks the classes, without their last word
   */
  static void print(String title, List<Result> results, String peer, String... benchmarks) {
    Set<String> types = new HashSet<>();
    for (String benchmark : benchmarks) {
      types.add(benchmark + "Benchmark");
    }
    SampleTable made = new SampleTable(results, peer, types);
    if (!made.samples.isEmpty()) {
      System.out.printf("%n### %s%n%n%s", title, made.table());
    }
  }

  private MarkdownTable table() {
    List<String> header = new ArrayList<>(samples.get(0).params().keySet());
    int names = header.size() + 1;
    header.addAll(
        List.of("", "p50, ns", "p99, ns", "p99.9, ns", "mean, ns", "±", "bytes", "× floor"));
    header.add("peer / this");
    MarkdownTable table = new MarkdownTable(names, header);
    for (Result sample : samples) {
      List<String> cells = new ArrayList<>(sample.params().values());
      cells.add("`" + sample.method() + "`");
      for (String percentile : List.of("50.0", "99.0", "99.9")) {
        cells.add(number(sample.percentile(percentile)));
      }
      Result mean = of(means, sample.method(), sample.params(), sample);
      cells.add(number(mean.score()));
      cells.add(number(mean.error()));
      cells.add(Double.isNaN(sample.allocated()) ? "" : number(sample.allocated()));
      double floor = median(FLOOR, sample.params());
      double other = median(peer, sample.params());
      double median = sample.percentile("50.0");
      cells.add(Double.isNaN(floor) ? "" : "%.1f".formatted(median / floor));
      cells.add(Double.isNaN(other) ? "" : "%.1f".formatted(other / median));
      table.row(cells);
    }
    return table;
  }

  private double median(String method, Map<String, String> params) {
    return samples.stream()
        .filter(each -> each.method().equals(method) && each.params().equals(params))
        .mapToDouble(each -> each.percentile("50.0"))
        .findFirst()
        .orElse(Double.NaN);
  }

  private static Result of(
      List<Result> results, String method, Map<String, String> params, Result otherwise) {
    return results.stream()
        .filter(each -> each.method().equals(method) && each.params().equals(params))
        .findFirst()
        .orElse(otherwise);
  }

  private static String number(double figure) {
    return Double.isNaN(figure) ? "" : "%,.0f".formatted(figure);
  }
}
