package io.eunomia.rego.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.rego.ast.RegoVersion;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.SourceText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegoFormatterTest {
  @Test
  void whenTextIsUntidy_thenWhiteSpaceIsMadeTidy() {
    assertThat(v1("package  p\nimport   data.x\np:=1 #c\n\n\n\nq   if{x==1;y<2}"))
        .isEqualTo("package p\n\nimport data.x\n\np := 1 #c\n\nq if {\n\tx == 1\n\ty < 2\n}\n");
  }

  @Test
  void whenShortRulesTouch_thenTheyGoOnTouching() {
    assertRules("a := 1\nb if a\n", "a := 1\nb if a\n");
    assertRules("a := 1\n\n\nb if a\n", "a := 1\n\nb if a\n");
    assertRules("default a := 1\na := 2", "default a := 1\n\na := 2\n");
    assertRules("a if {\nb\n}\nc := 1", "a if {\n\tb\n}\n\nc := 1\n");
  }

  @Test
  void whenABodyIsTrue_thenItIsTheValue() {
    assertRules("a if true", "a := true\n");
    assertRules("a := true if { b }", "a if b\n");
    assertRules("f(x) if { true }", "f(x) := true\n");
    assertRules("a contains 1 if { true }", "a contains 1\n");
  }

  @Test
  void whenElementsHaveRows_thenTheyKeepThem() {
    assertRules("a := [\n1, 2]", "a := [1, 2]\n");
    assertRules("a := [1,\n2, 3]", "a := [\n\t1,\n\t2, 3,\n]\n");
    assertRules("a := {\n\"x\": 1,\n\n\"y\": {2}}", "a := {\n\t\"x\": 1,\n\t\"y\": {2},\n}\n");
    assertRules("a := f({\n1,\n2\n}, 3)", "a := f({\n\t1,\n\t2,\n}, 3)\n");
    assertRules("a := f({1,\n2}, 3)", "a := f(\n\t{\n\t\t1,\n\t\t2,\n\t},\n\t3,\n)\n");
  }

  @Test
  void whenACommentStandsAboveASingleLine_thenTheLineStandsBelow() {
    assertRules("a := [\n# c\n1]", "a := [\n\t# c\n\t1,\n]\n");
    assertRules("a := [ # c\n1]", "a := [1] # c\n");
  }

  @Test
  void whenCommentsStandInBodies_thenTheyAreIndentedWithThem() {
    assertRules(
        "a if { # 1\n# 2\nb # 3\n\n# 4\nc\n# 5\n} # 6\n# 7",
        "a if { # 1\n\t# 2\n\tb # 3\n\n\t# 4\n\tc\n\t# 5\n} # 6\n\n# 7\n");
  }

  @Test
  void whenTwoCommentsWouldShareALine_thenWhatTheyAreInStaysAsItIs() {
    assertRules("a := [b + # x\nc +   # y\nd]", "a := [b + # x\nc +   # y\nd]\n");
  }

  @Test
  void whenOperatorsAreNested_thenTheyHaveParentheses() {
    assertRules("a := 1 + 2 * 3", "a := 1 + (2 * 3)\n");
    assertRules("a := (1)", "a := 1\n");
    assertRules("a := [(1 | 2), 3]", "a := [(1 | 2), 3]\n");
    assertRules("a := [(1, 2 in x)]", "a := [(1, 2 in x)]\n");
    assertRules("a := (b in c) == d", "a := (b in c) == d\n");
    assertRules("a := b in (c in d)", "a := b in (c in d)\n");
    assertRules("a if {\n(b == c) == d\n}", "a if {\n\tb == c == d\n}\n");
    assertRules("a if {\nb == (c == d)\n}", "a if {\n\tb == (c == d)\n}\n");
  }

  @Test
  void whenWhatIsWrittenCouldBeReadAsSomethingElse_thenItIsWrittenSoThatItIsNot() {
    assertRules("a if {\n(b | c)\nd\n}", "a if {\n\t(b | c)\n\td\n}\n");
    assertRules("a if { {1} }", "a if {\n\t{1}\n}\n");
    assertRules("a if b\nelse if { {1} == c }", "a if b\n\nelse if {\n\t{1} == c\n}\n");
    assertRules(
        "a if {\nb; -1 == c\n}", "a if {\n\tb\n\t; -1 == c\n}\n".replace("\tb\n\t;", "\tb\n\t;"));
    assertRules("a := 1\nin.b := 2", "a := 1\nin.b := 2\n");
  }

  @Test
  void whenNamesHaveTwoParts_thenTheyHaveBracketsUnlessThereAreLongerOnes() {
    assertRules("a.b := 1", "a[\"b\"] := 1\n");
    assertRules("a.b := 1\nc.d.e := 2", "a.b := 1\nc.d.e := 2\n");
    assertRules("a[\"b-c\"].d := 1", "a[\"b-c\"].d := 1\n");
  }

  @Test
  void whenStringsAreWritten_thenTheyAreSpelledAsTheyWere() {
    assertRules("a := \"\\u00e9\\/\" in `x\\n`", "a := \"\\u00e9\\/\" in `x\\n`\n");
    assertRules("a := x[\"b\"][\"if\"].if[`c d`]", "a := x.b[\"if\"].if[`c d`]\n");
    assertRules("a := $\"x {  b } # no\"", "a := $\"x {  b } # no\"\n");
  }

  @Test
  void whenImportsTouch_thenTheyAreSortedWithTheirComments() {
    assertThat(
            v1("package p\nimport rego.v1\nimport data.b # b\nimport data.a\n\nimport data.c as d"))
        .isEqualTo(
            "package p\n\nimport data.a\nimport data.b # b\nimport rego.v1\n\nimport data.c as d\n");
  }

  @Test
  void whenModifiersHaveRows_thenTheyAreIndented() {
    assertRules(
        "a if {\nb with input.x as 1\nwith input.y as 2\n}",
        "a if {\n\tb with input.x as 1\n\t\twith input.y as 2\n}\n");
  }

  @Test
  void whenV0IsFormatted_thenItStaysV0() {
    assertThat(
            of(RegoVersion.V0, "package p\na[x]{x=1}\nb=1 {c;d} else=2{e}\nf(x){true}\ng { true }"))
        .isEqualTo(
            """
            package p

            a[x] {
            \tx = 1
            }

            b = 1 {
            \tc
            \td
            } else = 2 {
            \te
            }

            f(x)

            g = true
            """);
    assertThat(of(RegoVersion.V0, "package p\nimport future.keywords\na contains x {x=1}"))
        .isEqualTo("package p\n\nimport future.keywords\n\na contains x if x = 1\n");
  }

  @Test
  void whenV0IsToBeBoth_thenItIsWrittenAsV1WithTheImport() {
    String source =
        """
        package p
        import future.keywords.if
        import data.x
        a[x] {
        x = 1
        }
        b = 1 {c}
        f(x)
        """;
    String both =
        """
        package p

        import rego.v1

        import data.x

        a contains x if {
        \tx = 1
        }

        b := 1 if c
        f(x) := true
        """;
    assertThat(of(RegoVersion.V0_V1, source)).isEqualTo(both);
    assertThat(of(RegoVersion.V0_V1, both)).isEqualTo(both);
  }

  @Test
  void whenImportsOfV0AreDropped_thenTheirCommentsAreNot() {
    FormatOptions drop = new FormatOptions(RegoVersion.V1, true);
    SourceText source =
        SourceText.of("p.rego", "package p\nimport rego.v1 # c\nimport future.keywords.in\na := 1");
    assertThat(RegoFormatter.format(source, drop).text()).isEqualTo("package p\n\n# c\n\na := 1\n");
  }

  @Test
  void whenMetadataIsWrong_thenItIsACommentLikeOthers() {
    assertRules("# METADATA\n# : [\na := 1", "# METADATA\n# : [\na := 1\n");
  }

  @Test
  void whenTextIsNoRego_thenTheParserSaysWhatIsWrong() {
    FormatResult result = format("package p\na := [\n");
    assertThat(result.text()).isNull();
    assertThat(result.diagnostics()).extracting(Diagnostic::code).containsOnly("rego_parse_error");
  }

  @Test
  void whenNamesAreKeywordsOfTheOtherVersion_thenItIsRefused() {
    FormatResult result =
        RegoFormatter.format(
            SourceText.of("p.rego", "package p\nif = 1 { true }"),
            FormatOptions.of(RegoVersion.V0_V1));
    assertThat(result.text()).isNull();
    assertThat(result.diagnostics().toString())
        .contains("p.rego:1:9: error eunomia_format_error: cannot be formatted: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{", "f(", "[x | x := "})
  void whenBracketsAreNestedDeeply_thenLinesAreStillFormatted(String open) {
    String close = open.endsWith("(") ? ")" : open.startsWith("[") ? "]" : "}";
    String text = "package p\n\na := " + open.repeat(60) + "1" + close.repeat(60) + "\n";
    assertThat(v1(text)).isEqualTo(text);
  }

  @Test
  void whenResultWouldBeNestedTooDeeply_thenItIsRefused() {
    FormatResult result = format("package p\na := 1" + " + 1".repeat(300));
    assertThat(result.diagnostics().toString())
        .contains("eunomia_format_error", "nested too deeply");
  }

  private static void assertRules(String rules, String wanted) {
    assertThat(v1("package p\n\n" + rules)).isEqualTo("package p\n\n" + wanted);
  }

  private static String v1(String text) {
    return of(RegoVersion.V1, text);
  }

  private static String of(RegoVersion version, String text) {
    FormatResult result =
        RegoFormatter.format(SourceText.of("p.rego", text), FormatOptions.of(version));
    assertThat(result.diagnostics()).isEmpty();
    return String.valueOf(result.text());
  }

  private static FormatResult format(String text) {
    return RegoFormatter.format(SourceText.of("p.rego", text), FormatOptions.V1);
  }
}
