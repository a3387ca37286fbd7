package io.eunomia.cli;

import static io.eunomia.cli.Ran.eunomia;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
    assertThat(new String(json.at("/1/output").binaryValue(), StandardCharsets.UTF_8))
        .isEqualTo("seen in bad\n");
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

    assertThat(json.at("/0/package").asText()).isEqualTo("data.users_service.authz_test");
    assertThat(json.at("/0/name").asText()).isEqualTo("test_admin");
    assertThat(json.at("/0/location/row").asInt()).isEqualTo(5);
    assertThat(json.at("/0/duration").isIntegralNumber()).isTrue();
    assertThat(json.at("/0").has("fail")).isFalse();
  }

  @Test
  void whenTestFails_thenConditionAndValuesArePrinted() throws IOException {
    files.write(
        "users-service/authz_test.rego",
        """
        package users_service.authz_test

        import data.users_service.authz

        test_roles[role] if {
          some role, allowed in {"admin": true, "guest": true}
          authz.allow == allowed with input.role as role
        }
        """);

    Ran ran = eunomia("test", dir);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out())
        .contains(
            "    1 of 2 cases do not hold\n    admin: PASSED\n    guest: FAILED\n        ",
            """
            authz_test.rego:7:3: authz.allow == allowed with input.role as role
                        allowed is true
                        authz.allow is false
                        role is "guest"
            """);
    assertThat(eunomia("test", "--format", "junit", dir).out())
        .contains("<testcase name=\"test_roles[guest]\"", "<failure message=\"does not hold: ");
    JsonNode json = new ObjectMapper().readTree(eunomia("test", "-f", "json", dir).out());
    assertThat(json.at("/0/sub_results/guest/fail").booleanValue()).isTrue();
    assertThat(json.at("/0/sub_results/guest/failure/values/role").asText()).isEqualTo("\"guest\"");
    assertThat(json.at("/0/sub_results/admin").has("fail")).isFalse();
  }

  @Test
  void whenTracesAreWanted_thenTheyStandBelowTestsThatDoNotPass() throws IOException {
    failing();

    Ran ran = eunomia("test", "--explain", "fails", dir);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out())
        // It implies --verbose.
        .contains("PASSED data.users_service.authz_test.test_admin")
        .contains("\n\n    query:1  ")
        .contains("    Enter data.users_service.authz_test.test_guest = _\n")
        .contains("    | | Fail authz.allow with input as {\"role\": \"guest\"}\n")
        .contains("    | Fail data.users_service.authz_test.test_guest = _\n\n")
        .doesNotContain("Eval", "Exit", "Redo");
    assertThat(eunomia("test", "--explain=full", dir).out())
        .contains("    | | Eval authz.allow with input as {\"role\": \"guest\"}\n")
        .contains("    | | Enter data.users_service.authz.allow\n");
    assertThat(eunomia("test", "--explain", "debug", dir).out())
        .contains("    | | | {role: \"guest\"}\n");
    assertThat(eunomia("test", "--explain", "notes", dir).out())
        .contains("    | | Note \"asked as guest\"\n")
        .doesNotContain("| Fail");
    assertThat(eunomia("test", dir).out()).doesNotContain("Enter");
  }

  @Test
  void whenTracesAreWantedAsJson_thenTheyAreThoseOfOpa() throws IOException {
    String file = failing();

    JsonNode json =
        new ObjectMapper().readTree(eunomia("test", "--explain", "fails", "-f", "json", dir).out());

    assertThat(json.at("/0").has("trace")).isFalse();
    JsonNode fail = json.at("/1/trace/4");
    assertThat(fail.at("/Op").asText()).isEqualTo("Fail");
    assertThat(fail.at("/Node").asText()).startsWith("authz.allow with input as");
    assertThat(fail.at("/Location/file").asText()).isEqualTo(file);
    assertThat(fail.at("/Location/row").asInt()).isEqualTo(10);
    assertThat(fail.at("/QueryID").asInt()).isEqualTo(1);
    assertThat(fail.at("/ParentID").asInt()).isZero();
    assertThat(fail.at("/Locals").isObject()).isTrue();
    assertThat(fail.at("/Message").asText()).isEmpty();
  }

  private String failing() throws IOException {
    return files
        .write(
            "users-service/authz_test.rego",
            Workspace.TESTS
                + """

                test_guest if {
                  role := "guest"
                  trace(sprintf("asked as %s", [role]))
                  authz.allow with input as {"role": "guest"}
                }
                """)
        .toString();
  }

  @Test
  void whenTraceIsOfNoMode_thenUsageIs() {
    Ran ran = eunomia("test", "--explain", "all", dir);

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("--explain").contains("fails, full, notes or debug");
    assertThat(eunomia("test", dir, "--explain").exitCode()).isEqualTo(2);
  }

  @Test
  void whenTestIsStillToBeDone_thenThatIsAFailureUnlessItMayBe() throws IOException {
    files.write("users-service/authz_test.rego", Workspace.TESTS + "\ntodo_test_later if false\n");

    assertThat(eunomia("test", dir).exitCode()).isEqualTo(1);
    assertThat(eunomia("test", "-z", dir).exitCode()).isZero();
    assertThat(eunomia("test", "-z", "--run", "later", dir).exitCode()).isZero();
  }

  @Test
  void whenTestsAreRunOften_thenEachTimeCounts() {
    assertThat(eunomia("test", "--count", "3", "-p", "2", dir).out()).startsWith("3 passed, ");
    assertThat(eunomia("test", "--count", "0", dir).exitCode()).isEqualTo(2);
  }

  @Test
  void whenFilesAreIgnored_thenTheyAreNotRead() throws IOException {
    files.write("users-service/broken_draft.rego", "no rego");

    assertThat(eunomia("test", dir).exitCode()).isEqualTo(1);
    assertThat(eunomia("test", "--ignore", ".*,*_draft.rego", dir).exitCode()).isZero();
    assertThat(eunomia("test", "--ignore", "[", dir).exitCode()).isEqualTo(2);
  }

  @Test
  void whenTestTakesTooLong_thenItEnds() throws IOException {
    files.write(
        "users-service/long_test.rego",
        """
        package long_test

        test_long if {
          xs := numbers.range(1, 3000)
          every x in xs { every y in xs { x + y > 0 } }
        }
        """);

    Ran ran = eunomia("test", "--timeout", "10ms", "--run", "long", dir);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).contains("ERRORED data.long_test.test_long");
    assertThat(eunomia("test", "--timeout", "soon", dir).exitCode()).isEqualTo(2);
    assertThat(eunomia("test", "--timeout", "1m30s", "--run", "admin", dir).exitCode()).isZero();
  }

  @Test
  void whenThresholdIsGiven_thenItHoldsBothWays() throws IOException {
    files.write("users-service/allow.rego", Workspace.POLICY + "\nallow if input.owner == true\n");

    Ran below = eunomia("test", "--threshold", "80", dir);
    assertThat(below.exitCode()).isEqualTo(1);
    assertThat(below.err()).isEqualTo("error: coverage is 50%, less than the threshold of 80%\n");
    assertThat(below.out())
        .contains("coverage: 50% (2 of 4 lines, ", "allow.rego  ", "33.3%  not covered: 3, 7");

    Ran reached = eunomia("test", "--threshold", "50", dir);
    assertThat(reached.exitCode()).isZero();
    assertThat(reached.err()).isEmpty();
    assertThat(eunomia("test", "--threshold", "101", dir).exitCode()).isEqualTo(2);
  }

  @Test
  void whenCoverageIsAskedForAsJson_thenItIsThatOfOpa() throws IOException {
    Ran ran = eunomia("test", "--coverage", "--format", "json", dir);

    JsonNode json = new ObjectMapper().readTree(ran.out());
    JsonNode file = json.at("/files").path(dir.resolve("users-service/allow.rego").toString());
    assertThat(file.at("/covered/0").toString())
        .isEqualTo("{\"start\":{\"row\":5},\"end\":{\"row\":5}}");
    assertThat(file.at("/not_covered/0/start/row").asInt()).isEqualTo(3);
    assertThat(file.at("/coverage").asInt()).isEqualTo(50);
    assertThat(json.at("/covered_lines").asInt()).isEqualTo(2);
    assertThat(json.at("/not_covered_lines").asInt()).isEqualTo(1);
    assertThat(json.at("/coverage").asDouble()).isEqualTo(66.67);
  }

  @Test
  void whenCoverageGoesToFiles_thenTheyAreWhatTheirNamesSay() throws IOException {
    Path html = dir.resolve("c.html");
    Path lcov = dir.resolve("c.info");

    Ran ran = eunomia("test", "--coverage-output", html, "--coverage-output", lcov, dir);

    assertThat(ran.exitCode()).isZero();
    assertThat(Files.readString(html)).startsWith("<!DOCTYPE html>").contains("66.6%");
    assertThat(Files.readString(lcov)).contains("DA:3,0\nDA:5,1\n");
    assertThat(eunomia("test", "--coverage-output", "c.doc", dir).exitCode()).isEqualTo(2);
  }

  @Test
  void whenExpressionOfNamesIsWrong_thenUsageIs() {
    assertThat(eunomia("test", "--run", "(", dir).exitCode()).isEqualTo(2);
  }
}
