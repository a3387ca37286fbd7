package io.eunomia.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of JMH's JSON. */
class TablesTest {
  private static final String RESULT =
      """
      {"benchmark": "io.eunomia.benchmarks.%s", "mode": "%s", "params": {"n": "%s", "scenario": "A"},
       "primaryMetric": {"score": %s, "scoreError": "NaN", "scoreUnit": "ns/op",
         "scorePercentiles": {"50.0": %4$s, "99.0": 7000.0, "99.9": 8000.0}},
       "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 24.2}, "p0.50": {"score": 1.0}%s}}
      """;

  @TempDir private Path directory;

  @Test
  void whenDecisionsWereSampled_thenTheyAreComparedWithinTheSameParameters() throws IOException {
    String table =
        SampleTable.of(
            "Title",
            read(
                result("XBenchmark.opaJavaWasm", "sample", "10", "5000", ""),
                result("XBenchmark.eunomiaTyped", "sample", "10", "500", ""),
                result("XBenchmark.handWrittenJava", "sample", "10", "50", ""),
                result("XBenchmark.eunomiaTyped", "sample", "5", "400", ""),
                result("XBenchmark.eunomiaTyped", "avgt", "5", "399", ""),
                result("YBenchmark.eunomiaTyped", "sample", "5", "1", "")),
            "opaJavaWasm",
            "X");

    assertThat(table)
        .isEqualTo(
            """

            ### Title

            | scenario | n |  | p50, ns | p99, ns | p99.9, ns | mean, ns | ± | bytes | × floor | peer / this |
            |---|---|---|---:|---:|---:|---:|---:|---:|---:|---:|
            | A | 5 | `eunomiaTyped` | 400 | 7,000 | 8,000 | 399 |  | 24 |  |  |
            | A | 10 | `handWrittenJava` | 50 | 7,000 | 8,000 | 50 |  | 24 | 1.0 | 100.0 |
            | A | 10 | `eunomiaTyped` | 500 | 7,000 | 8,000 | 500 |  | 24 | 10.0 | 10.0 |
            | A | 10 | `opaJavaWasm` | 5,000 | 7,000 | 8,000 | 5,000 |  | 24 | 100.0 | 1.0 |
            """);
  }

  @Test
  void whenThreadsWereAGroup_thenEachMethodStandsForItself() throws IOException {
    List<Result> results =
        read(
            result(
                "XBenchmark.group",
                "sample",
                "5",
                "9",
                ", \"swap\": {\"score\": 3.0, \"swap\": 1}"));

    assertThat(results).extracting(Result::method).containsExactly("swap");
    assertThat(results).extracting(Result::score).containsExactly(3.0);
  }

  @Test
  void whenThereAreNoResults_thenThereIsNoTable() {
    assertThat(SampleTable.of("Title", List.of(), "", "X")).isEmpty();
    assertThat(CostTable.of("Title", List.of(), "X")).isEmpty();
    assertThat(ThroughputTable.of("Title", List.of())).isEmpty();
    assertThat(HostCallTable.of("Title", List.of())).isEmpty();
  }

  @Test
  void whenThroughputWasMeasured_thenTwoThreadsStandBesideOne() throws IOException {
    List<Result> results =
        read(
            result("ThroughputBenchmark.xOneThread", "thrpt", "1", "1000", ""),
            result("ThroughputBenchmark.xTwoThreads", "thrpt", "1", "1900", ""));

    assertThat(ThroughputTable.of("Title", results))
        .endsWith("| `x` | 1,000 |  | 1,900 |  | 1.90 |\n");
  }

  @Test
  void whenARowHasTooFewCells_thenItIsRefused() {
    MarkdownTable table = new MarkdownTable("a", "b");

    assertThatThrownBy(() -> table.row("1")).hasMessageContaining("not a cell for each of [a, b]");
  }

  private static String result(
      String benchmark, String mode, String n, String score, String parts) {
    return RESULT.formatted(benchmark, mode, n, score, parts);
  }

  private List<Result> read(String... results) throws IOException {
    File file = directory.resolve("results.json").toFile();
    Files.writeString(file.toPath(), "[" + String.join(",", results) + "]");
    return Result.read(List.of(file));
  }
}
