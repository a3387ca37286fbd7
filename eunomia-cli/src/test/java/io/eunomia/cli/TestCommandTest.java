package io.eunomia.cli;

import static io.eunomia.cli.Ran.eunomia;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCommandTest {
  @TempDir private Path dir;
  private Workspace files = new Workspace(Path.of("."));

  @BeforeEach
  void service() throws IOException {
    files = new Workspace(dir).service();
  }

  @Test
  void whenAllPass_thenCountIsPrinted() {
    Ran ran = eunomia("test", dir);

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).startsWith("1 passed, 0 failed, 0 errored, 0 skipped in ");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void whenOneFails_thenItsPlaceIsPrinted() throws IOException {
    files.write(
        "users-service/authz_test.rego",
        Workspace.TESTS + "\ntest_guest if authz.allow with input as {\"role\": \"guest\"}\n");

    Ran ran = eunomia("test", dir);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out())
        .contains("authz_test.rego:7:1: FAILED data.users_service.authz_test.test_guest")
        .contains("1 passed, 1 failed");
    assertThat(eunomia("test", "--run", "admin", dir).exitCode()).isZero();
    assertThat(eunomia("test", "-v", dir).out()).contains("PASSED");
  }

  @Test
  void whenTestsPrint_thenThoseOfFailedOnesAreShown() throws IOException {
    files.write(
        "users-service/authz_test.rego",
        Workspace.TESTS
            + "\ntest_bad if { print(\"seen in bad\"); 1 == 2 }\n"
            + "\ntest_good if { print(\"seen in good\"); 1 == 1 }\n");

    assertThat(eunomia("test", dir).out())
        .contains("    seen in bad")
        .doesNotContain("seen in good");
    assertThat(eunomia("test", "-v", dir).out()).contains("    seen in bad", "    seen in good");
    JsonNode json = new ObjectMapper().readTree(eunomia("test", "--format", "json", dir).out());
    assertThat(json.at("/tests/1/printed/0").textValue()).isEqualTo("seen in bad");
  }

  @Test
  void whenFixtureFails_thenExpectationIsPrinted() throws IOException {
    files.write(
        "users-service/fixtures.json",
        "{\"fixtures\": [{\"name\": \"x\", \"input\": {}, \"expected_allowed\": true}]}");

    Ran ran = eunomia("test", dir);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).contains("expected to be allowed, but allow is false");
  }

  @Test
  void whenFixturesAreBroken_thenInputIsInvalid() throws IOException {
    files.write("users-service/fixtures.json", "{\"fixtures\": [{}]}");

    Ran ran = eunomia("test", dir);

    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.err()).contains("fixtures.json: fixtures[0].name is missing");
  }

  @Test
  void whenThereIsNoTest_thenThatIsAFailure() throws IOException {
    files.write("users-service/authz_test.rego", "package users_service.authz_test\n");

    Ran ran = eunomia("test", dir);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("no test found");
  }

  @Test
  void whenPolicyDoesNotCompile_thenErrorsAreShown() throws IOException {
    files.write("users-service/allow.rego", Workspace.POLICY + "\nx := y\n");

    Ran ran = eunomia("test", dir);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("rego_unsafe_var_error").doesNotContain("no test found");
  }

  @Test
  void whenJsonIsAskedFor_thenProgramsCanReadIt() throws IOException {
    JsonNode json = new ObjectMapper().readTree(eunomia("test", "--format", "json", dir).out());

    assertThat(json.path("passed").asInt()).isEqualTo(1);
    assertThat(json.at("/tests/0/outcome").asText()).isEqualTo("passed");
    assertThat(json.at("/tests/0/location/line").asInt()).isEqualTo(5);
  }

  @Test
  void whenExpressionOfNamesIsWrong_thenUsageIs() {
    assertThat(eunomia("test", "--run", "(", dir).exitCode()).isEqualTo(2);
  }
}
