package io.eunomia.testkit.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.eunomia.testkit.TestDescription;
import io.eunomia.testkit.TestOutcome;
import io.eunomia.testkit.TestReport;
import io.eunomia.testkit.TestResult;
import io.eunomia.testkit.bench.BenchmarkReport;
import io.eunomia.testkit.bench.BenchmarkResult;
import io.eunomia.testkit.bench.MeasuredTest;
import io.eunomia.testkit.trace.EvaluationTrace;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BenchmarkReportsTest {
  private static final BenchmarkReport REPORT =
      report(
          measured("data.foo.bar.test_baz", result(1_000, 123_000, OptionalLong.of(91_900))),
          measured("data.foo.bar.test_qux", null),
          measured("data.foo.bar.test_x#01", result(3_912_400, 989_837_200, OptionalLong.empty())),
          measured("s-1: has a café", result(1, 1_234_567, OptionalLong.of(4_321))));

  private static BenchmarkReport report(MeasuredTest... tests) {
    List<MeasuredTest> all = List.of(tests);
    return new BenchmarkReport(
        new TestReport(
            List.of(),
            all.stream().map(MeasuredTest::result).toList(),
            Duration.ofSeconds(4),
            null),
        all);
  }

  private static MeasuredTest measured(String name, @Nullable BenchmarkResult benchmark) {
    boolean rule = name.startsWith("data.");
    TestResult result =
        new TestResult(
            new TestDescription(
                name,
                rule ? TestDescription.Kind.RULE : TestDescription.Kind.FIXTURE,
                "a_test.rego",
                3,
                1,
                rule ? null : "s-1"),
            benchmark == null ? TestOutcome.FAILED : TestOutcome.PASSED,
            benchmark == null ? "undefined" : "",
            Duration.ofNanos(253),
            List.of(),
            List.of(),
            null,
            EvaluationTrace.NONE);
    return new MeasuredTest(result, benchmark);
  }

  private static BenchmarkResult result(long runs, long nanos, OptionalLong allocated) {
    return new BenchmarkResult(runs, Duration.ofNanos(nanos), allocated);
  }

  private static String nanos(long runs, long nanos) {
    String line = GoBenchmark.line("B", result(runs, nanos, OptionalLong.empty()));
    return line.substring(line.lastIndexOf('\t') + 1);
  }

  @Test
  void whenPrintedPretty_thenBenchmarksAreLinesAmongTheTests() {
    assertThat(PrettyReport.of(REPORT, false, false))
        .isEqualTo(
            """
            data.foo.bar.test_baz\t    1000\t       123.0 ns/op\t      91 B/op
            a_test.rego:
            data.foo.bar.test_qux: FAIL (253ns)
            data.foo.bar.test_x#01\t 3912400\t       253.0 ns/op
            s-1: has a café\t       1\t   1234567 ns/op\t    4321 B/op
            --------------------------------------------------------------------------------
            PASS: 3/4
            FAIL: 1/4
            """);
  }

  @Test
  void whenPrintedForGo_thenNamesAreOneWordAndNothingElseIsThere() {
    assertThat(GoBenchmark.of(REPORT))
        .isEqualTo(
            """
            BenchmarkDataFooBarTestBaz\t    1000\t       123.0 ns/op\t      91 B/op
            BenchmarkDataFooBarTestX#01\t 3912400\t       253.0 ns/op
            BenchmarkS1HasACafé\t       1\t   1234567 ns/op\t    4321 B/op
            """);
  }

  @Test
  void whenNumbersAreSmall_thenTheyHaveMoreDecimals() {
    assertThat(nanos(1, 0)).isEqualTo("         0 ns/op");
    assertThat(nanos(1, 1000)).isEqualTo("      1000 ns/op");
    assertThat(nanos(100, 99_994)).isEqualTo("       999.9 ns/op");
    assertThat(nanos(10, 123)).isEqualTo("        12.30 ns/op");
    assertThat(nanos(1_000, 1_234)).isEqualTo("         1.234 ns/op");
    assertThat(nanos(10_000, 1_234)).isEqualTo("         0.1234 ns/op");
    assertThat(nanos(1_000_000_000, 1)).isEqualTo("         0.0000000 ns/op");
  }

  @Test
  void whenPrintedAsText_thenLinesAreOurs() {
    assertThat(TextReport.of(REPORT, Style.PLAIN, false))
        .isEqualTo(
            """
            data.foo.bar.test_baz  123 ns/op  91 B/op  (1,000 runs)
            a_test.rego:3:1: FAILED data.foo.bar.test_qux (0 µs)
                undefined
            data.foo.bar.test_x#01  253 ns/op  (3,912,400 runs)
            s-1: has a café  1,234,567 ns/op  4,321 B/op  (1 run)
            3 passed, 1 failed, 0 errored, 0 skipped in 4.00 s
            """);
  }

  @Test
  void whenPrintedAsJson_thenThereIsAResultWithoutWhatTheJvmDoesNotCount() {
    ArrayNode json = OpaJson.of(REPORT);

    assertThat(json.at("/0/benchmark_result").toString())
        .isEqualTo("{\"N\":1000,\"T\":123000,\"Bytes\":0,\"MemBytes\":91900,\"Extra\":null}");
    assertThat(json.get(1).has("benchmark_result")).isFalse();
    assertThat(json.at("/2/benchmark_result").toString())
        .isEqualTo("{\"N\":3912400,\"T\":989837200,\"Bytes\":0,\"Extra\":null}");
  }
}
