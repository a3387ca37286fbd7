package io.eunomia.cli;

import static io.eunomia.cli.Ran.eunomia;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
  @TempDir private Path dir;

  @Test
  void whenExamplesAreChecked_thenThereIsNothingToSay() {
    Ran ran = eunomia("check", "--strict", Workspace.EXAMPLES);

    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.out()).contains("3 services: no errors");
  }

  @Test
  void whenRegoIsBroken_thenPlaceLineAndCaretAreShown() throws IOException {
    Path file = new Workspace(dir).write("p.rego", "package p\n\nallow if {\n\tx == 1\n}\n");

    Ran ran = eunomia("check", file);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err())
        .startsWith(file + ":4:2: error rego_unsafe_var_error: var x is unsafe\n")
        .contains("    \tx == 1\n    \t^");
    assertThat(ran.out()).isEqualTo("1 file: 1 error\n");
  }

  @Test
  void whenSeveralFilesAreBroken_thenAllErrorsAreShown() throws IOException {
    Workspace files = new Workspace(dir);
    files.write("a.rego", "package a\n\np := [1,\n");
    files.write("b.rego", "package b\n\np if {\n");

    assertThat(eunomia("check", dir).err()).contains("a.rego:").contains("b.rego:");
  }

  @Test
  void whenMistakesAreMany_thenTheFirstTenAreShown() throws IOException {
    Path file = mistakes(12);

    Ran ran = eunomia("check", file);

    assertThat(ran.err()).contains(":12:1: error").doesNotContain(":13:1: error");
    assertThat(ran.out())
        .isEqualTo("1 file: 12 errors; the first 10 are shown, and all with --max-errors 0\n");
  }

  @Test
  void whenALimitIsGiven_thenAsManyErrorsAreShown() throws IOException {
    Path file = mistakes(12);

    assertThat(eunomia("check", "-m", "2", file).err()).containsOnlyOnce(":4:1: error");
    assertThat(eunomia("check", "-m", "2", file).err()).doesNotContain(":5:1: error");
    assertThat(eunomia("check", "--max-errors", "0", file).err()).contains(":14:1: error");
    assertThat(eunomia("check", "-m", "0", file).out()).isEqualTo("1 file: 12 errors\n");
    assertThat(eunomia("check", "-m", "-1", file).exitCode()).isEqualTo(2);
  }

  @Test
  void whenALimitIsGivenAndJsonIsAskedFor_thenAsManyErrorsAreInIt() throws IOException {
    Ran ran = eunomia("check", "-m", "2", "--format", "json", mistakes(3));

    assertThat(new ObjectMapper().readTree(ran.out()).path("diagnostics")).hasSize(2);
    assertThat(ran.exitCode()).isEqualTo(1);
  }

  /** A file with an unsafe variable in each rule, from line 3 on. */
  private Path mistakes(int count) throws IOException {
    StringBuilder source = new StringBuilder("package p\n\n");
    for (int i = 0; i < count; i++) {
      source.append("q").append(i < 10 ? "0" : "").append(i).append(" := x\n");
    }
    return new Workspace(dir).write("p.rego", source.toString());
  }

  @Test
  void whenServiceHasNoDefault_thenThatIsAnError() throws IOException {
    Workspace files = new Workspace(dir).service();
    files.write("users-service/allow.rego", Workspace.POLICY.replace("default allow := false", ""));

    Ran ran = eunomia("check", dir);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("allow.rego:1:9: error eunomia_default_deny:");
  }

  @Test
  void whenServiceNeedsAnotherOnesPolicy_thenThatIsAnError() throws IOException {
    Workspace files = new Workspace(dir).service();
    files.write(
        "b/allow.rego",
        "package b.authz\n\ndefault allow := false\n\nallow if data.users_service.authz.f(1)\n");
    files.write("users-service/f.rego", "package users_service.authz\n\nf(x) := x\n");

    Ran ran = eunomia("check", dir);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("b/allow.rego:5:10: error rego_type_error: undefined function");
  }

  @Test
  void whenInputHasASchema_thenAWrongRefIsAnError() throws IOException {
    Workspace files = new Workspace(dir);
    Path file = files.write("p/p.rego", "package p\n\nallow if input.usr\n");
    Path schema = files.write("schema.json", "{\"properties\": {\"user\": {}}}");

    assertThat(eunomia("check", file).exitCode()).isZero();
    for (String command : List.of("check", "test")) {
      Ran ran = eunomia(command, "--schema", schema, file);
      assertThat(ran.exitCode()).isEqualTo(1);
      assertThat(ran.err())
          .startsWith(file + ":3:10: error rego_type_error: undefined ref: input.usr\n")
          .contains("hint: have: \"usr\"; want (one of): user\n");
    }
    Ran asked = eunomia("eval", "-s", schema, "input.usr");
    assertThat(asked.exitCode()).isEqualTo(1);
    assertThat(asked.err()).contains("rego_type_error: undefined ref: input.usr");
  }

  @Test
  void whenASchemaIsDamaged_thenItIsSaidWhereAndWhy() throws IOException {
    Workspace files = new Workspace(dir);
    Path file = files.write("p/p.rego", "package p\n\nallow if input.usr\n");
    Path none = dir.resolve("none.json");
    Path wrong = files.write("wrong.json", "{\"type\": \"text\"}");

    Ran missing = eunomia("check", "-s", none, file);
    assertThat(missing.exitCode()).isEqualTo(3);
    assertThat(missing.err()).contains(none + ": does not exist");
    Ran ran = eunomia("check", "-s", wrong, file);
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err())
        .startsWith("schema:1:1: error rego_type_error: unable to compile the schema: ");
  }

  @Test
  void whenStrict_thenUnusedImportIsAnError() throws IOException {
    Path file = new Workspace(dir).write("p.rego", "package p\n\nimport data.q\n\nx := 1\n");

    assertThat(eunomia("check", file).exitCode()).isZero();
    assertThat(eunomia("check", "--strict", file).exitCode()).isEqualTo(1);
  }

  @Test
  void whenPolicyIsOfVersion0_thenOptionReadsIt() throws IOException {
    Path file = new Workspace(dir).write("p.rego", "package p\n\nq[x] { x := input.a }\n");

    assertThat(eunomia("check", file).exitCode()).isEqualTo(1);
    assertThat(eunomia("check", "--v0-compatible", file).exitCode()).isZero();
  }

  @Test
  void whenJsonIsAskedFor_thenProgramsCanReadIt() throws IOException {
    Path file = new Workspace(dir).write("p.rego", "package p\n\nq if x\n");

    Ran ran = eunomia("check", "--format", "json", file);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).isEmpty();
    JsonNode found = new ObjectMapper().readTree(ran.out()).at("/diagnostics/0");
    assertThat(found.path("code").asText()).isEqualTo("rego_unsafe_var_error");
    assertThat(found.path("severity").asText()).isEqualTo("error");
    assertThat(found.at("/location/file").asText()).isEqualTo(file.toString());
    assertThat(found.at("/location/line").asInt()).isEqualTo(3);
    assertThat(found.at("/location/column").asInt()).isEqualTo(6);
  }

  @Test
  void whenFileIsMissing_thenInputIsInvalid() {
    Ran ran = eunomia("check", dir.resolve("no"));

    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.err()).isEqualTo("error: " + dir.resolve("no") + ": does not exist\n");
  }

  @Test
  void whenThereIsNoRego_thenInputIsInvalid() {
    assertThat(eunomia("check", dir).exitCode()).isEqualTo(3);
  }

  @Test
  void whenDataIsNoJson_thenItsPlaceIsShown() throws IOException {
    Workspace files = new Workspace(dir).service();
    files.write("users-service/data.json", "{\"roles\": }");

    Ran ran = eunomia("check", dir);

    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.err()).contains("data.json:1:").contains("json_parse_error").contains("^");
  }

  @Test
  void whenUsageIsWrong_thenOneLineSaysWhat() {
    for (Object[] args : new Object[][] {{}, {"check"}, {"frob"}, {"check", "--nope", "x"}}) {
      Ran ran = eunomia(args);

      assertThat(ran.exitCode()).isEqualTo(2);
      assertThat(ran.err()).startsWith("error: ");
      assertThat(ran.err().lines().count()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void whenHelpOrVersionIsAskedFor_thenItIsPrinted() {
    assertThat(eunomia("--version").out()).matches("eunomia \\d+\\.\\d+\\.\\d+.*\\n");
    assertThat(eunomia("--help").out())
        .contains("check", "test", "build", "eval", "inspect", "demo");
    for (String command : new String[] {"check", "test", "build", "eval", "inspect", "demo"}) {
      assertThat(eunomia(command, "--help").exitCode()).isZero();
      assertThat(eunomia(command, "--help").out()).contains("Usage: eunomia " + command);
    }
  }
}
