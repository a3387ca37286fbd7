package io.eunomia.cli;

import static io.eunomia.cli.Ran.eunomia;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.cli.text.JsonPrinter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code check} says beyond what keeps policies from compiling. */
class CheckFindingsTest {
  private static final Path DOCS =
      Path.of(System.getProperty("eunomia.root", "..")).resolve("docs");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONFLICTS =
      """
      package p

      limit := 100 if input.role == "admin"

      limit := 10 if input.amount > 50

      fee(amount, kind) := 1 if {
      	amount > 10
      	kind in {"a", "b"}
      }

      fee(amount, kind) := 2 if {
      	amount <= 11
      	startswith(kind, "b")
      }

      owner := input.user if has_role("clerk")

      owner := input.order.owner if not has_role("customer")

      has_role(role) if {
      	some each in input.roles
      	each.name == role
      }

      level := 1 if input.amount > data.p_limit

      level := 2 if input.amount < 1000

      price(item) := item.price if input.role

      price(item) := item.list_price if item.kind == "x"
      """;

  @TempDir private Path dir;

  @Test
  void whenOneDefinitionFindsSeveralValues_thenItsExampleReallyConflicts() throws IOException {
    Workspace files = new Workspace(dir);
    files.write(
        "policies/p.rego",
        """
        package p

        role := user.role if {
        	some user in input.users
        	user.id == input.id
        }

        first(order) := item if item := order.items[_]

        thing := each if some each in data.p_things

        single := each if some each in data.p_single

        own := role if {
        	some role in input.roles
        	role == input.role
        }
        """);
    files.write("policies/data.json", "{\"p_things\": [1, 2], \"p_single\": [1]}");

    Ran ran = eunomia("check", "--format", "json", dir.resolve("policies"));

    assertThat(ran.exitCode()).isZero();
    JsonNode found = JSON.readTree(ran.out()).path("diagnostics");
    assertThat(found).hasSize(3);
    for (JsonNode each : found) {
      assertThat(each.path("severity").asText()).isEqualTo("warning");
      assertThat(each.path("message").asText()).startsWith("one definition of ");
      assertThat(example(each).out()).as("%s", each).contains("eval_conflict_error");
    }
  }

  @Test
  void whenAConflictIsReported_thenItsExampleReallyConflicts() throws IOException {
    Workspace files = new Workspace(dir);
    files.write("policies/p.rego", CONFLICTS);
    files.write("policies/data.json", "{\"p_limit\": 5}");

    Ran ran = eunomia("check", "--format", "json", dir.resolve("policies"));

    assertThat(ran.exitCode()).isEqualTo(1);
    JsonNode found = JSON.readTree(ran.out()).path("diagnostics");
    assertThat(found).hasSize(5);
    for (JsonNode each : found) {
      assertThat(each.path("code").asText()).isEqualTo("eunomia_conflict");
      assertThat(each.path("severity").asText()).isEqualTo("error");
      assertThat(each.at("/related/0/location/line").asInt())
          .isLessThan(each.at("/location/line").asInt());
      assertThat(example(each).out()).as("%s", each).contains("eval_conflict_error");
    }
  }

  /** Evaluates what a finding has for an example. */
  private Ran example(JsonNode finding) throws IOException {
    JsonNode given = finding.at("/example/input");
    Path input =
        new Workspace(dir).write("input.json", given.isMissingNode() ? "{}" : given.toString());
    return eunomia(
        "eval", "-d", dir.resolve("policies"), "-i", input, finding.at("/example/query").asText());
  }

  @Test
  void whenAnotherDefinitionMayConflict_thenOnlyWhatIsShownIsReported() throws IOException {
    // Neither can be solved, and the second cannot hold.
    Path file =
        new Workspace(dir)
            .write(
                "p.rego",
                """
                package p

                r := 1 if regex.match(`^a+b$`, input.x)

                r := 2 if crypto.sha256(input.x) == "0"

                s := 1 if sum(input.xs) > 10

                s := 2 if sum(input.xs) * 2 < 10
                """);

    assertThat(eunomia("check", "--strict", file).out()).isEqualTo("1 file: no errors\n");
  }

  @Test
  void whenPoliciesAreOfVersion0_thenTheyAreTriedToo() throws IOException {
    Path file =
        new Workspace(dir)
            .write("p.rego", "package p\n\nq = 1 { input.x }\n\nq = 2 { input.y == 3 }\n");

    assertThat(eunomia("check", "--v0-compatible", file).err())
        .startsWith(
            file
                + ":5:1: error eunomia_conflict: two definitions of q give different values with"
                + " the input {\"x\":\"x\",\"y\":3}\n");
  }

  @Test
  void whenStrict_thenWarningsAreFailures() throws IOException {
    Path file = new Workspace(dir).write("p.rego", "package p\n\nx if false\n");

    Ran ran = eunomia("check", file);
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.err()).contains(":3:6: warning eunomia_contradiction: ");
    assertThat(ran.out()).isEqualTo("1 file: no errors, 1 warning\n");
    assertThat(eunomia("check", "--strict", file).exitCode()).isEqualTo(1);
  }

  @Test
  void whenAFindingIsIgnored_thenItIsNoFailureAndJsonHasIt() throws IOException {
    Path file =
        new Workspace(dir)
            .write(
                "p.rego", "package p\n\nx if false # eunomia:ignore eunomia_contradiction off\n");

    Ran ran = eunomia("check", "--strict", file);
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).isEqualTo("1 file: no errors, 1 ignored\n");
    JsonNode json = JSON.readTree(eunomia("check", "--format", "json", file).out());
    assertThat(json.path("diagnostics")).isEmpty();
    assertThat(json.at("/ignored/0/reason").asText()).isEqualTo("off");
    assertThat(json.at("/ignored/0/code").asText()).isEqualTo("eunomia_contradiction");
  }

  @Test
  void whenAContractIsGiven_thenUnknownOperationsAreErrors() throws IOException {
    Workspace files = new Workspace(dir);
    Path policy =
        files.write("p/p.rego", "package p\n\nx if input.operation_id in {\"getUsr\", \"b\"}\n");
    Path api = files.write("a.yaml", "paths:\n  /a:\n    get:\n      operationId: getUser\n");
    Path other =
        files.write("b.json", "{\"paths\": {\"/b\": {\"put\": {\"operationId\": \"b\"}}}}");

    assertThat(eunomia("check", policy).exitCode()).isZero();
    Ran ran = eunomia("check", "--operations", api, "--operations", other, policy);
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err())
        .contains(
            ":3:29: error eunomia_unknown_operation: no contract lists the operation getUsr\n")
        .contains("hint: did you mean getUser?");
    assertThat(ran.out()).isEqualTo("1 file: 1 error\n");
    assertThat(eunomia("check", "--operations", policy, policy).exitCode()).isEqualTo(3);
    assertThat(eunomia("check", "--operations", dir.resolve("no.yaml"), policy).err())
        .contains("does not exist");
  }

  @Test
  void whenSarifIsAskedFor_thenItIsAsTheStandardWantsIt() throws IOException {
    Workspace files = new Workspace(dir);
    files.write("p/a b.rego", CONFLICTS + "\nx if false\n");
    files.write(
        "p/q.rego",
        "package q\n\nx if false # eunomia:ignore eunomia_contradiction switched off\n");

    Ran ran = eunomia("check", "--format", "sarif", dir.resolve("p"));

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).isEmpty();
    JsonNode log = JSON.readTree(ran.out());
    assertThat(validated(log)).isEqualTo("[\n  true,\n  []\n]");
    JsonNode run = log.at("/runs/0");
    assertThat(run.path("results")).hasSizeGreaterThan(5);
    for (JsonNode result : run.path("results")) {
      assertThat(run.at("/tool/driver/rules").get(result.path("ruleIndex").asInt()).path("id"))
          .isEqualTo(result.path("ruleId"));
    }
    for (JsonNode rule : run.at("/tool/driver/rules")) {
      String page = Files.readString(DOCS.resolve("errors/" + rule.path("id").asText() + ".md"));
      assertThat(rule.at("/help/markdown").asText()).isEqualTo(page);
      assertThat(page.replace('\n', ' ')).contains(rule.at("/help/text").asText());
      assertThat(rule.at("/help/text").asText()).hasSizeGreaterThan(40);
    }
    JsonNode first = run.at("/results/0");
    assertThat(first.path("level").asText()).isEqualTo("error");
    assertThat(first.at("/locations/0/physicalLocation/artifactLocation/uri").asText())
        .endsWith("/a%20b.rego")
        .startsWith("file:///");
    assertThat(first.at("/locations/0/physicalLocation/region").toString())
        .isEqualTo("{\"startLine\":5,\"startColumn\":1,\"endLine\":5,\"endColumn\":12}");
    assertThat(first.at("/relatedLocations/0/physicalLocation/region/startLine").asInt())
        .isEqualTo(3);
    assertThat(first.at("/properties/example/query").asText()).isEqualTo("data.p.limit");
    JsonNode last = run.path("results").get(run.path("results").size() - 1);
    assertThat(last.at("/suppressions/0/kind").asText()).isEqualTo("inSource");
    assertThat(last.at("/suppressions/0/justification").asText()).isEqualTo("switched off");
  }

  @Test
  void whenAPolicyDoesNotCompile_thenSarifSaysSo() throws IOException {
    Path file = new Workspace(dir).write("p.rego", "package p\n\nq if x\n");

    JsonNode log = JSON.readTree(eunomia("check", "--format", "sarif", file).out());

    assertThat(log.at("/runs/0/results/0/ruleId").asText()).isEqualTo("rego_unsafe_var_error");
    assertThat(validated(log)).isEqualTo("[\n  true,\n  []\n]");
  }

  /** What a JSON Schema says of a log that has what the standard requires, and nothing unknown. */
  private String validated(JsonNode log) throws IOException {
    ObjectNode input = JSON.createObjectNode();
    try (InputStream schema = CheckFindingsTest.class.getResourceAsStream("sarif.schema.json")) {
      input.set("schema", JSON.readTree(Objects.requireNonNull(schema)));
    }
    input.set("log", log);
    Path file = new Workspace(dir).write("validated.json", input.toString());
    Ran ran = eunomia("eval", "-i", file, "json.match_schema(input.log, input.schema)");
    JsonNode value = JSON.readTree(ran.out()).at("/result/0/expressions/0/value");
    return JsonPrinter.print(value);
  }
}
