package io.eunomia.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalarResolverTest {
  private static String json(String yaml) throws YamlException {
    return YamlReader.lenient(yaml).toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE"})
  void whenAWordMeansTrue_thenItIs(String word) throws YamlException {
    assertThat(json(word)).isEqualTo("true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE"})
  void whenAWordMeansFalse_thenItIs(String word) throws YamlException {
    assertThat(json(word)).isEqualTo("false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "~", "null", "Null", "NULL", "# nothing", "---", "--- ~\n...\n"})
  void whenThereIsNothing_thenItIsNull(String word) throws YamlException {
    assertThat(json(word)).isEqualTo("null");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yEs",
        "nULL",
        "tRUE",
        "=",
        "0x",
        "0xg",
        "0b2",
        "-x",
        "+",
        "1e",
        ".",
        "..",
        "._5",
        ".5_",
        "_1",
        "1 2",
        "1:30",
        "190:20:30.15",
        "1,000",
        "2001-12-14",
        "2001-12-14t21:59:43.10-05:00",
        "1e400",
        "-1e400",
        ".1e400",
        "0x10000000000000000",
        "0x1p4",
        "Infinity",
        "NaN",
        "+.nan",
        "<<",
        "0o8",
        "--1",
        "1-2",
        "0b"
      })
  void whenItLooksLikeANumberButIsNone_thenItIsAText(String text) throws YamlException {
    assertThat(YamlReader.lenient(text).textValue()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "+12, 12",
    "1_000, 1000",
    "1__0_, 10",
    "0x1F, 31",
    "-0XfF, -255",
    "0b101, 5",
    "0B101, 5",
    "-0b101, -5",
    "0b-11, -3",
    "0b+11, 3",
    "010, 8",
    "0o10, 8",
    "-010, -8",
    "0_7, 7",
    "9223372036854775807, 9223372036854775807",
    "-9223372036854775808, -9223372036854775808",
    "18446744073709551615, 18446744073709551615",
    "0xFFFFFFFFFFFFFFFF, 18446744073709551615",
    "0x000000000000000000000000FFFFFFFFFFFFFFFF, 18446744073709551615",
  })
  void whenItIsAnIntegerOf64Bits_thenItIsExact(String text, String expected) throws YamlException {
    assertThat(json(text)).isEqualTo(expected);
    assertThat(YamlReader.lenient(text).isIntegralNumber()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "18446744073709551616, 18446744073709552000",
    "+18446744073709551615, 18446744073709552000",
    "-9223372036854775809, -9223372036854776000",
    "08, 8",
    "1., 1",
    "1.50, 1.5",
    ".5, 0.5",
    ".1_0, 0.1",
    "+.5e3, 500",
    "6.8523015e+5, 685230.15",
    "685_230.15, 685230.15",
    "1e3, 1000",
    "1E-2, 0.01",
    "5.684341886080802e-14, 5.684341886080802E-14",
    "0.1234567890123456789, 0.12345678901234568",
    "1e23, 1E+23",
    "-0.0, 0",
  })
  void whenItIsAnotherNumber_thenItIsADouble(String text, String expected) throws YamlException {
    assertThat(YamlReader.lenient(text).isBigDecimal()).isTrue();
    assertThat(YamlReader.lenient(text).decimalValue()).isEqualByComparingTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "!!str 12 | \"12\"",
        "!!str | \"\"",
        "!!str true | \"true\"",
        "!!int \"12\" | 12",
        "!!int 0x10 | 16",
        "!!float 1 | 1",
        "!!float 1.50 | 1.5",
        "!!bool \"yes\" | true",
        "!!null \"\" | null",
        "!!binary aGVs\\nbG8= | \"hello\"",
        "!!binary 4oI= | \"\ufffd\ufffd\"",
        "!!timestamp 2001-12-14 | \"2001-12-14\"",
        "!!timestamp 2001-2-3 4:5:6.7 | \"2001-2-3 4:5:6.7\"",
        "!local 12 | \"12\"",
        "!<tag:e,2000:x> 12 | \"12\"",
        "!!seq x | \"x\"",
        "!!set {a, b} | {\"a\":null,\"b\":null}",
        "!!map [1] | [1]",
        "!<tag:yaml.org,2002:int> 7 | 7",
      })
  void whenThereIsATag_thenItDecidesIfItIsOfAScalar(String text, String expected)
      throws YamlException {
    String yaml = text.contains("\\n") ? text.replace(" a", " \"a").replace("=", "=\"") : text;
    assertThat(json(yaml)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "!!int x | yaml: cannot decode !!str `x` as a !!int",
        "!!int 1.5 | yaml: cannot decode !!float `1.5` as a !!int",
        "!!int '' | yaml: cannot decode !!null `` as a !!int",
        "!!bool 1 | yaml: cannot decode !!int `1` as a !!bool",
        "!!null x | yaml: cannot decode !!str `x` as a !!null",
        "!!float x | yaml: cannot decode !!str `x` as a !!float",
        "!!float 18446744073709551615 | yaml: cannot decode !!int `18446744073709551615` as a"
            + " !!float",
        "!!timestamp x | yaml: cannot decode !!str `x` as a !!timestamp",
        "!!binary x | yaml: !!binary value contains invalid base64 data",
        "!!binary YQ | yaml: !!binary value contains invalid base64 data",
        ".inf | json: unsupported value: +Inf",
        "[-.INF] | json: unsupported value: -Inf",
        "a: .NaN | json: unsupported value: NaN",
      })
  void whenAScalarIsNotWhatItsTagSays_thenItIsRefused(String text, String message) {
    assertThatThrownBy(() -> YamlReader.lenient(text.replace("''", "\"\"")))
        .isInstanceOfSatisfying(
            YamlException.class, e -> assertThat(e.goMessage()).isEqualTo(message));
  }

  @ParameterizedTest
  @CsvSource({
    "2001-12-14, true",
    "2001-1-1, true",
    "2001-12-14T21:59:43Z, true",
    "2001-12-14t21:59:43.10-05:00, true",
    "2001-12-14 21:59:43.1, true",
    "2001-12-14   2:5:4, true",
    "2004-02-29, true",
    "2003-02-29, false",
    "2001-13-01, false",
    "2001-00-01, false",
    "2001-12-00, false",
    "2001-12-14T24:00:00Z, false",
    "2001-12-14T21:59:43, false",
    "2001-12-14 21:59:43Z, false",
    "2001-12-14 21:59:43.10 -5, false",
    "2001-12-14T21:59:43+25:00, false",
    "201-12-14, false",
    "20011-12-14, false",
    "2001-12, false",
  })
  void whenATextIsAPointInTime_thenItIsWrittenInQuotes(String text, boolean time) {
    assertThat(Timestamp.matches(text)).isEqualTo(time);
    assertThat(new ScalarResolver(false).isText(text)).isEqualTo(!time);
  }

  @Test
  void whenExactnessIsAskedFor_thenAllDigitsStay() throws Scalar.MismatchException {
    ScalarResolver exact = new ScalarResolver(true);
    assertThat(exact.resolve(null, "-1_2345678901234567890123").toString())
        .contains("-12345678901234567890123");
    assertThat(exact.resolve(null, "0.10").toString()).contains("0.10");
    assertThat(exact.resolve(null, "1e400").toString()).contains("1E+400");
    assertThat(exact.resolve(null, "08").toString()).contains("Decimal");
    assertThatThrownBy(() -> exact.resolve(null, "1".repeat(1001)))
        .hasMessage("a number has more than 1000 characters");
    assertThatThrownBy(() -> exact.resolve(null, "1e99999999999"))
        .hasMessage("a number is too large: 1e99999999999");
  }
}
