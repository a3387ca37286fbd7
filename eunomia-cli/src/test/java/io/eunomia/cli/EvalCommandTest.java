package io.eunomia.cli;

import static io.eunomia.cli.Ran.eunomia;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path dir;
  private Workspace files = new Workspace(Path.of("."));
  private Path bundle = Path.of(".");

  @BeforeEach
  void service() throws IOException {
    files = new Workspace(dir.resolve("policies")).service();
    files.write(
        "users-service/more.rego",
        """
        package users_service.authz

        xs := [3, 1, 2]

        conflict := x if some x in xs
        """);
    bundle = dir.resolve("bundle.tar.gz");
    assertThat(
            eunomia(
                    "build",
                    files.root(),
                    "--service",
                    "users-service",
                    "-o",
                    bundle,
                    "-e",
                    "users_service/authz/conflict")
                .exitCode())
        .isZero();
  }

  @Test
  void whenExpressionIsEvaluated_thenItIsPrintedAsOpaDoes() {
    Ran ran = eunomia("eval", "x := 2; x * 1.5 < 4");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .isEqualTo(
            """
            {
              "result": [
                {
                  "expressions": [
                    {
                      "value": true,
                      "text": "x := 2",
                      "location": {
                        "row": 1,
                        "col": 1
                      }
                    },
                    {
                      "value": true,
                      "text": "x * 1.5 \\u003c 4",
                      "location": {
                        "row": 1,
                        "col": 9
                      }
                    }
                  ],
                  "bindings": {
                    "x": 2
                  }
                }
              ]
            }
            """);
  }

  @Test
  void whenQueryIsUndefined_thenResultIsEmpty() {
    for (String query : new String[] {"data.nothing", "1 == 2; true", "input.x"}) {
      Ran ran = eunomia("eval", query);

      assertThat(ran.exitCode()).isZero();
      assertThat(ran.out()).isEqualTo("{}\n");
    }
  }

  @Test
  void whenQueryIterates_thenThereIsAResultForEach() throws IOException {
    assertThat(values("data.users_service.authz.xs[i]", "-d", files.root()))
        .isEqualTo("[[3],[1],[2]]");
    assertThat(values("data.users_service.authz.xs[_] > 1", "-d", files.root()))
        .isEqualTo("[[true],[true]]");
    assertThat(values("1 > 2")).isEqualTo("[[false]]");
  }

  @Test
  void whenAllOfDataIsAskedFor_thenRulesAndDocumentsAreThere() throws IOException {
    Path file = files.write("other/p.rego", "package p.q\n\nr := 1\n");
    Path data = files.write("other/more.json", "{\"p\": {\"s\": 2}, \"t\": [1.50]}");

    assertThat(values("data", "-d", file, "-d", data))
        .isEqualTo("[[{\"p\":{\"q\":{\"r\":1},\"s\":2},\"t\":[1.5]}]]");
    assertThat(values("count(data)", "-d", file, "-d", data)).isEqualTo("[[2]]");
  }

  @Test
  void whenInputIsGiven_thenPolicySeesIt() throws IOException {
    Path json = files.write("i.json", "{\"role\": \"admin\"}");
    Path yaml = files.write("i.yaml", "role: guest\n");

    assertThat(values("data.users_service.authz.allow", "-b", bundle, "-i", json))
        .isEqualTo("[[true]]");
    assertThat(values("data.users_service.authz.allow", "-d", files.root(), "-i", yaml))
        .isEqualTo("[[false]]");
    assertThat(values("data.users_service.authz.allow with input.role as \"admin\"", "-b", bundle))
        .isEqualTo("[[true]]");
  }

  @Test
  void whenEvaluationFails_thenErrorsAreInTheResult() throws IOException {
    Ran ran = eunomia("eval", "-d", files.root(), "data.users_service.authz.conflict");

    assertThat(ran.exitCode()).isEqualTo(1);
    JsonNode error = JSON.readTree(ran.out()).at("/errors/0");
    assertThat(error.path("code").asText()).isEqualTo("eval_conflict_error");
    assertThat(error.path("message").asText())
        .isEqualTo("complete rules must not produce multiple outputs");
    assertThat(error.at("/location/file").asText()).endsWith("more.rego");
    assertThat(error.at("/location/row").asInt()).isEqualTo(5);
  }

  @Test
  void whenABuiltinFails_thenItIsUndefinedOrStrictlyAnError() throws IOException {
    assertThat(JSON.readTree(eunomia("eval", "1 / 0").out())).isEmpty();

    Ran ran = eunomia("eval", "--strict-builtin-errors", "1 / 0");

    assertThat(ran.exitCode()).isEqualTo(1);
    JsonNode error = JSON.readTree(ran.out()).at("/errors/0");
    assertThat(error.path("code").asText()).isEqualTo("eval_builtin_error");
    assertThat(error.path("message").asText()).isEqualTo("div: divide by zero");
  }

  @Test
  void whenABundleIsAskedStrictly_thenTheUsageIsWrong() {
    assertThat(eunomia("eval", "-b", bundle, "--strict-builtin-errors", "1 / 0").exitCode())
        .isEqualTo(2);
  }

  @Test
  void whenPolicyPrints_thenStandardErrorHasIt() throws IOException {
    Path file =
        files.write(
            "other/p.rego",
            """
            package p

            r if {
              some x in [1, 2]
              print("x", x, input.missing, {"k": {"v"}}, [y | some y in [3, x]])
              x == 2
            }
            """);

    Ran ran = eunomia("eval", "-d", file, "data.p.r");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.err())
        .isEqualToNormalizingNewlines(
            "x 1 <undefined> {\"k\": {\"v\"}} [3, 1]\nx 2 <undefined> {\"k\": {\"v\"}} [3, 2]\n");
  }

  @Test
  void whenPolicyPrintsBeforeATestThatFails_thenItIsStillSeen() throws IOException {
    Path file =
        files.write(
            "other/p.rego",
            """
            package p

            r if {
              print("here")
              input.x == 1
            }
            """);

    assertThat(eunomia("eval", "-d", file, "data.p.r").err())
        .isEqualToNormalizingNewlines("here\n");
  }

  @Test
  void whenQueryIsWrong_thenItsPlaceIsShown() throws IOException {
    Ran ran = eunomia("eval", "1 +");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).startsWith("query:1:4: error rego_parse_error:");
    assertThat(JSON.readTree(ran.out()).at("/errors/0/code").asText())
        .isEqualTo("rego_parse_error");
    assertThat(eunomia("eval", "x > 1").err())
        .startsWith("query:1:1: error rego_unsafe_var_error: var x is unsafe");
  }

  @Test
  void whenUsageIsWrong_thenExitCodeSaysSo() {
    for (Object[] args :
        new Object[][] {
          {"eval"},
          {"eval", "-b", bundle, "-d", dir, "1"},
          {"eval", "-e", "a/b", "1"},
          {"eval", "--inputs", "x", "1"},
          {"eval", "--timeout", "0", "1"},
          {
            "eval",
            "-b",
            bundle,
            "--inputs",
            files.root().resolve("users-service/data.json"),
            "-e",
            "no"
          },
        }) {
      assertThat(eunomia(args).exitCode()).as("%s", (Object) args).isEqualTo(2);
    }
  }

  @Test
  void whenInputCannotBeUsed_thenInputIsInvalid() throws IOException {
    Path broken = files.write("broken.json", "{");
    assertThat(eunomia("eval", "-i", broken, "1").exitCode()).isEqualTo(3);
    assertThat(eunomia("eval", "-i", broken, "1").err()).contains("json_parse_error");
    assertThat(eunomia("eval", "-i", dir.resolve("no.json"), "1").exitCode()).isEqualTo(3);
    assertThat(eunomia("eval", "-d", dir.resolve("no"), "1").exitCode()).isEqualTo(3);
    assertThat(eunomia("eval", "-b", dir.resolve("no"), "1").exitCode()).isEqualTo(3);
    assertThat(eunomia("eval", "--inputs", broken).exitCode()).isEqualTo(3);
  }

  @Test
  void whenInputsAreLines_thenResultsAre() throws IOException {
    Path inputs = files.write("inputs.jsonl", "{\"role\":\"admin\"}\n{}\n\n{\"role\": 1}\n");

    Ran ran = eunomia("eval", "-b", bundle, "--inputs", inputs);

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out())
        .isEqualTo("{\"result\": true}\n{\"result\": false}\n{\"result\": false}\n");
    assertThat(ran.err()).contains("3 evaluations in ").contains(" a second");
    assertThat(
            eunomia("eval", "-d", files.root(), "-e", "users_service/authz/xs", "--inputs", inputs)
                .out())
        .startsWith("{\"result\": [3,1,2]}\n");
  }

  @Test
  void whenALineIsNoJson_thenItsResultIsAnErrorAndTheOthersAreThere() throws IOException {
    Path inputs = files.write("inputs.jsonl", "{\"role\":\"admin\"}\nnonsense\n{}\n");

    Ran ran = eunomia("eval", "-b", bundle, "--inputs", inputs);

    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.out().lines()).hasSize(3);
    assertThat(ran.out())
        .contains("{\"error\":{\"code\":\"invalid_input\"")
        .contains(inputs + ":2: ");
  }

  @Test
  void whenALineFails_thenItsResultIsAnError() throws IOException {
    Path inputs = files.write("inputs.jsonl", "{}\n");

    Ran ran =
        eunomia("eval", "-b", bundle, "-e", "users_service/authz/conflict", "--inputs", inputs);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).startsWith("{\"error\":{\"code\":\"eval_conflict_error\"");
  }

  @Test
  void whenExampleRequestsAreInputs_thenResultsAreTheTables() throws IOException {
    for (String service : new String[] {"users-service", "documents-service", "payments-service"}) {
      StringBuilder inputs = new StringBuilder();
      StringBuilder wanted = new StringBuilder();
      for (String line :
          Files.readAllLines(Workspace.EXAMPLES.resolve(service).resolve("requests.jsonl"))) {
        inputs
            .append(line, line.indexOf("\"input\":") + 8, line.lastIndexOf(",\"allowed\":"))
            .append('\n');
        wanted
            .append("{\"result\": ")
            .append(JSON.readTree(line).get("allowed").asBoolean())
            .append("}\n");
      }
      Path file = files.write("inputs.jsonl", inputs.toString());
      eunomia("build", Workspace.EXAMPLES, "--service", service, "-o", bundle);

      assertThat(eunomia("eval", "-b", bundle, "--inputs", file).out())
          .isEqualTo(wanted.toString());
    }
  }

  private static String values(String query, Object... options) throws IOException {
    Object[] args = new Object[options.length + 2];
    args[0] = "eval";
    System.arraycopy(options, 0, args, 1, options.length);
    args[args.length - 1] = query;
    Ran ran = eunomia(args);
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    StringBuilder values = new StringBuilder("[");
    JSON.readTree(ran.out())
        .path("result")
        .forEach(
            result -> {
              values.append(values.length() > 1 ? ",[" : "[");
              result.path("expressions").forEach(e -> values.append(e.path("value")));
              values.append(']');
            });
    return values.append(']').toString();
  }
}
