package io.eunomia.cli;

import static io.eunomia.cli.Ran.eunomia;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CapabilitiesCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path dir;

  @Test
  void whenPrinted_thenTheyCanBeReadAgain() throws IOException {
    Ran printed = eunomia("capabilities", "--current");
    Path file = new Workspace(dir).write("c.json", printed.out());

    assertThat(printed.exitCode()).isZero();
    assertThat(eunomia("capabilities").out()).isEqualTo(printed.out());
    assertThat(eunomia("capabilities", file).out()).isEqualTo(printed.out());
    assertThat(printed.out()).contains("\"rego_v1\"").doesNotContain("http.send");
    assertThat(eunomia("capabilities", "--all").out()).contains("http.send");
    assertThat(eunomia("capabilities", "v0.59.0").out())
        .contains("\"rego_v1_import\"", "strings.render_template")
        .doesNotContain("\"rego_v1\"", "strings.count");
    assertThat(eunomia("check", "--capabilities", file, Workspace.EXAMPLES).exitCode()).isZero();
  }

  @Test
  void whenAskedWrongly_thenNothingIsPrinted() throws IOException {
    assertThat(eunomia("capabilities", "--all", "--current").exitCode()).isEqualTo(2);
    assertThat(eunomia("capabilities", "v9.0.0").exitCode()).isEqualTo(2);
    assertThat(eunomia("capabilities", dir.resolve("none.json")).exitCode()).isEqualTo(3);
    Path broken = new Workspace(dir).write("c.json", "{\"builtins\": 1}");
    Ran ran = eunomia("check", "--capabilities", broken, Workspace.EXAMPLES);
    assertThat(ran.exitCode()).isEqualTo(3);
    assertThat(ran.err()).contains("c.json: capabilities: expected an object with an array");
    assertThat(eunomia("check", "--capabilities", dir, Workspace.EXAMPLES).exitCode()).isEqualTo(3);
  }

  static Stream<Arguments> features() {
    return Stream.of(
        arguments(
            "rego_v1",
            "p := 1",
            "1:1: error rego_parse_error: illegal capabilities: rego_v1 feature required for"
                + " parsing v1 Rego"),
        arguments(
            "keywords_in_refs",
            "p := input.if",
            "2:12: error rego_parse_error: unexpected if keyword: expected identifier"),
        arguments(
            "keywords_in_refs",
            "else.x := 1",
            "2:1: error rego_parse_error: unexpected else keyword"),
        arguments(
            "template_strings",
            "p := $\"{input}\"",
            "2:6: error rego_parse_error: template strings are not supported by current"
                + " capabilities"),
        arguments(
            "template_strings",
            "p := $`{input}`",
            "2:6: error rego_parse_error: template strings are not supported by current"
                + " capabilities"));
  }

  @ParameterizedTest
  @MethodSource("features")
  void whenAFeatureIsMissing_thenWhatNeedsItIsRefusedAtItsPlace(
      String feature, String rules, String error) throws IOException {
    Path policy = new Workspace(dir).write("a.rego", "package a\n" + rules + "\n");
    Path file = changed(json -> without((ArrayNode) json.get("features"), feature));

    assertThat(eunomia("check", policy).exitCode()).isZero();
    Ran ran = eunomia("check", "--capabilities", file, policy);
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("a.rego:" + error);
  }

  static Stream<Arguments> oldFeatures() {
    return Stream.of(
        arguments(
            "v0.58.0",
            "import rego.v1\n\np := 1",
            "2:8: error rego_parse_error: invalid import, `rego.v1` is not supported by current"
                + " capabilities"),
        arguments(
            "v0.41.0",
            "import future.keywords.if\n\np { 1 }",
            "2:8: error rego_parse_error: unexpected keyword, must be one of [every in]"),
        arguments(
            "v0.33.0",
            "import future.keywords.in\n\np { 1 }",
            "2:8: error rego_parse_error: unexpected keyword, must be one of []"),
        arguments(
            "v0.41.0",
            "import future.keywords\n\np if 1 in [1]",
            "4:1: error rego_parse_error: var cannot be used for rule name"),
        arguments(
            "v0.44.0",
            "p.q.r { true }",
            "2:1: error rego_compile_error: rule heads with refs are not supported: p.q.r"),
        arguments(
            "v0.44.0",
            "p.q(x) { x }",
            "2:1: error rego_compile_error: rule heads with refs are not supported: p.q"),
        arguments(
            "v0.44.0",
            "default p.q = 1",
            "2:1: error rego_compile_error: rule heads with refs are not supported: p.q"),
        arguments(
            "v0.44.0",
            "import future.keywords\np[1] if true",
            "3:1: error rego_compile_error: rule heads with refs are not supported: p[1]"),
        arguments(
            "v0.44.0",
            "import future.keywords\np.q contains 1",
            "3:1: error rego_compile_error: rule heads with refs are not supported: p.q"),
        arguments(
            "v0.58.0",
            "p[x].q = 1 { x := \"y\" }",
            "2:1: error rego_type_error: rule heads with general refs (containing variables) are"
                + " not supported: p[x].q"),
        arguments(
            "v0.58.0",
            "import future.keywords\np[x] contains 1 if x := \"y\"",
            "3:1: error rego_type_error: rule heads with general refs (containing variables) are"
                + " not supported: p[x]"));
  }

  @ParameterizedTest
  @MethodSource("oldFeatures")
  void whenAVersionIsTooOld_thenWhatItLacksIsRefusedAtItsPlace(
      String version, String rules, String error) throws IOException {
    Path policy = new Workspace(dir).write("a.rego", "package a\n" + rules + "\n");

    assertThat(eunomia("check", "--v0-compatible", policy).exitCode()).isZero();
    Ran ran = eunomia("check", "--v0-compatible", "--capabilities", version, policy);
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains("a.rego:" + error);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p[1] { true }",
        "p[\"x\"] = 1 { true }",
        "p = 1",
        "p[x] = x { x := 1 }",
        "f(x) = x",
        "p[1]",
      })
  void whenHeadsAreAsTheyAlwaysWere_thenTheOldestVersionTakesThem(String rules) throws IOException {
    Path policy = new Workspace(dir).write("a.rego", "package a\n" + rules + "\n");

    Ran ran = eunomia("check", "--v0-compatible", "--capabilities", "v0.17.0", policy);
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exitCode()).isZero();
  }

  @Test
  void whenHeadsEndInAVariable_thenStringPrefixesAreEnough() throws IOException {
    Path policy = new Workspace(dir).write("a.rego", "package a\np.q[x] = 1 { x := 2 }\n");

    assertThat(eunomia("check", "--v0-compatible", "--capabilities", "v0.46.0", policy).exitCode())
        .isZero();
  }

  static Stream<Arguments> builtins() {
    return Stream.of(
        arguments(
            "count", "p := count([])", "2:6: error rego_type_error: undefined function count"),
        arguments("plus", "p := 1 + 1", "2:6: error rego_type_error: undefined function plus"),
        arguments(
            "internal.member_2",
            "p if 1 in [1]",
            "error rego_type_error: undefined function internal.member_2"),
        arguments(
            "time.now_ns",
            "p if time.now_ns() > 1",
            "error rego_type_error: undefined function time.now_ns"),
        arguments(
            "internal.template_string",
            "p := $\"{input}\"",
            "error rego_type_error: undefined function internal.template_string"));
  }

  @ParameterizedTest
  @MethodSource("builtins")
  void whenABuiltinIsMissing_thenItIsNamed(String builtin, String rules, String error)
      throws IOException {
    Path policy = new Workspace(dir).write("a.rego", "package a\n" + rules + "\n");
    Path file = changed(json -> without((ArrayNode) json.get("builtins"), builtin));

    assertThat(eunomia("check", policy).exitCode()).isZero();
    Ran ran = eunomia("check", "--capabilities", file, policy);
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err()).contains(error);
  }

  @Test
  void whenThereIsNoBuiltinAtAll_thenUnificationIsLeft() throws IOException {
    Path policy = new Workspace(dir).write("a.rego", "package a\np := 1 if input.x = 1\n");
    Path file =
        new Workspace(dir).write("c.json", "{\"builtins\": [], \"features\": [\"rego_v1\"]}");

    Ran ran = eunomia("check", "--capabilities", file, policy);
    assertThat(ran.exitCode()).isLessThan(2);
    assertThat(ran.err()).doesNotContain("defect");
  }

  @Test
  void whenAFileHasItsOwnBuiltin_thenItIsTheHosts() throws IOException {
    Path policy =
        new Workspace(dir)
            .write(
                "s/a.rego",
                "package s.authz\n\ndefault allow := false\n\nallow if acme.may(input.x)\n");
    Path file =
        changed(
            json ->
                ((ArrayNode) json.get("builtins"))
                    .addObject()
                    .put("name", "acme.may")
                    .putObject("decl")
                    .put("type", "function")
                    .<ObjectNode>set("result", JSON.createObjectNode().put("type", "boolean"))
                    .putArray("args")
                    .addObject()
                    .put("type", "string"));
    Path bundle = dir.resolve("b.tar.gz");

    assertThat(eunomia("check", policy).err()).contains("undefined function acme.may");
    Ran built = eunomia("build", dir, "--service", "s", "-o", bundle, "--capabilities", file);
    assertThat(built.exitCode()).as(built.err()).isZero();
    Path wrong = new Workspace(dir).write("w.rego", "package w\n\np if acme.may(1)\n");
    assertThat(eunomia("check", "--capabilities", file, wrong).err())
        .contains("acme.may: invalid argument(s)");
  }

  @Test
  void whenTheInterfaceIsNotListed_thenNoModuleIsMade() throws IOException {
    new Workspace(dir).service();
    Path file =
        changed(
            json ->
                ((ObjectNode) json)
                    .putArray("wasm_abi_versions")
                    .addObject()
                    .put("version", 2)
                    .put("minor_version", 0));
    Path bundle = dir.resolve("b.tar.gz");
    Object[] build = {
      "build",
      dir,
      "--service",
      "users-service",
      "-o",
      bundle,
      "--capabilities",
      file,
      "--target",
      "wasm"
    };

    Ran ran = eunomia(build);
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.err())
        .contains("compiler ABI version not in capabilities (have [2.0], want 1.3)");
    build[build.length - 1] = "plan";
    assertThat(eunomia(build).exitCode()).isZero();
    assertThat(eunomia("build", "-b", bundle, "-o", bundle, "--capabilities", file).err())
        .contains("compiler ABI version not in capabilities");
    assertThat(eunomia("check", dir, "--capabilities", file).exitCode()).isZero();
  }

  @Test
  void whenTestsAndQueriesAreHeldToThem_thenTheyAreRefusedToo() throws IOException {
    new Workspace(dir).service();
    Path file = changed(json -> without((ArrayNode) json.get("builtins"), "internal.member_2"));

    assertThat(eunomia("test", dir, "--capabilities", file).err())
        .contains("undefined function internal.member_2");
    Ran ran = eunomia("eval", "1 in [1]", "--capabilities", file);
    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.out()).contains("undefined function internal.member_2");
    assertThat(eunomia("eval", "x := $\"{1}\"", "--capabilities", "v1.11.0").out())
        .contains("template strings are not supported by current capabilities");
    assertThat(eunomia("eval", "1", "--capabilities", "v0.60.0").out())
        .contains("rego_v1 feature required for parsing v1 Rego");
  }

  /** What may be used by default, changed. */
  private Path changed(Consumer<JsonNode> change) throws IOException {
    JsonNode json = JSON.readTree(eunomia("capabilities").out());
    change.accept(json);
    return new Workspace(dir).write("capabilities.json", json.toString());
  }

  private static void without(ArrayNode from, String name) {
    for (int i = from.size() - 1; i >= 0; i--) {
      JsonNode element = from.get(i);
      if (name.equals(element.isTextual() ? element.asText() : element.path("name").asText())) {
        from.remove(i);
      }
    }
  }
}
