package io.eunomia.testkit.conformance;

import io.eunomia.testkit.conformance.Verdict.Outcome;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts verdicts by group, and prints what falls short. */
final class Report {
  private final Map<String, Map<Outcome, Integer>> groups = new TreeMap<>();
  private final Map<String, Map<Outcome, Integer>> engines = new TreeMap<>();
  private final Map<String, Integer> unsupported = new TreeMap<>();
  private final Map<String, Verdict> failed = new LinkedHashMap<>();
  private final boolean verbose;

  Report(boolean verbose) {
    this.verbose = verbose;
  }

  /**
   * Counts results.
   *
   * @param how what folders, cases and engines are called in addition, if they are asked for in
   *     more than one way; empty if not
   */
  void add(List<Case> cases, List<CaseResult> results, String how) {
    for (int i = 0; i < cases.size(); i++) {
      add(cases.get(i), results.get(i), how);
    }
  }

  private void add(Case which, CaseResult result, String how) {
    Verdict verdict = result.verdict();
    count(groups, which.folder() + how + "/" + which.group(), verdict.outcome(), 1);
    result.byEngine().forEach((engine, each) -> count(engines, engine + how, each.outcome(), 1));
    switch (verdict.outcome()) {
      case FAILED -> failed.put(which.name() + how, verdict);
      case UNSUPPORTED ->
          unsupported.merge(
              which.folder() + how + ": " + withoutPlace(verdict.reason()), 1, Integer::sum);
      case PASSED, KNOWN -> {}
    }
  }

  /** Prints everything; the last line counts. */
  void print(PrintStream out) {
    groups.forEach(
        (group, counts) -> {
          int total = counts.values().stream().mapToInt(Integer::intValue).sum();
          if (of(counts, Outcome.PASSED) < total) {
            out.println(group + ": " + of(counts, Outcome.PASSED) + " of " + total + " passed");
          }
        });
    unsupported.forEach((reason, count) -> out.println("unsupported " + reason + ": " + count));
    failed.forEach(
        (name, verdict) ->
            out.println("FAILED " + name + (verbose ? " | " + verdict.reason() : "")));
    Map<String, Map<Outcome, Integer>> folders = new TreeMap<>();
    groups.forEach(
        (group, counts) ->
            counts.forEach(
                (outcome, n) ->
                    count(folders, group.substring(0, group.indexOf('/')), outcome, n)));
    folders.forEach((folder, counts) -> out.println(folder + ": " + sentence(counts)));
    engines.forEach((engine, counts) -> out.println("on " + engine + ": " + sentence(counts)));
    Map<String, Map<Outcome, Integer>> all = new TreeMap<>();
    folders.values().forEach(counts -> counts.forEach((outcome, n) -> count(all, "", outcome, n)));
    Map<Outcome, Integer> sum = all.getOrDefault("", Map.of());
    out.println(
        of(sum, Outcome.PASSED)
            + " passed, "
            + of(sum, Outcome.FAILED)
            + " failed, "
            + (of(sum, Outcome.UNSUPPORTED) + of(sum, Outcome.KNOWN))
            + " skipped");
  }

  boolean anyFailed() {
    return !failed.isEmpty();
  }

  private static String sentence(Map<Outcome, Integer> counts) {
    return of(counts, Outcome.PASSED)
        + " passed, "
        + of(counts, Outcome.FAILED)
        + " failed, "
        + of(counts, Outcome.UNSUPPORTED)
        + " unsupported, "
        + of(counts, Outcome.KNOWN)
        + " known differences";
  }

  private static void count(
      Map<String, Map<Outcome, Integer>> counts, String key, Outcome outcome, int n) {
    counts.computeIfAbsent(key, k -> new EnumMap<>(Outcome.class)).merge(outcome, n, Integer::sum);
  }

  private static int of(Map<Outcome, Integer> counts, Outcome outcome) {
    return counts.getOrDefault(outcome, 0);
  }

  private static String withoutPlace(String text) {
    int place = text.indexOf(": ");
    return place >= 0 && text.substring(0, place).contains(".rego:")
        ? text.substring(place + 2)
        : text;
  }
}
