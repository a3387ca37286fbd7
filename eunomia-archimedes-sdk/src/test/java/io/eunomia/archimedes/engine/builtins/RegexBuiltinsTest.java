package io.eunomia.archimedes.engine.builtins;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegexBuiltinsTest {
  private final Calls regex = new Calls();

  @Test
  void whenMatched_thenAnywhereUnlessAnchored() throws BuiltinException {
    assertThat(regex.call("regex.match", "\"b+\"", "\"abbbc\"")).isEqualTo("true");
    assertThat(regex.call("regex.match", "\"^b+$\"", "\"abbbc\"")).isEqualTo("false");
    assertThat(regex.call("regex.match", "\"^.$\"", "\"😀\"")).isEqualTo("true");
    assertThat(regex.error("regex.match", "\"(\"", "\"\"")).startsWith("error parsing regexp: ");
    assertThat(regex.call("regex.is_valid", "\"(\"")).isEqualTo("false");
    assertThat(regex.call("regex.is_valid", "\"(?P<n>a)\"")).isEqualTo("true");
  }

  @Test
  @Timeout(5)
  void whenAPatternWouldBacktrackForEver_thenItDoesNot() throws BuiltinException {
    String text = '"' + "a".repeat(5_000) + '"';
    assertThat(regex.call("regex.match", "\"^(a+)+(a|aa)+(a*)*$b\"", text)).isEqualTo("false");
  }

  @Test
  void whenEmptyMatchesFollowOthers_thenTheyDoNotCount() throws BuiltinException {
    assertThat(regex.call("regex.find_n", "\"a*\"", "\"baaab\"", "-1"))
        .isEqualTo("[\"\",\"aaa\",\"\"]");
    assertThat(regex.call("regex.find_n", "\"a\"", "\"aaa\"", "0")).isEqualTo("[]");
    assertThat(regex.call("regex.split", "\"\"", "\"a😀b\"")).isEqualTo("[\"a\",\"😀\",\"b\"]");
    assertThat(regex.call("regex.replace", "\"baaab\"", "\"a*\"", "\"-\"")).isEqualTo("\"-b-b-\"");
  }

  @ParameterizedTest
  @CsvSource({
    "$1-$2, x-y",
    "${1}0, x0",
    "$10, ''",
    "$name, x",
    "$namex, ''",
    "$$1, $1",
    "${1, ${1",
    "$, $",
    "a\\\\b, a\\\\b",
  })
  void whenReplaced_thenTheTemplateIsGos(String template, String expected) throws BuiltinException {
    assertThat(regex.call("regex.replace", "\"xy\"", "\"(?P<name>x)(y)\"", '"' + template + '"'))
        .isEqualTo('"' + expected + '"');
  }

  @Test
  void whenATemplateIsMatched_thenOnlyItsPartsArePatterns() throws BuiltinException {
    String[] braces = {"\"{\"", "\"}\""};
    String template = "\"urn:foo.bar:{[a-z]{2}}:x\"";
    assertThat(call("regex.template_match", template, "\"urn:foo.bar:ab:x\"", braces))
        .isEqualTo("true");
    assertThat(call("regex.template_match", template, "\"urn:fooxbar:ab:x\"", braces))
        .isEqualTo("false");
    assertThat(call("regex.template_match", template, "\"urn:foo.bar:abc:x\"", braces))
        .isEqualTo("false");
    assertThat(regex.error("regex.template_match", "\"a{b\"", "\"\"", "\"{\"", "\"}\""))
        .isEqualTo("unbalanced braces in \"a{b\"");
    assertThat(regex.error("regex.template_match", "\"\"", "\"\"", "\"{{\"", "\"}\""))
        .isEqualTo("start delimiter has to be exactly one character long");
  }

  private String call(String name, String template, String text, String[] braces)
      throws BuiltinException {
    return regex.call(name, template, text, braces[0], braces[1]);
  }

  @ParameterizedTest
  @CsvSource({
    "a*b, aaab, true",
    "a+, '', false",
    "a*, '', true",
    "[a-c]+d, .bd, true",
    "[a-c]d, [x-z]d, false",
    "ab*c*, a, true",
    "'.*@example.com', 'user@.*', true",
  })
  void whenGlobsAreCompared_thenSaysWhetherTheyMeet(String a, String b, boolean expected)
      throws BuiltinException {
    assertThat(regex.call("regex.globs_match", '"' + a + '"', '"' + b + '"'))
        .isEqualTo(Boolean.toString(expected));
    assertThat(regex.call("regex.globs_match", '"' + b + '"', '"' + a + '"'))
        .isEqualTo(Boolean.toString(expected));
  }
}
