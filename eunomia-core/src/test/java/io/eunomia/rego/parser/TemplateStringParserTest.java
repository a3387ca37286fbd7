package io.eunomia.rego.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.rego.ast.Expr;
import io.eunomia.rego.ast.TemplateString;
import io.eunomia.rego.ast.TemplateString.Hole;
import io.eunomia.rego.ast.TemplateString.Text;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateStringParserTest {
  @Test
  void whenThereIsNoExpression_thenThereIsOnlyText() {
    assertThat(parts("$\"\"")).isEmpty();
    assertThat(parts("$``")).isEmpty();
    assertThat(parts("$\"a\\n}b\"")).containsExactly(new Text("a\n}b"));
    assertThat(parts("$`a\\n}\nb`")).containsExactly(new Text("a\\n}\nb"));
  }

  @Test
  void whenBracesAreEscaped_thenTheyAreText() {
    assertThat(parts("$\"\\{1} \\{{1}\"")).containsExactly(new Text("{1} {"), hole("1"));
    assertThat(parts("$`\\{1} \\\\{x`")).containsExactly(new Text("{1} \\{x"));
  }

  @Test
  void whenThereAreExpressions_thenTheyAreHoles() {
    assertThat(parts("$\"{x}{y + 1} and {f(z) with input as {\"a\": 1}}!\""))
        .containsExactly(
            hole("x"),
            hole("y + 1"),
            new Text(" and "),
            hole("f(z) with input as {\"a\": 1}"),
            new Text("!"));
    assertThat(parts("$`{\n x # comment\n}`")).containsExactly(hole("x"));
  }

  @Test
  void whenTemplatesAreNested_thenSoAreTheirParts() {
    assertThat(parts("$\"{$`{$\"{a}\"}`} {{\"k\": {v | v := {1}}}}\""))
        .containsExactly(hole("$`{$\"{a}\"}`"), new Text(" "), hole("{\"k\": {v | v := {1}}}"));
  }

  @Test
  void whenRaw_thenTheTemplateSaysSo() {
    assertThat(((TemplateString) Parsed.term("$`x`")).raw()).isTrue();
    assertThat(((TemplateString) Parsed.term("$\"x\"")).raw()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "$\"{}\" ! 1:4: unexpected } token",
        "$\"{x ! 1:5: unexpected eof token: expected } to end template-string expression",
        "$\"{x y}\" ! 1:6: unexpected identifier token: expected } to end template-string expression",
        "$\"{x}{ ! 1:7: unexpected eof token",
        "$\"{not x}\" ! 1:4: unexpected negation ('not') in template-string expression",
        "$\"{x = 1}\" ! 1:4: unexpected unification ('=') in template-string expression",
        "$\"{x := 1}\" ! 1:4: unexpected assignment (':=') in template-string expression",
        "$\"{some x in y}\" ! 1:4: unexpected 'some' in template-string expression",
        "$\"{every x in y { z }}\" ! 1:4: unexpected 'every' in template-string expression",
        "$\"{x}\\q\" ! 1:5: illegal escape sequence",
        "$\"{x} ! 1:5: non-terminated string",
      })
  void whenTemplatesAreWrong_thenTheErrorSaysWhereAndWhy(String text, String error) {
    assertThat(Parsed.termErrors(text)).containsExactly(error);
  }

  private static List<TemplateString.Part> parts(String text) {
    return ((TemplateString) Parsed.term(text)).parts();
  }

  private static Hole hole(String text) {
    Expr expr = Parsed.expr(text);
    return new Hole(expr);
  }
}
