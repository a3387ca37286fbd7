package io.eunomia.cli;

import static io.eunomia.cli.Ran.eunomia;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BenchOptionsTest {
  private static final String NAME = "data.users_service.authz_test.test_admin";

  @TempDir private Path dir;
  private Workspace files = new Workspace(Path.of("."));

  @BeforeEach
  void service() throws IOException {
    files = new Workspace(dir).service();
  }

  static Stream<String> refused() {
    return Stream.of(
        "--bench --coverage",
        "--bench --threshold=80",
        "--bench --format=junit",
        "--format=gobench",
        "--bench --benchmem=maybe");
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whenOptionsExcludeEachOther_thenUsageIsWrong(String options) {
    Object[] args = Stream.concat(Stream.of("test", dir), Stream.of(options.split(" "))).toArray();
    Ran ran = eunomia(args);

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).startsWith("error: ");
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void whenTestsAreMeasured_thenEachHasALine() throws IOException {
    files.write(
        "users-service/bad_test.rego", "package bad_test\n\ntest_bad if { print(1); 1 == 2 }\n");

    Ran ran = eunomia("test", "--bench", dir);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out())
        .containsPattern(NAME + "  [0-9,.]+ ns/op  [0-9,]+ B/op  \\([0-9,]+ runs?\\)\n")
        .contains("FAILED data.bad_test.test_bad (")
        .contains("1 passed, 1 failed, 0 errored, 0 skipped in ");
  }

  @Test
  void whenMemoryIsNotWanted_thenItIsNotThere() {
    assertThat(eunomia("test", "--bench", "--no-benchmem", "-f", "pretty", dir).out())
        .matches(NAME + "\t *[0-9]+\t +[0-9.]+ ns/op\n-{80}\nPASS: 1/1\n");
  }

  @Test
  void whenProgramsRead_thenTheyFindTheResult() throws IOException {
    Ran ran = eunomia("test", "--bench", "--benchmem=false", "-f", "json", dir);

    JsonNode result = new ObjectMapper().readTree(ran.out()).at("/0/benchmark_result");
    assertThat(result.path("N").longValue()).isPositive();
    assertThat(result.path("T").longValue()).isPositive();
    assertThat(result.has("MemBytes")).isFalse();
    assertThat(ran.exitCode()).isZero();
  }

  @Test
  void whenGoReads_thenThereAreOnlyBenchmarks() throws IOException {
    files.write("users-service/bad_test.rego", "package bad_test\n\ntest_bad if 1 == 2\n");

    Ran ran = eunomia("test", "--bench", "--benchmem", "-f", "gobench", dir);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out())
        .matches(
            "BenchmarkDataUsersServiceAuthzTestTestAdmin\t *[0-9]+\t +[0-9.]+ ns/op\t"
                + " *[0-9]+ B/op\n");
    assertThat(ran.err()).contains("FAILED data.bad_test.test_bad");
  }

  @Test
  void whenMemoryIsSaidAloud_thenPathsAreStillPaths() {
    assertThat(eunomia("test", "--benchmem", dir).exitCode()).isZero();
  }
}
