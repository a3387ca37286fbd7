package io.eunomia.cli;

import static io.eunomia.cli.Ran.eunomia;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The old version of the language: what its sources mean, and what is refused. */
class RegoV0Test {
  private static final String KEYWORD = "unexpected identifier token: expected \\n or ; or }";

  @TempDir private Path dir;

  static Stream<Arguments> meanings() {
    return Stream.of(
        // Bodies need no `if`, sets no `contains`.
        arguments("p { true }", "{'p':true}"),
        arguments("p { false } { true }", "{'p':true}"),
        arguments("p = 1 { true }\nq := 2 { true }", "{'p':1,'q':2}"),
        arguments("p = 1\nq := 2", "{'p':1,'q':2}"),
        arguments("p { false } else = 2 { true }", "{'p':2}"),
        arguments("default p = false\np { false }", "{'p':false}"),
        arguments(
            "f(x) = y { y := x + 1 }\ng(x) { x > 1 }\np = f(1)\nq = g(2)", "{'p':2,'q':true}"),
        arguments("p[x] { x := 1 }\np[2]", "{'p':[1,2]}"),
        arguments("p[\"x\"]\np.y { true }\np.z", "{'p':['x','y','z']}"),
        arguments("p[x] = y { x := \"k\"; y := 2 }", "{'p':{'k':2}}"),
        arguments("p[\"x\"] := 1", "{'p':{'x':1}}"),
        // More than one step is the name of a rule.
        arguments("p.q.r { true }", "{'p':{'q':{'r':true}}}"),
        arguments("p.q.r", "{'p':{'q':{'r':true}}}"),
        arguments("p.q[x] { x := \"k\" }", "{'p':{'q':{'k':true}}}"),
        arguments("p[x].q = 1 { x := \"k\" }", "{'p':{'k':{'q':1}}}"),
        // Keywords of v1 are names.
        arguments(
            "if = 1\nin := 2\nevery = 3 { true }\ncontains = 4",
            "{'contains':4,'every':3,'if':1,'in':2}"),
        arguments("p = contains(\"abc\", \"b\")", "{'p':true}"),
        arguments("import data.a.q.in\nq = {\"in\": 1}\np = in", "{'p':1,'q':{'in':1}}"),
        arguments("import data.a.q as if\nq = 1\np = if", "{'p':1,'q':1}"),
        arguments("p.if = 1\nq = p.if", "{'p':{'if':1},'q':1}"),
        // They are keywords behind an import.
        arguments("import future.keywords.in\np { 1 in [1] }", "{'p':true}"),
        arguments("import future.keywords.every\np { every x in [1] { x in [1] } }", "{'p':true}"),
        arguments(
            "import future.keywords.if\np if true\nq[x] if x := \"k\"",
            "{'p':true,'q':{'k':true}}"),
        arguments(
            "import future.keywords.contains\np contains 1\nq contains x { x := 2 }",
            "{'p':[1],'q':[2]}"),
        arguments("import future.keywords\np contains 1 if { some x in [1]; x == 1 }", "{'p':[1]}"),
        arguments("if = 1\nimport future.keywords.if\nq if true", "{'if':1,'q':true}"),
        // import rego.v1 is all of them, and v1's rules.
        arguments("import rego.v1\np contains 1 if { true }", "{'p':[1]}"),
        arguments("import rego.v1\nimport future.keywords.in\np if 1 in [1]", "{'p':true}"),
        // What v1 refuses is allowed.
        arguments("import data.x\nimport data.y.x\np = 1", "{'p':1}"),
        arguments("input = 1 { true }\np = input", "{'input':1,'p':1}"),
        arguments("p { input := 1; input == 1 }", "{'p':true}"),
        arguments("f(data) = data { true }\np = f(2)", "{'p':2}"),
        arguments("p = any([true, false])\nq = all([true, false])", "{'p':true,'q':false}"),
        arguments("p = re_match(\"a\", \"a\")\nq = set_diff({1, 2}, {2})", "{'p':true,'q':[1]}"),
        arguments(
            "p = cast_array({1})\nq = cast_set([1])\nr = cast_object({})\ns = cast_null(null)",
            "{'p':[1],'q':[1],'r':{},'s':null}"),
        arguments("p = cast_string(\"x\")\nq = cast_boolean(true)", "{'p':'x','q':true}"),
        arguments("p = net.cidr_overlap(\"10.0.0.0/8\", \"10.1.1.1\")", "{'p':true}"));
  }

  @ParameterizedTest
  @MethodSource("meanings")
  void whenASourceIsV0_thenItMeansWhatItAlwaysMeant(String rules, String value) throws IOException {
    Ran ran = eval(rules, "--v0-compatible");

    assertThat(ran.exitCode()).as(ran.out()).isZero();
    assertThat(ran.out().replaceAll("\\s", ""))
        .contains("\"value\":" + value.replace('\'', '"') + ",\"text\"");
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments("p if true", "2:1 rego_parse_error var cannot be used for rule name"),
        arguments("p contains 1", "2:1 rego_parse_error var cannot be used for rule name"),
        arguments("p", "2:1 rego_parse_error var cannot be used for rule name"),
        arguments("p { some x in [1] }", "2:12 rego_parse_error " + KEYWORD),
        arguments("p { every x in [1] { true } }", "2:11 rego_parse_error " + KEYWORD),
        arguments("p { 1 in [1] }", "2:7 rego_parse_error " + KEYWORD),
        arguments(
            "p = $\"{1}\"",
            "2:5 rego_parse_error template strings are not supported by current capabilities"),
        arguments(
            "p[x] { x := 1 } else = 2 { true }",
            "2:17 rego_parse_error else keyword cannot be used on multi-value rules"),
        arguments(
            "import rego.v1\np { true }",
            "3:1 rego_parse_error `if` keyword is required before rule body"),
        arguments(
            "p[1] { true }\nimport rego.v1",
            "2:1 rego_parse_error `contains` keyword is required for partial set rules"),
        arguments(
            "import rego.v1\np.q",
            "3:1 rego_parse_error `contains` keyword is required for partial set rules"),
        arguments(
            "import rego.v1\nimport data.x\nimport data.y.x\np := 1",
            "4:1 rego_compile_error import must not shadow import data.x"),
        arguments(
            "import rego.v1\ninput := 1",
            "3:1 rego_compile_error rules must not shadow input (use a different rule name)"),
        arguments(
            "import rego.v1\np := any([true])",
            "3:6 rego_type_error deprecated built-in function calls in expression: any"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whenASourceIsNotV0_thenItIsRefusedAsByOpa(String rules, String error) throws IOException {
    Ran ran = eval(rules, "--v0-compatible");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(errors(ran)).contains(error);
  }

  static Stream<Arguments> onlyV0() {
    return Stream.of(
        arguments("p { true }", "`if` keyword is required before rule body"),
        arguments("f(x) { x }", "`if` keyword is required before function body"),
        arguments("p[1] { true }", "`contains` keyword is required for partial set rules"),
        arguments("p if { false } else = 2 { true }", "`if` keyword is required before rule body"),
        arguments("import data.x\nimport data.y.x", "import must not shadow import data.x"),
        arguments("data := 1", "rules must not shadow data (use a different rule name)"),
        arguments("f(input) := 1", "args must not shadow input (use a different variable name)"),
        arguments(
            "p if input := 1", "variables must not shadow input (use a different variable name)"),
        arguments("p := all([true])", "deprecated built-in function calls in expression: all"));
  }

  @ParameterizedTest
  @MethodSource("onlyV0")
  void whenWhatOnlyV0AllowsIsReadAsV1OrAsBoth_thenItIsRefused(String rules, String message)
      throws IOException {
    assertThat(errors(eval(rules))).contains(message);
    assertThat(errors(eval(rules, "--v1-compatible"))).contains(message);
    Path file = new Workspace(dir).write("a.rego", "package a\n" + rules.replace(" if ", " "));
    assertThat(eunomia("check", "--v0-v1", file).exitCode()).isEqualTo(1);
  }

  @Test
  void whenPoliciesMustBeBoth_thenKeywordsAreImportedToo() throws IOException {
    Workspace files = new Workspace(dir);
    Path both = files.write("both.rego", "package a\n\nimport rego.v1\n\np if true\n");
    Path v1 = files.write("v1.rego", "package b\n\np if true\n");
    Path v0 = files.write("v0.rego", "package c\n\np { true }\n");
    Path keywords = files.write("k.rego", "package d\n\nimport future.keywords.if\n\np if true\n");

    assertThat(eunomia("check", "--v0-v1", both, keywords).exitCode()).isZero();
    assertThat(eunomia("check", "--v0-v1", v1).err()).contains("var cannot be used for rule name");
    assertThat(eunomia("check", "--v0-v1", v0).err()).contains("`if` keyword is required");
    assertThat(eunomia("check", "--v0-compatible", v0, both, keywords).exitCode()).isZero();
    assertThat(eunomia("check", "--v0-compatible", "--v1-compatible", v0).exitCode()).isZero();
    assertThat(eunomia("check", "--v0-compatible", "--strict", v0).exitCode()).isZero();
  }

  @Test
  void whenKeywordsAreMissing_thenTheHintSaysHowToGetThem() throws IOException {
    Path file = new Workspace(dir).write("a.rego", "package a\n\np { 1 in [1] }\n");

    assertThat(eunomia("check", "--v0-compatible", file).err())
        .contains("in is a keyword of Rego v0 only after: import future.keywords.in");
  }

  @Test
  void whenAServiceIsV0_thenAllCommandsReadItSo() throws IOException {
    Workspace files = new Workspace(dir);
    files.write(
        "s/allow.rego", "package s.authz\n\ndefault allow = false\n\nallow { input.x == 1 }\n");
    files.write(
        "s/allow_test.rego",
        "package s.authz_test\n\ntest_x { data.s.authz.allow with input as {\"x\": 1} }\n");
    files.write(
        "s/more.rego", "package s.authz\n\nimport rego.v1\n\nmore contains 1 if input.y in [1]\n");
    Path bundle = dir.resolve("b.tar.gz");

    assertThat(eunomia("check", dir, "--v0-compatible").exitCode()).isZero();
    assertThat(eunomia("test", dir, "--v0-compatible").out()).contains("1 passed");
    assertThat(eunomia("test", dir).exitCode()).isEqualTo(1);
    assertThat(eunomia("build", dir, "--service", "s", "-o", bundle, "--v0-compatible").exitCode())
        .isZero();
    assertThat(eunomia("inspect", bundle).out()).containsPattern("language +Rego v0\n");
    assertThat(eunomia("inspect", bundle, "--format", "json").out())
        .contains("\"rego_version\": 0")
        .doesNotContain("file_rego_versions");
    // The bundle says which version it is in: nobody has to.
    assertThat(eunomia("eval", "-b", bundle, "data.s.authz.allow").out())
        .contains("\"value\": false");
    assertThat(eunomia("build", "-b", bundle, "-o", dir.resolve("c.tar.gz")).exitCode()).isZero();
  }

  private Ran eval(String rules, Object... options) throws IOException {
    Path file = new Workspace(dir).write("a.rego", "package a\n" + rules);
    Object[] words = new Object[options.length + 4];
    System.arraycopy(options, 0, words, 4, options.length);
    words[0] = "eval";
    words[1] = "-d";
    words[2] = file;
    words[3] = "data.a";
    return eunomia(words);
  }

  /** The errors of an evaluation, one a line. */
  private static String errors(Ran ran) throws IOException {
    StringBuilder text = new StringBuilder();
    new ObjectMapper()
        .readTree(ran.out())
        .path("errors")
        .forEach(
            error ->
                text.append(error.at("/location/row").asInt())
                    .append(':')
                    .append(error.at("/location/col").asInt())
                    .append(' ')
                    .append(error.path("code").asText())
                    .append(' ')
                    .append(error.path("message").asText())
                    .append('\n'));
    return text.toString();
  }
}
