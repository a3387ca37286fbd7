package io.eunomia.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Single decisions: percentiles, mean and garbage of each, compared within the same parameters. */
final class SampleTable {
  private static final String FLOOR = "handWrittenJava";
  private static final List<String> FIRST = List.of(FLOOR, "eunomiaTyped", "eunomiaJson");

  private final List<Result> samples;
  private final List<Result> means;
  private final String peer;
  private final List<String> params;

  private SampleTable(List<Result> results, String peer, Set<String> types) {
    samples = of(results, types, "sample");
    means = of(results, types, "avgt");
    this.peer = peer;
    params =
        samples.stream()
            .limit(1)
            .flatMap(each -> each.params().keySet().stream().sorted(by(each)))
            .toList();
  }

  private static List<Result> of(List<Result> results, Set<String> types, String mode) {
    return results.stream()
        .filter(each -> types.contains(each.type()) && each.mode().equals(mode))
        .toList();
  }

  /** What grows stands behind what is of another kind. */
  private static Comparator<String> by(Result result) {
    return Comparator.comparing(name -> isNumber(result.params().getOrDefault(name, "")));
  }

  private static boolean isNumber(String value) {
    return value.chars().allMatch(Character::isDigit);
  }

  /**
   * A table in Markdown; empty if there are no such results.
   *
   * @param peer the method that others are compared with
   * @param benchmarks the classes, without their last word
   */
  static String of(String title, List<Result> results, String peer, String... benchmarks) {
    Set<String> types =
        Stream.of(benchmarks).map(name -> name + "Benchmark").collect(Collectors.toSet());
    SampleTable made = new SampleTable(results, peer, types);
    return made.samples.isEmpty() ? "" : "\n### %s\n\n%s".formatted(title, made.table());
  }

  private MarkdownTable table() {
    List<String> header = new ArrayList<>(params);
    header.addAll(List.of("", "p50, ns", "p99, ns", "p99.9, ns", "mean, ns", "±", "bytes"));
    header.addAll(List.of("× floor", "peer / this"));
    MarkdownTable table = new MarkdownTable(params.size() + 1, header);
    samples.stream().sorted(order()).forEach(sample -> table.row(cells(sample)));
    return table;
  }

  private Comparator<Result> order() {
    Comparator<Result> order = Comparator.comparing(each -> 0);
    for (String param : params) {
      order =
          order.thenComparing(
              each -> each.params().getOrDefault(param, ""),
              Comparator.comparing((String value) -> isNumber(value) ? value.length() : 0)
                  .thenComparing(value -> value));
    }
    return order.thenComparing(
        each -> FIRST.contains(each.method()) ? FIRST.indexOf(each.method()) : FIRST.size());
  }

  private List<String> cells(Result sample) {
    List<String> cells = new ArrayList<>();
    params.forEach(param -> cells.add(sample.params().getOrDefault(param, "")));
    cells.add("`" + sample.method() + "`");
    for (String percentile : List.of("50.0", "99.0", "99.9")) {
      cells.add(number(sample.percentile(percentile)));
    }
    // Where the mean was measured apart, it is without the clock's part.
    Result mean = find(means, sample.method(), sample.params(), sample);
    cells.add(number(mean.score()));
    cells.add(number(mean.error()));
    cells.add(number(mean.allocated()));
    double median = sample.percentile("50.0");
    cells.add(ratio(median, median(FLOOR, sample.params())));
    cells.add(ratio(median(peer, sample.params()), median));
    return cells;
  }

  private double median(String method, Map<String, String> of) {
    return samples.stream()
        .filter(each -> each.method().equals(method) && each.params().equals(of))
        .mapToDouble(each -> each.percentile("50.0"))
        .findFirst()
        .orElse(Double.NaN);
  }

  private static Result find(
      List<Result> results, String method, Map<String, String> params, Result otherwise) {
    return results.stream()
        .filter(each -> each.method().equals(method) && each.params().equals(params))
        .findFirst()
        .orElse(otherwise);
  }

  private static String ratio(double over, double under) {
    return Double.isNaN(over / under) ? "" : "%.1f".formatted(over / under);
  }

  private static String number(double figure) {
    return Double.isNaN(figure) ? "" : "%,.0f".formatted(figure);
  }
}
