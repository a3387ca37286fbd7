package io.eunomia.cli;

import static io.eunomia.cli.Ran.eunomia;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code opa test} has, on the example policies. */
class ExamplesTestOptionsTest {
  private static final Path EXAMPLES =
      Path.of(System.getProperty("eunomia.root", "..")).resolve("examples/policies");
  private static final String ALL = "59 passed, 0 failed, 0 errored, 0 skipped in ";

  @TempDir private Path dir;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--bundle",
        "--capabilities v1.9.0",
        "--explain full",
        "--fail-on-empty",
        "--exit-zero-on-skipped",
        "--ignore *_draft.rego",
        "--max-errors 3",
        "--parallel 0",
        "--parallel 1",
        "--target wasm",
        "--target rego",
        "--timeout 10s",
        "--var-values",
        "--v1-compatible",
        "--verbose"
      })
  void whenAllTestsAreRun_thenAllPass(String options) {
    Ran ran = test(options);

    assertThat(ran.exitCode()).as(ran.err()).isZero();
    assertThat(ran.out()).contains(ALL);
  }

  @Test
  void whenSomeAreWanted_thenThoseAreRunAsOftenAsIsSaid() {
    assertThat(test("--count 2").out()).contains("118 passed, ");
    assertThat(test("--run payments").out()).contains(" passed, 0 failed").doesNotContain(ALL);
    assertThat(test("--run nothing.of.the.kind").exitCode()).isEqualTo(1);
  }

  @Test
  void whenAllIsCovered_thenTheThresholdOfAllIsReached() throws IOException {
    Ran ran = test("--coverage --threshold 100");
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).contains("coverage: 100% (");
    assertThat(new ObjectMapper().readTree(test("--coverage --format json").out()).get("coverage"))
        .hasToString("100");

    Ran some = test("--threshold 100 --run payments");
    assertThat(some.exitCode()).isEqualTo(1);
    assertThat(some.err()).contains("less than the threshold of 100%");
  }

  @Test
  void whenAFormatIsWanted_thenItHasAllTests() throws IOException {
    assertThat(test("--format pretty").out()).isEqualTo("PASS: 59/59\n");
    assertThat(new ObjectMapper().readTree(test("--format json").out())).hasSize(59);
    // Each case is a test case of JUnit.
    assertThat(test("--format junit").out()).contains("<testsuites tests=\"62\" failures=\"0\"");
  }

  @Test
  void whenTestsAreMeasured_thenEachHasALine() {
    String one = "--run data\\.users_service\\.authz_test\\.test_support_reads_only";
    Ran ran = test("--bench --format gobench " + one);

    assertThat(ran.exitCode()).as(ran.out() + ran.err()).isZero();
    assertThat(ran.out().lines())
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(line)
                    .matches("BenchmarkDataUsersServiceAuthzTestTest\\w+\\t.* ns/op\\t.* B/op"));
  }

  @Test
  void whenABundleIsTested_thenItsServiceIs() throws IOException {
    Path bundle = dir.resolve("users.tar.gz");
    assertThat(eunomia("build", EXAMPLES, "--service", "users-service", "-o", bundle).exitCode())
        .isZero();
    Path tests = Files.createDirectory(dir.resolve("tests"));
    Files.copy(EXAMPLES.resolve("users-service/authz_test.rego"), tests.resolve("authz_test.rego"));

    Ran ran = eunomia("test", "--bundle", bundle, tests);

    assertThat(ran.exitCode()).as(ran.out() + ran.err()).isZero();
    assertThat(ran.out()).contains(" passed, 0 failed");
  }

  @Test
  void whenADefinitionIsTakenAway_thenItIsShownWhatFails() throws IOException {
    Path changed = dir.resolve("policies");
    try (Stream<Path> files = Files.walk(EXAMPLES)) {
      for (Path file : files.toList()) {
        Files.copy(file, changed.resolve(EXAMPLES.relativize(file).toString()));
      }
    }
    Path allow = changed.resolve("users-service/allow.rego");
    Files.writeString(
        allow, Files.readString(allow).replace("operation_id", "operation_id_of_another"));

    Ran ran = eunomia("test", "--explain", "fails", "--run", "data.users_service", changed);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out())
        .contains("FAILED data.users_service.", " | Enter data.users_service.", "| Fail ");
  }

  private static Ran test(String options) {
    List<Object> words = new ArrayList<>(List.of("test"));
    Arrays.stream(options.split(" ", -1)).filter(word -> !word.isEmpty()).forEach(words::add);
    words.add(EXAMPLES);
    return eunomia(words.toArray());
  }
}
