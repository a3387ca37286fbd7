package io.eunomia.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.testkit.coverage.CoverageFormat;
import io.eunomia.testkit.trace.EvaluationTrace;
import io.eunomia.testkit.trace.TraceEvent;
import io.eunomia.testkit.trace.TraceMode;
import io.eunomia.testkit.trace.TraceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TracedTestsTest {
  private static final Path TRACES = Path.of("src/test/resources/traces");

  @TempDir private Path dir;

  static List<String> policies() throws IOException {
    try (Stream<Path> files = Files.list(TRACES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".rego"))
          .map(name -> name.substring(0, name.length() - ".rego".length()))
          .sorted()
          .toList();
    }
  }

  /** The mode is in the first line of the policy. */
  @ParameterizedTest
  @MethodSource("policies")
  void whenTestsFail_thenTheirTracesAreThoseOfTheFile(String name) throws IOException {
    String policy = Files.readString(TRACES.resolve(name + ".rego"));
    String mode = policy.lines().findFirst().orElseThrow().substring("# ".length());

    StringBuilder traces = new StringBuilder();
    for (TestResult result : results(policy, TraceMode.valueOf(mode.toUpperCase(Locale.ROOT)))) {
      traces.append(result.name()).append(": ").append(result.outcome().json()).append('\n');
      lines(result.trace()).forEach(line -> traces.append(line.stripTrailing()).append('\n'));
    }

    Path expected = TRACES.resolve(name + ".txt");
    if (Boolean.getBoolean("traces.write")) {
      Files.writeString(expected, traces);
    }
    assertThat(traces).hasToString(Files.readString(expected));
  }

  private List<TestResult> results(String policy, TraceMode mode) throws IOException {
    TestReport report =
        new PolicyFiles(dir)
            .write("x_test.rego", policy)
            .run(TestOptions.defaults().withTrace(mode));
    assertThat(report.hasErrors()).as(report.diagnostics().toString()).isFalse();
    return report.results();
  }

  private List<String> lines(EvaluationTrace trace) {
    return TraceText.lines(
        new EvaluationTrace(trace.events().stream().map(this::local).toList(), trace.omitted()));
  }

  private TraceEvent local(TraceEvent event) {
    return new TraceEvent(
        event.operation(),
        event.file().replace(dir + "/", ""),
        event.row(),
        event.depth(),
        event.text(),
        event.query(),
        event.parent(),
        event.locals(),
        event.message());
  }

  @Test
  void whenNoTraceIsWanted_thenThereIsNone() throws IOException {
    assertThat(new PolicyFiles(dir).results("package x\n\ntest_x if 1 == 2\n"))
        .singleElement()
        .satisfies(result -> assertThat(result.trace()).isEqualTo(EvaluationTrace.NONE));
  }

  @Test
  void whenTestsPassOrAreSkipped_thenThereIsNoTrace() throws IOException {
    assertThat(results("package x\n\ntest_x if 1 == 1\n\ntodo_test_y if 1 == 2\n", TraceMode.FULL))
        .hasSize(2)
        .allSatisfy(result -> assertThat(result.trace().isEmpty()).isTrue());
  }

  @Test
  void whenTestIsNone_thenThereIsNoTrace() throws IOException {
    assertThat(results("package x\n\ntest_x(y) := y\n", TraceMode.FULL))
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.outcome()).isEqualTo(TestOutcome.ERRORED);
              assertThat(result.trace().isEmpty()).isTrue();
            });
  }

  @Test
  void whenEvaluationIsLong_thenTraceEndsWithHowMuchIsLeftOut() throws IOException {
    TestResult result =
        results(
                """
                package x

                test_x if {
                  some x in numbers.range(1, 60000)
                  x > 60000
                }
                """,
                TraceMode.FULL)
            .get(0);

    assertThat(result.outcome()).isEqualTo(TestOutcome.FAILED);
    assertThat(result.trace().events()).hasSize(100_000);
    // The query and the rule, their ends, the first expression, and three for each element.
    assertThat(result.trace().omitted()).isEqualTo(3 * 60_000 + 5 - 100_000);
    assertThat(TraceText.lines(result.trace())).last().isEqualTo("… and 80005 more");
  }

  @Test
  void whenTracedTestsPrintAndCover_thenThatIsNotDoneTwice() throws IOException {
    String policy = "package x\n\ntest_x if {\n  print(\"here\")\n  1 == 2\n}\n";
    PolicyFiles files = new PolicyFiles(dir).write("x_test.rego", policy);
    TestOptions options = TestOptions.defaults().withCoverage(true);

    TestReport traced = files.run(options.withTrace(TraceMode.DEBUG));

    assertThat(traced.results().get(0).printed()).containsExactly("here");
    assertThat(CoverageFormat.LCOV.write(Objects.requireNonNull(traced.coverage())))
        .isEqualTo(
            CoverageFormat.LCOV.write(Objects.requireNonNull(files.run(options).coverage())));
  }

  @Test
  void whenFixtureFails_thenTheRuleThatIsOtherwiseIsTraced() throws IOException {
    PolicyFiles files =
        new PolicyFiles(dir)
            .write(
                "users-service/authz.rego",
                """
                package users_service.authz

                default allow := false

                allow if input.role == data.role

                deny_reason contains "no role" if not input.role
                """)
            .write(
                "users-service/fixtures.json",
                """
                {"fixtures": [
                  {"name": "guest", "input": {"role": "guest"}, "expected_allowed": true},
                  {"name": "why", "input": {}, "expected_allowed": false,
                   "expected_reasons": ["another"]},
                  {"name": "data", "input": {"role": "a"}, "data": {"role": "b"},
                   "expected_allowed": true},
                  {"name": "good", "input": {}, "expected_allowed": false}
                ]}
                """);

    List<TestResult> results =
        files.run(TestOptions.defaults().withTrace(TraceMode.FAILS)).results();

    assertThat(results).hasSize(4);
    assertThat(lines(results.get(0).trace()))
        .containsExactly(
            "query:1                       Enter data.users_service.authz.allow = _",
            "users-service/authz.rego:5    | Enter data.users_service.authz.allow",
            "users-service/authz.rego:5    | | Fail input.role == data.role");
    assertThat(lines(results.get(1).trace()))
        .containsExactly(
            "query:1                       Enter data.users_service.authz.deny_reason = _",
            "users-service/authz.rego:7    | Enter data.users_service.authz.deny_reason",
            "users-service/authz.rego:7    | | Enter input.role",
            "users-service/authz.rego:7    | | | Fail input.role");
    assertThat(lines(results.get(2).trace())).containsAll(lines(results.get(0).trace()));
    assertThat(results.get(3).trace()).isEqualTo(EvaluationTrace.NONE);
  }
}
