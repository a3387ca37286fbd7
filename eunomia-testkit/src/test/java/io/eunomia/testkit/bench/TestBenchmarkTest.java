package io.eunomia.testkit.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.engine.builtins.BuiltinRegistry;
import io.eunomia.archimedes.engine.value.Value;
import io.eunomia.policy.source.PolicyLoader;
import io.eunomia.policy.source.PolicySources;
import io.eunomia.testkit.TestListener;
import io.eunomia.testkit.TestOptions;
import io.eunomia.testkit.TestOutcome;
import io.eunomia.testkit.TestResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestBenchmarkTest {
  private static final BenchmarkOptions QUICK =
      BenchmarkOptions.defaults().withTimes(Duration.ofMillis(1), Duration.ofMillis(2));

  private static final String POLICY =
      """
      package s.authz

      default allow := false

      allow if input.role in data.s.roles
      """;

  @TempDir private Path dir;

  private PolicySources sources(String tests) throws IOException {
    write("s/allow.rego", POLICY);
    write("s/authz_test.rego", "package s.authz_test\n\nimport data.s.authz\n\n" + tests);
    write("s/data.json", "{\"roles\": [\"admin\"]}");
    return PolicyLoader.withDefaults().load(List.of(dir));
  }

  private void write(String path, String text) throws IOException {
    Path file = dir.resolve(path);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
  }

  private static BenchmarkReport run(PolicySources sources, TestOptions options)
      throws IOException {
    return new TestBenchmark(QUICK).run(sources, options, TestListener.NONE);
  }

  @Test
  void whenTestsPass_thenTheyAreMeasuredWhateverTheyAre() throws IOException {
    write(
        "s/fixtures.json",
        """
        {"fixtures": [{"name": "f", "input": {"role": "admin"}, "expected_allowed": true}]}
        """);
    BenchmarkReport report =
        run(
            sources(
                """
                test_plain if authz.allow with input as {"role": "admin"}

                test_twice if not authz.allow

                test_twice if 1 < 2

                test_cases[name] if {
                  some name in ["a", "b"]
                  name != "c"
                }
                """),
            TestOptions.defaults().withCoverage(true));

    assertThat(report.tests().passed()).isTrue();
    assertThat(report.measured())
        .extracting(each -> each.result().name())
        .containsExactly(
            "data.s.authz_test.test_plain",
            "data.s.authz_test.test_twice",
            "data.s.authz_test.test_twice#01",
            "data.s.authz_test.test_cases",
            "s: f");
    for (MeasuredTest each : report.measured()) {
      BenchmarkResult benchmark = Objects.requireNonNull(each.benchmark());
      assertThat(benchmark.runs()).isPositive();
      assertThat(benchmark.nanosPerRun()).isPositive();
      assertThat(benchmark.took()).isGreaterThanOrEqualTo(QUICK.length());
    }
  }

  @Test
  void whenTestsDoNotPass_thenTheyAreNotMeasured() throws IOException {
    List<TestResult> told = new ArrayList<>();
    BenchmarkReport report =
        new TestBenchmark(QUICK.withMemory(false))
            .run(
                sources(
                    """
                    test_good if true

                    test_bad if 1 == 2

                    todo_test_later if false
                    """),
                TestOptions.defaults().withRepetitions(2),
                new TestListener() {
                  @Override
                  public void planned(int tests) {
                    assertThat(tests).isEqualTo(6);
                  }

                  @Override
                  public void finished(TestResult result) {
                    told.add(result);
                  }
                });

    assertThat(report.measured()).extracting(MeasuredTest::result).isEqualTo(told);
    assertThat(report.measured())
        .extracting(each -> each.benchmark() != null)
        .containsExactly(true, true, false, false, false, false);
    assertThat(Objects.requireNonNull(report.measured().get(0).benchmark()).allocated()).isEmpty();
    assertThat(report.tests().count(TestOutcome.FAILED)).isEqualTo(2);
    assertThat(report.tests().count(TestOutcome.SKIPPED)).isEqualTo(2);
  }

  @Test
  void whenATestIsMeasured_thenItIsEvaluatedEachTimeAndWithoutPrints() throws IOException {
    AtomicInteger calls = new AtomicInteger();
    BuiltinRegistry builtins =
        BuiltinRegistry.standard()
            .with(
                "counted(x: number) -> number",
                (context, arguments) -> {
                  calls.incrementAndGet();
                  return Value.of(1);
                });
    BenchmarkReport report =
        run(
            sources("test_counted if { print(\"no\"); counted(1) == 1 }\n"),
            TestOptions.defaults().withBuiltins(builtins));

    MeasuredTest measured = report.measured().get(0);
    assertThat(measured.result().printed()).isEmpty();
    assertThat((long) calls.get())
        .isGreaterThan(Objects.requireNonNull(measured.benchmark()).runs());
  }

  @Test
  void whenATestFailsLater_thenItIsAnError() throws IOException {
    AtomicInteger calls = new AtomicInteger();
    BuiltinRegistry builtins =
        BuiltinRegistry.standard()
            .with(
                "worn(x: number) -> number",
                (context, arguments) -> Value.of(calls.incrementAndGet() > 3 ? 2 : 1));
    BenchmarkReport report =
        run(
            sources(
                """
                test_conflict if one == 1

                one := 1 if worn(1) == 1

                one := 2 if worn(1) == 2

                one := 3 if worn(1) == 2

                test_other if true
                """),
            TestOptions.defaults().withBuiltins(builtins));

    assertThat(report.measured().get(0).benchmark()).isNull();
    assertThat(report.measured().get(0).result().outcome()).isEqualTo(TestOutcome.ERRORED);
    assertThat(report.measured().get(0).result().message()).contains("eval_conflict_error");
    assertThat(report.measured().get(1).benchmark()).isNotNull();
  }

  @Test
  void whenPoliciesDoNotCompile_thenTheReportSaysSo() throws IOException {
    BenchmarkReport report = run(sources("test_x if y\n"), TestOptions.defaults());

    assertThat(report.tests().hasErrors()).isTrue();
    assertThat(report.measured()).isEmpty();
  }
}
