package io.eunomia.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Prints JMH's JSON as a table with ratios, and the size of the module. */
public final class ResultTable {
  private static final String PEER = "DecisionBenchmark.opaJavaWasm";

  private ResultTable() {}

  /** {@code RESULT.json}. */
  public static void main(String[] args) throws IOException {
    Map<String, JsonNode> scores = new LinkedHashMap<>();
    for (JsonNode result : new ObjectMapper().readTree(new File(args[0]))) {
      String name = result.path("benchmark").asText();
      StringBuilder row =
          new StringBuilder(name.substring(name.indexOf("benchmarks.") + "benchmarks.".length()));
      result
          .path("params")
          .properties()
          .forEach(
              e -> row.append(", ").append(e.getValue().asText()).append(" ").append(e.getKey()));
      scores.put(row.toString(), result.path("primaryMetric"));
    }
    JsonNode peer = scores.get(PEER);
    double peerScore = peer == null ? 0 : peer.path("score").asDouble();
    System.out.printf(
        "| %-38s | %12s | %8s | %-5s | %s |%n", "benchmark", "score", "±", "unit", "peer / this");
    System.out.println("|---|---:|---:|---|---:|");
    scores.forEach(
        (name, metric) -> {
          double score = metric.path("score").asDouble();
          boolean comparable = peerScore > 0 && name.startsWith("DecisionBenchmark");
          System.out.printf(
              "| %-38s | %12.2f | %8.2f | %-5s | %s |%n",
              name,
              score,
              metric.path("scoreError").asDouble(),
              metric.path("scoreUnit").asText(),
              comparable ? "%.1f".formatted(peerScore / score) : "");
        });
    printHostCalls(scores);
    System.out.printf("%nmodule: %d bytes%n", BenchmarkPolicy.decisions().wasm().length);
  }

  /** What a call costs a policy, and how many times what it costs Java. */
  private static void printHostCalls(Map<String, JsonNode> scores) {
    for (HostCall call : HostCall.values()) {
      double direct = hostCall(scores, "direct", call);
      double cost = hostCall(scores, "policy", call) - hostCall(scores, "withoutCalls", call);
      if (direct > 0 && cost > 0) {
        System.out.printf(
            "%n%s: %.0f ns a call by a policy, %.0f ns by Java: %.2f times%n",
            call.rego(), cost, direct, cost / direct);
      }
    }
  }

  private static double hostCall(Map<String, JsonNode> scores, String method, HostCall call) {
    JsonNode metric =
        scores.get("HostBuiltinBenchmark." + method + ", " + call.name() + " builtin");
    return metric == null ? 0 : metric.path("score").asDouble();
  }
}
