package io.eunomia.cli;

import static io.eunomia.cli.Ran.eunomia;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code eunomia test} with the options of {@code opa test}, and its layout. */
class OpaTestOptionsTest {
  private static final String FAILING =
      """
      package s.authz_test

      import data.users_service.authz

      test_guest if {
        print("asking")
        role := "guest"
        authz.allow with input as {"role": role}
      }
      """;

  private static final String LINE = "-".repeat(80) + "\n";

  @TempDir private Path dir;
  private Workspace files = new Workspace(Path.of("."));

  @BeforeEach
  void service() throws IOException {
    files = new Workspace(dir).service();
  }

  private static String timeless(String out) {
    return out.replaceAll("\\([0-9.]+(ns|µs|ms|s)\\)", "(1ms)");
  }

  @Test
  void whenPrettyIsAskedFor_thenItIsTheLayoutOfOpa() throws IOException {
    assertThat(eunomia("test", "--format", "pretty", dir).out()).isEqualTo("PASS: 1/1\n");
    Path file = files.write("users-service/guest_test.rego", FAILING);

    Ran ran = eunomia("test", "-f", "pretty", dir);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).isEmpty();
    assertThat(timeless(ran.out()))
        .isEqualTo(
            file
                + ":\ndata.s.authz_test.test_guest: FAIL (1ms)\n\n  asking\n\n"
                + LINE
                + "PASS: 1/2\nFAIL: 1/2\n");
  }

  @Test
  void whenValuesAreAskedFor_thenPrettyPointsAtThem() throws IOException {
    Path file = files.write("users-service/guest_test.rego", FAILING);

    Ran ran = eunomia("test", "-f", "pretty", "--var-values", dir);

    assertThat(timeless(ran.out()))
        .startsWith(
            "FAILURES\n"
                + LINE
                + "data.s.authz_test.test_guest: FAIL (1ms)\n\n  "
                + file
                + ":8:\n"
                + """
                    authz.allow with input as {"role": role}
                    |                                  |
                    |                                  "guest"
                    false

                SUMMARY
                """);
    assertThat(eunomia("test", "--var-values", dir).out()).contains("role is \"guest\"");
  }

  @Test
  void whenVerbose_thenFailuresComeBeforeTheSummaryWithTheirTraces() throws IOException {
    files.write("users-service/guest_test.rego", FAILING);

    assertThat(timeless(eunomia("test", "-v", "-f", "pretty", dir).out()))
        .startsWith("FAILURES\n" + LINE + "data.s.authz_test.test_guest: FAIL (1ms)\n\n  query:1 ")
        .contains(
            " Enter data.s.authz_test.test_guest = _\n",
            " | | Fail authz.allow with input as {\"role\": role}\n",
            " | Fail data.s.authz_test.test_guest = _\n\nSUMMARY\n" + LINE)
        .contains("authz_test.test_admin: PASS (1ms)\n");
  }

  @Test
  void whenCoverageIsWantedToo_thenItStandsBelow() {
    assertThat(eunomia("test", "-f", "pretty", "--coverage", dir).out())
        .startsWith("PASS: 1/1\ncoverage: 66.6%");
  }

  @Test
  void whenATargetIsNamed_thenItIsOneOfThoseOfOpa() {
    assertThat(eunomia("test", "-t", "rego", dir).exitCode()).isZero();
    assertThat(eunomia("test", "--target", "wasm", dir).exitCode()).isZero();
    Ran ran = eunomia("test", "-t", "10ms", dir);
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("--target", "10ms");
  }

  @Test
  void whenFailingOnNoTestIsAskedFor_thenThatIsSoAnyway() {
    assertThat(eunomia("test", "--fail-on-empty", dir).exitCode()).isZero();
    assertThat(eunomia("test", "--fail-on-empty", "--run", "nothing", dir).exitCode()).isEqualTo(1);
  }

  @Test
  void whenThereAreManyErrors_thenSoManyAreShown() throws IOException {
    StringBuilder policy = new StringBuilder("package users_service.authz\n\n");
    for (int i = 0; i < 12; i++) {
      policy.append("r").append(i).append(" := x").append(i).append("\n\n");
    }
    files.write("users-service/allow.rego", policy.toString());

    Ran ran = eunomia("test", dir);
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("x9 is unsafe").doesNotContain("x10 is unsafe");
    assertThat(ran.err())
        .endsWith("12 findings; the first 10 are shown, and all with --max-errors 0\n");
    assertThat(eunomia("test", "-m", "1", dir).err()).doesNotContain("x1 is unsafe");
    assertThat(eunomia("test", "--max-errors", "0", dir).err())
        .contains("x11 is unsafe")
        .doesNotContain("findings");
    assertThat(eunomia("test", "-m", "-1", dir).exitCode()).isEqualTo(2);
  }
}
