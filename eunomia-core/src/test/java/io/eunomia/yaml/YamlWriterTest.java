package io.eunomia.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlWriterTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static String unescaped(String text) throws JsonProcessingException {
    return JSON.readValue("\"" + text + "\"", String.class);
  }

  private static String yaml(String json) throws YamlException {
    return YamlWriter.write(YamlReader.lenient(json));
  }

  /** Texts as those of strings of JSON. */
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\u00a6',
      value = {
        "hi => hi",
        "a b  c => a b  c",
        "\u4f60\u597d #comment => '\u4f60\u597d #comment'",
        "#a => '#a'",
        "a#b => a#b",
        "- a => '- a'",
        "-a => -a",
        "- => '-'",
        "-- => --",
        "--- => '---'",
        "---a => '---a'",
        "... => '...'",
        "a: b => 'a: b'",
        "a:b => a:b",
        "a: => 'a:'",
        ":a => :a",
        ": => ':'",
        "? => '?'",
        "?a => ?a",
        "[a => '[a'",
        "a,[b]{c} => a,[b]{c}",
        "{a => '{a'",
        "]a => ']a'",
        ",a => ',a'",
        "&a => '&a'",
        "*a => '*a'",
        "!a => '!a'",
        "%a => '%a'",
        "@a => '@a'",
        "`a => '`a'",
        ">a => '>a'",
        "'a => '''a'",
        "it's => it's",
        "\\\"a => '\\\"a'",
        "a\\\"b\\\\c => a\\\"b\\\\c",
        "<foo> => <foo>",
        "<< => <<",
        "= => =",
        "\\u0020a => ' a'",
        "a\\u0020 => 'a '",
        "a\\tb => \\\"a\\\\tb\\\"",
        "a\\rb => \\\"a\\\\rb\\\"",
        "a\\u0007 => \\\"a\\\\a\\\"",
        "\\u0001 => \\\"\\\\x01\\\"",
        "\\ud83d\\ude00 => \\\"\\\\U0001F600\\\"",
        "\ufeff => \\\"\\\\uFEFF\\\"",
        "e\u00e9\u00a0 => e\u00e9\u00a0",
        "a\\u2028b => 'a\u2028  b'",
        // what would be something else than a text
        "10 => \\\"10\\\"",
        "1.5 => \\\"1.5\\\"",
        "1e3 => \\\"1e3\\\"",
        "0x1F => \\\"0x1F\\\"",
        "0o8 => 0o8",
        "1_0 => \\\"1_0\\\"",
        "1:1 => \\\"1:1\\\"",
        "190:20:30.15 => \\\"190:20:30.15\\\"",
        "1:61 => 1:61",
        "1:61 x => 1:61 x",
        "y => \\\"y\\\"",
        "No => \\\"No\\\"",
        "nO => nO",
        "~ => \\\"~\\\"",
        "null => \\\"null\\\"",
        ".inf => \\\".inf\\\"",
        "2015-02-24T18:19:39Z => \\\"2015-02-24T18:19:39Z\\\"",
        "2015-02-24 => \\\"2015-02-24\\\"",
        // lines
        "B\\nC => |-\\n  B\\n  C",
        "B\\n => |\\n  B",
        "B\\n\\n => |+\\n  B\\n",
        "\\n => |2+\\n",
        "\\nB => |2-\\n\\n  B",
        "\\u0020B\\nC => |2-\\n   B\\n  C",
        "B \\nC => \\\"B \\\\nC\\\"",
        "B\\n C => |-\\n  B\\n   C",
        "B\\nC\\u0020 => \\\"B\\\\nC \\\"",
        "a: b\\n#c => |-\\n  a: b\\n  #c",
      })
  void whenATextIsWritten_thenItsStyleIsThatOfGo(String text, String expected) throws Exception {
    String value = unescaped(text);
    String yaml = YamlWriter.write(NODES.textNode(value));
    assertThat(yaml).isEqualTo(unescaped(expected) + "\n");
    assertThat(YamlReader.lenient(yaml)).isEqualTo(NODES.textNode(value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null | null",
        "true | true",
        "-10 | -10",
        "18446744073709551615 | 18446744073709551615",
        "18446744073709551616 | 1.8446744073709552e+19",
        "123456789.125 | 1.23456789125e+08",
        "0.1 | 0.1",
        "1.0 | 1",
        "1e5 | 100000",
        "1e6 | 1e+06",
        "1234567.5 | 1.2345675e+06",
        "0.0001 | 0.0001",
        "0.00001 | 1e-05",
        "1e100 | 1e+100",
        "-2.5e-300 | -2.5e-300",
        "5e-324 | 5e-324",
        "5.684341886080802e-14 | 5.684341886080802e-14",
        "1e400 | 1e400",
        "[] | []",
        "{} | {}",
      })
  void whenAScalarOrNothingIsWritten_thenItIsThatOfGo(String json, String expected)
      throws YamlException {
    assertThat(yaml(json)).isEqualTo(expected + "\n");
  }

  @Test
  void whenCollectionsAreWritten_thenSequencesAreNotIndented() throws YamlException {
    String json =
        """
        {"b": [1, [2, [3], {"x": [4], "y": 5}], {"k": {"l": []}}], "a": {"c": {}, "d": ["x\\ny"]},
         "e": {"f": "l1\\nl2\\n", "g": "1"}, "": ""}
        """;
    assertThat(yaml(json))
        .isEqualTo(
            """
            "": ""
            a:
              c: {}
              d:
              - |-
                x
                y
            b:
            - 1
            - - 2
              - - 3
              - x:
                - 4
                "y": 5
            - k:
                l: []
            e:
              f: |
                l1
                l2
              g: "1"
            """);
  }

  @Test
  void whenAKeyIsLongOrHasLines_thenItIsMarked() throws YamlException {
    String longest = "k".repeat(128);
    assertThat(yaml("{\"" + longest + "\": [1]}")).isEqualTo(longest + ":\n- 1\n");
    assertThat(yaml("{\"" + longest + "k\": [1, {\"a\": 2}]}"))
        .isEqualTo("? " + longest + "k\n: - 1\n  - a: 2\n");
    assertThat(yaml("{\"a\\nb\": {\"c\": \"d\"}}")).isEqualTo("? |-\n  a\n  b\n: c: d\n");
    assertThat(yaml("{\"" + "\u00e9".repeat(65) + "\": 1}"))
        .isEqualTo("? " + "\u00e9".repeat(65) + "\n: 1\n");
  }

  @Test
  void whenALineIsLong_thenItIsBrokenBehind80Characters() throws YamlException {
    String alphabet = "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 1234567890";
    assertThat(yaml("{\"a\": \"" + alphabet + " " + alphabet + " \"}"))
        .isEqualTo(
            "a: '"
                + alphabet
                + " abcdefghijklmnopqrstuvwxyz\n  ABCDEFGHIJKLMNOPQRSTUVWXYZ 1234567890 '\n");
    assertThat(yaml("[\"" + "x".repeat(90) + " y  z\"]"))
        .isEqualTo("- " + "x".repeat(90) + "\n  y  z\n");
    assertThat(yaml("[\"\\t" + "x".repeat(90) + "  y z\"]"))
        .isEqualTo("- \"\\t" + "x".repeat(90) + "\n  \\ y\n  z\"\n".replace("y\n  z", "y z"));
    assertThat(yaml("[\"" + "x".repeat(90) + "\\n y\"]"))
        .isEqualTo("- |-\n  " + "x".repeat(90) + "\n   y\n");
  }

  @Test
  void whenKeysAreSorted_thenNumbersInThemCount() {
    List<String> order =
        List.of(
            "", ".1", ".2", ".a", "1", "2", "a!10", "a/0001", "a/002", "a/3", "a/10", "a/11",
            "a/0012", "a/100", "a~10", "ab/1", "b/1", "b/01", "b/2", "b/02", "b/3", "b/03", "b1",
            "b01", "b3", "c2.10", "c10.2", "d1", "d7", "d7abc", "d12", "d12a");
    List<String> shuffled = Arrays.asList(order.toArray(String[]::new));
    Collections.reverse(shuffled);
    assertThat(KeyOrder.sorted(shuffled)).isEqualTo(order);
    assertThat(KeyOrder.sorted(List.of("1a", "10", "9"))).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a1000", "a1001"})
  void whenDigitsGoBefore_thenAZeroCounts(String larger) {
    assertThat(KeyOrder.isLess("a100", larger)).isTrue();
    assertThat(KeyOrder.isLess(larger, "a100")).isFalse();
  }

  @Provide
  static Arbitrary<String> texts() {
    return Arbitraries.frequencyOf(
            Tuple.of(
                6,
                Arbitraries.of(
                    "a",
                    "b c",
                    " ",
                    "  ",
                    "\n",
                    "\n\n",
                    "\t",
                    ":",
                    ": ",
                    "#",
                    " #",
                    "-",
                    "- ",
                    "?",
                    "? ",
                    "{",
                    "}",
                    "[",
                    "]",
                    ",",
                    "&",
                    "*",
                    "!",
                    "|",
                    ">",
                    "'",
                    "\"",
                    "%",
                    "@",
                    "`",
                    "0",
                    "1",
                    "x".repeat(40),
                    "---",
                    "...",
                    "=",
                    "~",
                    "null",
                    "true",
                    "0x",
                    "_",
                    ".",
                    "e",
                    "+",
                    "\\",
                    "\r",
                    "\u0000",
                    "\u0085",
                    "\u00a0",
                    "\ufeff",
                    "\ud83d\ude00",
                    "<<")),
            Tuple.of(1, Arbitraries.strings().ofMaxLength(3).filter(YamlWriterTest::hasNoHalf)))
        .list()
        .ofMaxSize(14)
        .map(parts -> String.join("", parts));
  }

  private static boolean hasNoHalf(String text) {
    return text.codePoints()
        .noneMatch(c -> (c >= 0xd800 && c <= 0xdfff) || c == 0x2028 || c == 0x2029);
  }

  @Property(tries = 3000)
  void whenATextIsWritten_thenItIsReadAsTheSameText(@ForAll("texts") String text)
      throws YamlException {
    JsonNode node = NODES.arrayNode().add(text).add(NODES.objectNode().put("k", text));
    assertThat(YamlReader.lenient(YamlWriter.write(node))).isEqualTo(node);
  }

  @Provide
  Arbitrary<JsonNode> values() {
    Arbitrary<JsonNode> scalars =
        Arbitraries.oneOf(
            Arbitraries.of(NODES.nullNode(), NODES.booleanNode(true), NODES.booleanNode(false)),
            Arbitraries.longs().map(NODES::numberNode),
            Arbitraries.doubles().map(n -> NODES.numberNode(GoNumber.shortest(n))),
            texts().map(NODES::textNode));
    // A value is made anew each time that one around it is asked for: depth costs the most.
    return Arbitraries.recursive(() -> scalars, YamlWriterTest::collections, 0, 3);
  }

  private static Arbitrary<JsonNode> collections(Arbitrary<JsonNode> values) {
    return Arbitraries.oneOf(
        values,
        values.list().ofMaxSize(3).map(e -> NODES.arrayNode().addAll(e)),
        Arbitraries.maps(texts().filter(k -> !k.equals("<<")), values)
            .ofMaxSize(3)
            .map(members -> NODES.objectNode().setAll(members)));
  }

  @Property(tries = 1000)
  void whenAValueIsWritten_thenItIsReadAsTheSameValue(@ForAll("values") JsonNode value)
      throws YamlException {
    JsonNode read = YamlReader.lenient(YamlWriter.write(value));
    assertThat(read.equals(YamlWriterTest::sameNumber, value)).as("%s: %s", value, read).isTrue();
  }

  private static int sameNumber(JsonNode one, JsonNode other) {
    return one.isNumber() && other.isNumber()
        ? one.decimalValue().compareTo(other.decimalValue())
        : one.equals(other) ? 0 : 1;
  }
}
