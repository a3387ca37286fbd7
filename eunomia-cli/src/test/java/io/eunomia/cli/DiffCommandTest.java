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

class DiffCommandTest {
  private static final String POLICY =
      """
      package demo.authz

      default allow := false

      allow if input.operation_id == "read"

      allow if {
      	input.operation_id == "write"
      	"editor" in input.caller.roles
      }

      deny_reason contains "editors only" if not allow
      """;
  private static final String EDITED = POLICY.replace("\"editor\"", "\"author\"");

  @TempDir private Path directory;
  private Path before;
  private Path after;

  @BeforeEach
  void write() throws IOException {
    before = directory.resolve("before");
    after = directory.resolve("after");
    new Workspace(before).write("demo/policy.rego", POLICY);
    new Workspace(after).write("demo/policy.rego", EDITED);
  }

  private Path bundle(Path policies, String... options) {
    Path file = directory.resolve(policies.getFileName() + ".tar.gz");
    Object[] all = new Object[6 + options.length];
    System.arraycopy(options, 0, all, 6, options.length);
    all[0] = "build";
    all[1] = policies;
    all[2] = "--service";
    all[3] = "demo";
    all[4] = "-o";
    all[5] = file;
    assertThat(eunomia(all).exitCode()).isZero();
    return file;
  }

  @Test
  void whenNothingChanges_thenItSaysSo() {
    Ran ran = eunomia("diff", before, before);
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .containsPattern("^\\d+ requests to demo, made of what its policies look at\n")
        .contains("        0  denied before, allowed now\n")
        .doesNotContain("~");
  }

  @Test
  void whenDecisionsChange_thenTheRequestAndTheRulesAreShown() {
    Ran ran = eunomia("diff", before, after);
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out())
        .contains(
            "file        ~ demo/policy.rego  ",
            "rule        ~ data.demo.authz.allow  demo/policy.rego:7\n")
        .contains(
            """
              {"caller":{"type":"user","user_id":"u-1","roles":["author"],"groups":[]},\
            "operation_id":"write"}
              before   denied, policy: editors only
                         demo/policy.rego:3  default allow := false
              now      allowed
                         demo/policy.rego:7  allow if { input.operation_id == "write"; "author" in \
            input.caller.roles }
              because  - demo/policy.rego:12  deny_reason contains "editors only" if { not allow }
            """)
        .contains("allowed before, denied now: 1 request\n");
  }

  @Test
  void whenProgramsAsk_thenTheyGetJson() throws Exception {
    Ran ran = eunomia("diff", bundle(before, "--revision", "abc"), after, "--format", "json");
    assertThat(ran.exitCode()).isEqualTo(1);
    JsonNode json = new ObjectMapper().readTree(ran.out());
    assertThat(json.path("service").asText()).isEqualTo("demo");
    assertThat(json.at("/old/revision").asText()).isEqualTo("abc");
    assertThat(json.at("/structure/0").toString())
        .isEqualTo(
            "{\"kind\":\"metadata\",\"name\":\"revision\",\"change\":\"removed\",\"before\":\"abc\"}");
    assertThat(json.at("/decisions/denied_to_allowed").asInt()).isEqualTo(1);
    assertThat(json.at("/decisions/allowed_to_denied").asInt()).isEqualTo(1);
    assertThat(json.at("/changes/0/before").toString())
        .isEqualTo(
            "{\"allowed\":false,\"cause\":\"policy\",\"reasons\":[\"editors only\"],"
                + "\"definitions\":[{\"rule\":\"data.demo.authz.allow\",\"default\":true,"
                + "\"location\":{\"file\":\"demo/policy.rego\",\"line\":3}}]}");
    assertThat(json.at("/changes/0/causes/0/change").asText()).isEqualTo("held_before");
  }

  @Test
  void whenRequestsAreGiven_thenTheyAreAsked() throws Exception {
    Path inputs = directory.resolve("requests.jsonl");
    Files.writeString(
        inputs,
        """
        {"operation_id": "read"}

        {"name": "with more", "input": {"operation_id": "write", "caller": {"roles": ["editor"]}}}
        """);
    Ran ran = eunomia("diff", before, after, "--inputs", inputs);
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out())
        .contains("2 requests to demo of " + inputs)
        .contains("allowed before, denied now: 1 request  " + inputs + ":3\n")
        .contains("        1  as before\n");
    Files.writeString(inputs, "{\"operation_id\": \"read\"}\n");
    assertThat(eunomia("diff", before, after, "--inputs", inputs).exitCode()).isZero();
  }

  @Test
  void whenInputsAreNone_thenThatIsSaidWithThePlace() throws Exception {
    Path inputs = directory.resolve("requests.jsonl");
    Files.writeString(inputs, "{}\n{\n");
    Ran ran = eunomia("diff", before, after, "--inputs", inputs);
    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.err()).contains("requests.jsonl:2: is not JSON");
    Files.writeString(inputs, "\n");
    assertThat(eunomia("diff", before, after, "--inputs", inputs).err()).contains("has no input");
    assertThat(eunomia("diff", before, after, "--inputs", directory.resolve("none")).exitCode())
        .isEqualTo(3);
  }

  @Test
  void whenOneCannotBeRead_thenTheExitCodeSaysSo() throws Exception {
    assertThat(eunomia("diff", before, directory.resolve("none.tar.gz")).exitCode()).isEqualTo(3);
    new Workspace(after).write("demo/policy.rego", POLICY + "\nallow if x\n");
    Ran ran = eunomia("diff", before, after);
    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.err()).contains("rego_unsafe_var_error", "^", after + ": does not compile");
  }

  @Test
  void whenItIsNotClearWhichService_thenItIsAskedFor() throws Exception {
    new Workspace(before).write("other/policy.rego", POLICY.replace("demo", "other"));
    new Workspace(after).write("other/policy.rego", POLICY.replace("demo", "other"));
    Ran ran = eunomia("diff", before, after);
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("name the service with --service:", "has demo, other");
    assertThat(eunomia("diff", before, after, "--service", "demo").exitCode()).isEqualTo(1);
    assertThat(eunomia("diff", before, after, "--service", "none").exitCode()).isEqualTo(2);
    assertThat(eunomia("diff", bundle(before), after).exitCode()).isEqualTo(1);
    assertThat(eunomia("diff", before, after, "--limit", "0").exitCode()).isEqualTo(2);
  }

  @Test
  void whenABundleHasNoModule_thenItIsCompiled() {
    Ran ran = eunomia("diff", bundle(before, "--target", "plan"), after);
    assertThat(ran.exitCode()).isEqualTo(1);
    Ran rego = eunomia("diff", bundle(before, "--target", "rego"), before);
    assertThat(rego.exitCode()).isZero();
  }
}
