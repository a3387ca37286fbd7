package io.eunomia.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static String unescaped(String text) throws JsonProcessingException {
    return JSON.readValue("\"" + text + "\"", String.class);
  }

  private static void refused(String yaml, String goMessage) {
    assertThatThrownBy(() -> YamlReader.lenient(yaml))
        .isInstanceOfSatisfying(
            YamlException.class, e -> assertThat(e.goMessage()).isEqualTo(goMessage));
  }

  /** The texts are those of strings of JSON. */
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\u00a6',
      value = {
        // collections
        "a: 1\\nb: [x, 'y', \\\"z\\\"] => {`a`:1,`b`:[`x`,`y`,`z`]}",
        "a:\\n- 1\\n- - 2\\n  - 3 => {`a`:[1,[2,3]]}",
        "- a: 1\\n  b: 2\\n- => [{`a`:1,`b`:2},null]",
        "? a\\n: b\\n? c => {`a`:`b`,`c`:null}",
        "{a: 1, b, c: } => {`a`:1,`b`:null,`c`:null}",
        "[a: 1, b] => [{`a`:1},`b`]",
        "[a:b, http://x] => [`a:b`,`http://x`]",
        "{a:b} => {`a:b`:null}",
        "{\\\"a\\\":1} => {`a`:1}",
        "[] => []",
        "[1,2,] => [1,2]",
        // scalars
        "a b\\n  c\\n\\n  d => `a b c\\\\nd`",
        "'it''s\\n  x' => `it's x`",
        "\\\"a\\\\\\n  b\\\\x41\\\\u00e9\\\\U0001F600\\\\N\\\" => `abA\u00e9\ud83d\ude00\u0085`",
        "|\\n a\\n  b\\n\\n => `a\\\\n b\\\\n`",
        "|+\\n a\\n\\n => `a\\\\n\\\\n`",
        "|-\\n a\\n => `a`",
        "|2-\\n   a => ` a`",
        ">\\n a\\n b\\n\\n c\\n   d\\n e\\n => `a b\\\\nc\\\\n  d\\\\ne\\\\n`",
        "a#b => `a#b`",
        "a\u2028b => `a\u2028b`",
        "\\\"a\u0085b\\\" => `a b`",
        // keys
        "1: a\\n2.50: b\\ntrue: c\\n0x1F: d\\n.inf: e => {`1`:`a`,`2.5`:`b`,`true`:`c`,`31`:`d`,`.inf`:`e`}",
        "16777217.0: a => {`1.6777216e+07`:`a`}",
        "1e300: a => {`.inf`:`a`}",
        "0.00001: a => {`1e-05`:`a`}",
        "36893488147419103232: a => {`3.689349e+19`:`a`}",
        "2001-01-01: a => {`2001-01-01`:`a`}",
        "a: 1\\na: 2 => {`a`:2}",
        // anchors
        "a: &x [1]\\nb: *x => {`a`:[1],`b`:[1]}",
        "&x a: *x => {`a`:`a`}",
        "[&x 1, &x 2, *x] => [1,2,2]",
        "[&x, *x] => [null,null]",
        // merges go in the order of the text
        "<<: {a: 1, b: 2}\\na: 3 => {`a`:3,`b`:2}",
        "a: 3\\n<<: {a: 1} => {`a`:1}",
        "x: &x {a: 1}\\nz:\\n  <<: *x\\n  b: 2 => {`x`:{`a`:1},`z`:{`a`:1,`b`:2}}",
        "<<: [{a: 1}, {a: 2, b: 2}] => {`a`:1,`b`:2}",
        "\\\"<<\\\": 1 => {`<<`:1}",
        "!!merge <<: {a: 1} => {`a`:1}",
        // directives and documents
        "%YAML 1.1\\n%TAG !e! tag:yaml.org,2002:\\n---\\n!e!str 1 => `1`",
        "a: 1\\n---\\n[ => {`a`:1}",
        "--- 1\\n...\\n@ => 1",
        "[1]] => [1]",
        "\\ufeffa: 1 => {`a`:1}",
        "a: 1\\r\\nb: 2\\r\\n => {`a`:1,`b`:2}",
      })
  void whenATextIsYaml_thenItIsReadAsOpaDoes(String text, String json) throws Exception {
    assertThat(YamlReader.lenient(unescaped(text)))
        .hasToString(JSON.readTree(unescaped(json.replace("`", "\\\""))).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\u00a6',
      value = {
        "[1,2,3 => yaml: line 1: did not find expected ',' or ']'",
        "{a: 1 => yaml: line 1: did not find expected ',' or '}'",
        "[\\\"a\\\" \\\"b\\\"] => yaml: line 1: did not find expected ',' or ']'",
        "x: 1\\na: b: c => yaml: line 2: mapping values are not allowed here",
        "a: 1\\n b: 2 => yaml: line 2: mapping values are not allowed here",
        "a: - b => yaml: line 1: sequence entries are not allowed here",
        "a: ? b => yaml: line 1: mapping keys are not allowed here",
        "a: 1\\nb => yaml: line 2: could not find expected ':'",
        "- a\\nb: 1 => yaml: line 2: did not find expected <block end>",
        "a: 1\\n- b => yaml: line 2: did not find expected <block end>",
        "x: 1\\ny: ]\\n => yaml: line 2: did not find expected the node content",
        "a: 'b => yaml: line 1: found unexpected end of stream",
        "\\n'\\n---\\n' => yaml: line 3: found unexpected document separator",
        "\\\"\\\\q\\\" => yaml: line 1: found unknown escape character q(113)",
        "\\\"\\\\u12\\\" => yaml: line 1: did not find expected escape sequence of 4 hexadecimal numbers",
        "|0\\n a => yaml: line 1: did not find expected indentation indicator in the range 1-9",
        "*a => yaml: line 1: unknown anchor 'a' referenced",
        "& a => yaml: line 1: unexpected character found  (32)",
        "&a [*a] => yaml: anchor 'a' value contains itself",
        "<<: 1 => yaml: map merge requires map or sequence of maps as the value",
        "<<: [1] => yaml: map merge requires map or sequence of maps as the value",
        "x: &x [{}]\\n<<: *x => yaml: map merge requires map or sequence of maps as the value",
        "{[1]: a} => yaml: invalid map key: [1]",
        "~: a => Unsupported map key of type: %!s(<nil>), key: <nil>",
        "18446744073709551615: a => Unsupported map key of type: uint64, key: 0xffffffffffffffff",
        "a\\u0007 => yaml: control characters are not allowed",
        "!<a => yaml: line 1: did not find expected '>'",
        "!e!x 1 => yaml: line 1: found undefined tag handle !e!",
      })
  void whenATextIsNotYaml_thenTheErrorSaysWhatAndWhere(String text, String message)
      throws Exception {
    refused(unescaped(text), message);
  }

  @Test
  void whenAliasesMultiply_thenTheyAreRefused() {
    String laughs =
        IntStream.range(1, 12)
            .mapToObj(i -> "a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ",").repeat(9) + "]\n")
            .collect(Collectors.joining("", "a0: &a0 [x,x,x,x,x,x,x,x,x]\n", ""));
    refused(laughs, "yaml: document contains excessive aliasing");
    refused(
        "- &x [0,1,2,3,4,5,6,7,8,9]\n" + "- *x\n".repeat(80_000),
        "yaml: document contains excessive aliasing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? "})
  void whenValuesAreTooDeep_thenTheyAreRefused(String open) {
    refused(open.repeat(251) + "x", "yaml: line 1: exceeded max depth of 250");
    String chain =
        IntStream.range(1, 40)
            .mapToObj(i -> "- &a" + i + " " + "[".repeat(90) + "*a" + (i - 1) + "]".repeat(90))
            .collect(Collectors.joining("\n", "- &a0 x\n", "\n"));
    refused(chain, "yaml: exceeded max depth of 250");
  }

  @Test
  void whenAKeyIsLong_thenItIsOneUpTo1024Characters() throws YamlException {
    assertThat(YamlReader.lenient("{\"" + "k".repeat(1022) + "\":1}").size()).isEqualTo(1);
    refused("{\"" + "k".repeat(1023) + "\":1}", "yaml: line 1: did not find expected ',' or '}'");
  }

  @Test
  void whenReadingIsStrict_thenNothingGetsLost() throws YamlException {
    assertThat(YamlReader.strict(bytes("a: 1.50\nb: 12345678901234567890123\n...\n")))
        .hasToString("{\"a\":1.50,\"b\":12345678901234567890123}");
    assertThat(YamlReader.strict("\ufeffa: é".getBytes(StandardCharsets.UTF_16LE)))
        .hasToString("{\"a\":\"é\"}");
    strictlyRefused("a: 1\n\na: 2", "Duplicate key 'a'", 3, 1);
    strictlyRefused("1: a\n'1': b", "Duplicate key '1'", 2, 1);
    strictlyRefused("a: 1\n---\nb: 2\n", "has more than one document", 2, 1);
    strictlyRefused("{a: 1}\n]", "did not find expected '<document start>'", 2, 1);
    strictlyRefused("[1,\n  2", "did not find expected ',' or ']'", 2, 4);
    strictlyRefused("a:\n  - .nan", "a number is not finite", 2, 5);
    assertThatThrownBy(() -> YamlReader.strict(new byte[] {'a', (byte) 0xff}))
        .hasMessageContaining("is not text");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void strictlyRefused(String yaml, String message, int line, int column) {
    assertThatThrownBy(() -> YamlReader.strict(bytes(yaml)))
        .isInstanceOfSatisfying(
            YamlException.class,
            e -> {
              assertThat(e.getOriginalMessage()).isEqualTo(message);
              assertThat(e.getLocation().getLineNr()).isEqualTo(line);
              assertThat(e.getLocation().getColumnNr()).isEqualTo(column);
            });
  }
}
