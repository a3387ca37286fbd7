package io.eunomia.benchmarks;

import java.util.List;

/** What a call of a host builtin costs a policy, and how many times what it costs Java. */
final class HostCallTable {
  private HostCallTable() {}

  /** The table in Markdown; empty if there are no such results. */
  static String of(String title, List<Result> results) {
    MarkdownTable table =
        new MarkdownTable("builtin", "a call by a policy, ns", "by Java, ns", "times");
    for (HostCall call : HostCall.values()) {
      double direct = score(results, "direct", call);
      double cost = score(results, "policy", call) - score(results, "withoutCalls", call);
      if (direct > 0 && cost > 0) {
        table.row(
            "`" + call.rego() + "`",
            "%,.0f".formatted(cost),
            "%,.0f".formatted(direct),
            "%.2f".formatted(cost / direct));
      }
    }
    return table.isEmpty() ? "" : "\n### %s\n\n%s".formatted(title, table);
  }

  private static double score(List<Result> results, String method, HostCall call) {
    return results.stream()
        .filter(each -> each.type().equals("HostBuiltinBenchmark"))
        .filter(each -> each.method().equals(method))
        .filter(each -> call.name().equals(each.params().get("builtin")))
        .mapToDouble(Result::score)
        .findFirst()
        .orElse(0);
  }
}
