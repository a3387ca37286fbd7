package io.eunomia.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One figure of a run of JMH.
 *
 * @param type the benchmark's class
 * @param method its method
 * @param mode such as {@code sample}
 * @param params by name
 * @param metric the figure
 * @param allocated bytes for each operation; NaN if not known
 */
record Result(
    String type,
    String method,
    String mode,
    Map<String, String> params,
    JsonNode metric,
    double allocated) {
  /** JMH says apart what the methods of a group took, and once more each percentile of it. */
  private static final Pattern METHOD = Pattern.compile("[a-z][A-Za-z]+");

  /** What JMH wrote to some files, groups taken apart. */
  static List<Result> read(List<File> files) throws IOException {
    List<Result> results = new ArrayList<>();
    for (File file : files) {
      new ObjectMapper().readTree(file).forEach(each -> add(results, each));
    }
    return results;
  }

  private static void add(List<Result> results, JsonNode json) {
    String[] name = json.path("benchmark").asText().split("\\.", -1);
    String type = name[name.length - 2];
    String method = name[name.length - 1];
    String mode = json.path("mode").asText();
    Map<String, String> params = new LinkedHashMap<>();
    json.path("params").properties().forEach(e -> params.put(e.getKey(), e.getValue().asText()));
    double allocated = Double.NaN;
    int before = results.size();
    for (Map.Entry<String, JsonNode> second : json.path("secondaryMetrics").properties()) {
      if (second.getKey().endsWith("gc.alloc.rate.norm")) {
        allocated = second.getValue().path("score").asDouble();
      } else if (METHOD.matcher(second.getKey()).matches()) {
        results.add(new Result(type, second.getKey(), mode, params, second.getValue(), Double.NaN));
      }
    }
    if (results.size() == before) {
      // Of a group it would be the mean of different things.
      results.add(new Result(type, method, mode, params, json.path("primaryMetric"), allocated));
    }
  }

  double score() {
    return metric.path("score").asDouble();
  }

  double error() {
    return metric.path("scoreError").asDouble();
  }

  String unit() {
    return metric.path("scoreUnit").asText();
  }

  /** A percentile of the samples, such as {@code 99.9}. */
  double percentile(String which) {
    return metric.path("scorePercentiles").path(which).asDouble(Double.NaN);
  }
}
