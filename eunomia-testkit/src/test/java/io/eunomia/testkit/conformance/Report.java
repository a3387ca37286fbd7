package io.eunomia.testkit.conformance;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts verdicts by group, and prints what falls short. */
final class Report {
  private final Map<String, int[]> groups = new TreeMap<>();
  private final Map<String, Integer> unsupported = new TreeMap<>();
  private final Map<String, Verdict> failed = new LinkedHashMap<>();
  private final boolean verbose;

  Report(boolean verbose) {
    this.verbose = verbose;
  }

  void add(Case which, Verdict verdict) {
    groups
        .computeIfAbsent(which.folder() + "/" + which.group(), g -> new int[4])[
        verdict.outcome().ordinal()]++;
    switch (verdict.outcome()) {
      case FAILED -> failed.put(which.name(), verdict);
      case UNSUPPORTED ->
          unsupported.merge(which.folder() + ": " + reason(verdict.reason()), 1, Integer::sum);
      case PASSED, KNOWN -> {}
    }
  }

  /** Prints everything; the last line counts. */
  void print(PrintStream out) {
    groups.forEach(
        (group, counts) -> {
          int total = counts[0] + counts[1] + counts[2] + counts[3];
          if (counts[0] < total) {
            out.printf(
                "%s: %d of %d (%d failed, %d unsupported, %d known)%n",
                group, counts[0], total, counts[1], counts[2], counts[3]);
          }
        });
    unsupported.forEach((reason, count) -> out.printf("unsupported %s: %d%n", reason, count));
    failed.forEach(
        (name, verdict) ->
            out.println("FAILED " + name + (verbose ? ": " + verdict.reason() : "")));
    Map<String, int[]> folders = new TreeMap<>();
    groups.forEach(
        (group, counts) -> {
          int[] sum =
              folders.computeIfAbsent(group.substring(0, group.indexOf('/')), f -> new int[4]);
          for (int i = 0; i < 4; i++) {
            sum[i] += counts[i];
          }
        });
    int[] all = new int[4];
    folders.forEach(
        (folder, sum) -> {
          out.printf(
              "%s: %d passed, %d failed, %d unsupported, %d known differences%n",
              folder, sum[0], sum[1], sum[2], sum[3]);
          for (int i = 0; i < 4; i++) {
            all[i] += sum[i];
          }
        });
    out.printf("%d passed, %d failed, %d skipped%n", all[0], all[1], all[2] + all[3]);
  }

  boolean anyFailed() {
    return !failed.isEmpty();
  }

  private static String reason(String text) {
    int place = text.indexOf(": ");
    return place >= 0 && text.substring(0, place).contains(".rego:")
        ? text.substring(place + 2)
        : text;
  }
}
