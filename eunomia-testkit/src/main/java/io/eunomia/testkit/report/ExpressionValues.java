package io.eunomia.testkit.report;

import io.eunomia.testkit.TestFailure;
import io.eunomia.testkit.WrittenExpression;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An expression with the values in it, as OPA shows them: below it, bars point at the terms whose
 * values are known, and the values stand below the bars, the rightmost first. Where bars cannot
 * point, as the expression has several lines, there is a list of names and values instead.
 */
final class ExpressionValues {
  private static final int LONGEST = 80;

  private final TestFailure failure;
  private final WrittenExpression written;
  private final List<String> lines = new ArrayList<>();

  private ExpressionValues(TestFailure failure) {
    this.failure = failure;
    this.written = failure.written();
  }

  /** The expression and what is below it, a line each, without their ends. */
  static List<String> lines(TestFailure failure) {
    ExpressionValues shown = new ExpressionValues(failure);
    shown.expression();
    if (failure.values().isEmpty()) {
      return shown.lines;
    }
    if (shown.lines.size() == 1
        && shown.written.offsets().keySet().containsAll(failure.values().keySet())) {
      shown.arrows();
    } else {
      shown.list();
    }
    return shown.lines;
  }

  /** Lines after the first lose the indentation that they have in common. */
  private void expression() {
    List<String> text = written.text().lines().toList();
    List<String> others = text.subList(Math.min(1, text.size()), text.size());
    int indent =
        others.stream()
            .filter(line -> !line.isBlank())
            .mapToInt(line -> line.length() - line.stripLeading().length())
            .min()
            .orElse(0);
    lines.addAll(text.subList(0, Math.min(1, text.size())));
    others.forEach(line -> lines.add(line.isBlank() ? "" : line.substring(indent)));
  }

  private void list() {
    lines.add("");
    lines.add("Where:");
    lines.add("");
    failure.values().forEach((name, value) -> lines.add(name + ": " + shortened(value)));
  }

  private void arrows() {
    TreeMap<Integer, List<String>> names = new TreeMap<>();
    written.offsets().forEach((name, at) -> named(names, at).add(name));
    List<Integer> columns = new ArrayList<>(names.keySet());
    lines.add(bars(columns));
    for (int i = columns.size() - 1; i >= 0; i--) {
      List<String> here = named(names, columns.get(i));
      here.sort(Comparator.reverseOrder());
      for (String name : here) {
        String value = shortened(failure.values().getOrDefault(name, ""));
        String shown = here.size() == 1 ? value : name + ": " + value;
        lines.add(bars(columns.subList(0, i)) + between(columns, i) + shown);
      }
    }
  }

  private static List<String> named(Map<Integer, List<String>> names, int at) {
    return names.computeIfAbsent(at, unused -> new ArrayList<>());
  }

  private String bars(List<Integer> columns) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < columns.size(); i++) {
      line.append(between(columns, i)).append('|');
    }
    return line.toString();
  }

  /** What is as wide as the text between a column and the bar to the left of it. */
  private String between(List<Integer> columns, int index) {
    int start = index == 0 ? 0 : written.text().offsetByCodePoints(columns.get(index - 1), 1);
    StringBuilder blank = new StringBuilder();
    written
        .text()
        .substring(start, columns.get(index))
        .codePoints()
        .forEach(c -> blank.append(c == '\t' ? '\t' : ' '));
    return blank.toString();
  }

  private static String shortened(String value) {
    return value.length() > LONGEST ? value.substring(0, LONGEST - 1) + "…" : value;
  }
}
