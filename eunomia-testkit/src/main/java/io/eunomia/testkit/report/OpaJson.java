package io.eunomia.testkit.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.testkit.TestCase;
import io.eunomia.testkit.TestDescription;
import io.eunomia.testkit.TestFailure;
import io.eunomia.testkit.TestOutcome;
import io.eunomia.testkit.TestReport;
import io.eunomia.testkit.TestResult;
import io.eunomia.testkit.bench.BenchmarkReport;
import io.eunomia.testkit.bench.BenchmarkResult;
import io.eunomia.testkit.trace.EvaluationTrace;
import io.eunomia.testkit.trace.TraceJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Results as {@code opa test --format json} gives them: an array of tests. Ours have some members
 * more: {@code kind}, {@code message}, {@code failure} and {@code trace_omitted}.
 */
public final class OpaJson {
  private static final Pattern ERROR = Pattern.compile("(?:(.*): )?(\\w+_error): (.*)");
  private static final Pattern PLACE = Pattern.compile("(.*):(\\d+):(\\d+)");

  private OpaJson() {}

  /** The array. */
  public static ArrayNode of(TestReport report) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    report.results().forEach(result -> result(result, array.addObject()));
    return array;
  }

  /** The array, with {@code benchmark_result} of tests that were measured. */
  public static ArrayNode of(BenchmarkReport report) {
    ArrayNode array = of(report.tests());
    for (int i = 0; i < array.size(); i++) {
      BenchmarkResult benchmark = report.measured().get(i).benchmark();
      if (benchmark != null) {
        benchmark(((ObjectNode) array.get(i)).putObject("benchmark_result"), benchmark);
      }
    }
    return array;
  }

  /** As Go has it, without the number of allocations, which the JVM does not count. */
  private static void benchmark(ObjectNode json, BenchmarkResult benchmark) {
    json.put("N", benchmark.runs()).put("T", benchmark.took().toNanos()).put("Bytes", 0);
    benchmark.allocated().ifPresent(bytes -> json.put("MemBytes", bytes));
    json.putNull("Extra");
  }

  private static void result(TestResult result, ObjectNode json) {
    TestDescription test = result.test();
    location(json, test.file(), test.line(), test.column());
    TestNameParts name = TestNameParts.of(test);
    json.put("package", name.group()).put("name", name.name());
    json.put("kind", test.kind().json());
    switch (result.outcome()) {
      case PASSED -> {}
      case FAILED -> json.put("fail", true);
      case ERRORED -> error(json.putObject("error"), result.message());
      case SKIPPED -> json.put("skip", true);
    }
    if (result.outcome() != TestOutcome.ERRORED && !result.message().isEmpty()) {
      json.put("message", result.message());
    }
    TestFailure failure = result.failure();
    if (failure != null) {
      failure(json.putObject("failure"), failure);
    }
    json.put("duration", result.duration().toNanos());
    if (!result.printed().isEmpty()) {
      String output = String.join("\n", result.printed()) + "\n";
      json.put(
          "output", Base64.getEncoder().encodeToString(output.getBytes(StandardCharsets.UTF_8)));
    }
    cases(json, result.cases());
    trace(json, result.trace());
  }

  private static void trace(ObjectNode json, EvaluationTrace trace) {
    if (!trace.isEmpty()) {
      json.set("trace", TraceJson.of(trace));
    }
    if (trace.omitted() > 0) {
      json.put("trace_omitted", trace.omitted());
    }
  }

  private static void location(ObjectNode json, String file, int row, int column) {
    json.putObject("location").put("file", file).put("row", row).put("col", column);
  }

  private static void error(ObjectNode json, String message) {
    Matcher error = ERROR.matcher(message);
    if (!error.matches()) {
      json.put("code", "eval_internal_error").put("message", message);
      return;
    }
    json.put("code", error.group(2)).put("message", error.group(3));
    Matcher place = PLACE.matcher(String.valueOf(error.group(1)));
    if (place.matches()) {
      location(
          json, place.group(1), Integer.parseInt(place.group(2)), Integer.parseInt(place.group(3)));
    }
  }

  private static void failure(ObjectNode json, TestFailure failure) {
    json.put("expression", failure.expression());
    location(json, failure.file(), failure.line(), failure.column());
    ObjectNode values = json.putObject("values");
    failure.values().forEach(values::put);
  }

  private static void cases(ObjectNode json, List<TestCase> cases) {
    if (cases.isEmpty()) {
      return;
    }
    ObjectNode results = json.putObject("sub_results");
    for (TestCase each : cases) {
      ObjectNode entry = results.putObject(each.name());
      entry.put("name", each.name());
      if (!each.passed()) {
        entry.put("fail", true);
      }
      TestFailure failure = each.failure();
      if (failure != null) {
        failure(entry.putObject("failure"), failure);
      }
      cases(entry, each.cases());
    }
  }
}
