package io.eunomia.rego.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.rego.ast.Import;
import io.eunomia.rego.ast.Module;
import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.source.Diagnostics;
import io.eunomia.rego.source.SourceText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "package a ! data.a",
        "package a.b.c ! data.a.b.c",
        "package a[\"b c\"].d ! data.a[\"b c\"].d",
        "package a.if.contains ! data.a[\"if\"][\"contains\"]",
        "package default ! data[\"default\"]",
      })
  void whenPackageIsRead_thenItsPathStartsAtData(String text, String path) {
    assertThat(Parsed.module(text).path()).hasToString(path);
  }

  @Test
  void whenImportsAreRead_thenAliasesAreKept() {
    List<Import> imports =
        Parsed.module(
                """
                package test
                import data.a.b
                import data.a.if as my_if
                import input
                import input.x["y z"]
                import rego.v1
                import future.keywords.in
                """)
            .imports();

    assertThat(imports)
        .extracting(i -> i.path().toString())
        .containsExactly(
            "data.a.b",
            "data.a[\"if\"]",
            "input",
            "input.x[\"y z\"]",
            "rego.v1",
            "future.keywords[\"in\"]");
    assertThat(imports)
        .extracting(Import::alias)
        .containsExactly(null, "my_if", null, null, null, null);
    assertThat(imports)
        .extracting(Import::name)
        .containsExactly("b", "my_if", "input", "y z", "v1", "in");
  }

  @Test
  void whenTheModuleIsRead_thenItSpansTheText() {
    String text = "\n# one\npackage test # two\r\n\r\np := 1\r\n# three";
    Module module = Parsed.module(text);

    assertThat(module.span().text()).isEqualTo(text);
    assertThat(module.comments())
        .extracting(c -> c.text())
        .containsExactly(" one", " two", " three");
    assertThat(module.rules().get(0).span()).hasToString("test.rego:5:1");
    assertThat(module.version()).isEqualTo(RegoVersion.V1);
  }

  @Test
  void whenAV0ModuleImportsV1_thenItIsV1() {
    assertThat(Parsed.module("package test\np { true }", ParserOptions.V0).version())
        .isEqualTo(RegoVersion.V0);
    assertThat(Parsed.module("package test\nimport rego.v1\np if true", ParserOptions.V0).version())
        .isEqualTo(RegoVersion.V1);
    assertThat(Parsed.errors("package test\np { true }\nimport rego.v1", ParserOptions.V0))
        .containsExactly("2:1: `if` keyword is required before rule body");
  }

  @Test
  void whenStatementsCannotBeRules_thenAllAreReported() {
    assertThat(Parsed.errors("package test\np\nq := 1\n\"r\"\ns { true }"))
        .containsExactly(
            "2:1: var cannot be used for rule name",
            "4:1: string cannot be used for rule name",
            "5:1: `if` keyword is required before rule body");
  }

  @Test
  void whenAStatementCannotBeRead_thenNothingBehindItIsReported() {
    assertThat(Parsed.errors("package test\np\nq := ]\nr := )"))
        .containsExactly("3:6: unexpected ] token");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '~',
      value = {
        "~~ ! 1:1: empty module",
        "# only a comment ! 1:17: empty module",
        "p := 1 ! 1:1: package expected",
        "import data.a ! 1:1: package expected",
        "package ! 1:8: unexpected eof token",
        "package 1 ! 1:9: unexpected number token",
        "package a[1] ! 1:11: unexpected number token: expecting string",
        "package a[x] ! 1:11: unexpected var token: expecting string",
        "package a. ! 1:11: unexpected eof token: expected identifier",
        "package f(x) ! 1:9: expected package path",
        "package a; ! 1:10: unexpected ; token",
        "package a package b ! 1:11: unexpected package",
        "package a import foo.bar ! 1:18: unexpected import path, must begin with one of: {data, future, input, rego}, got: foo",
        "package a import data.x as 1 ! 1:28: unexpected number token: expected var",
        "package a import data.x as y.z ! 1:31: unexpected eof token: expected var",
        "package a import 1 ! 1:18: unexpected number token: expected identifier",
        "package a import data[x] ! 1:23: unexpected var token: expecting string",
        "package a import future.x ! 1:18: invalid import, must be `future.keywords`",
        "package a import future.keywords.x ! 1:18: unexpected keyword, must be one of [contains every if in]",
        "package a import future.keywords.in.x ! 1:18: invalid import, must be `future.keywords.x`, e.g. `import future.keywords.in`",
        "package a import future.keywords as x ! 1:18: `future` imports cannot be aliased",
        "package a import rego.v2 ! 1:18: invalid import `rego.v2`, must be `rego.v1`",
      })
  void whenModulesAreWrong_thenTheErrorSaysWhereAndWhy(String text, String error) {
    assertThat(Parsed.errors(text)).containsExactly(error);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '~',
      value = {
        "p if input.x == 'a' ! strings are written in double quotes, or in backquotes",
        "p := x ? 1 ! there is no conditional expression: give each case a rule, or an else",
        "p if x && y ! what must all hold stands on lines of its own, or is separated by semicolons",
        "p if x || y ! what suffices by itself is one more rule of the same name",
        "p if x; y ! a semicolon separates conditions within braces: if { ...; ... }",
        "input.x == 1 ! a condition stands in the body of a rule: name if { ... }",
        "p ! a rule has a value or a body: p := true",
      })
  void whenAHabitOfAnotherLanguageIsRefused_thenAHintSaysWhatToWrite(String rule, String hint) {
    assertThat(hint(rule)).isEqualTo(hint);
  }

  @ParameterizedTest
  @ValueSource(strings = {"p := !x", "p := a & ]", "_", "data", "p := ]"})
  void whenARuleIsRefused_thenAHintIsThereOnlyIfItHelps(String rule) {
    assertThat(hint(rule)).isEqualTo(rule.contains("!") ? "negation is written not" : null);
  }

  private static @Nullable String hint(String rule) {
    Diagnostics diagnostics = new Diagnostics();
    RegoParser.parseModule(
        SourceText.of("test", "package test\n" + rule), ParserOptions.V1, diagnostics);
    return diagnostics.all().get(0).hint();
  }
}
