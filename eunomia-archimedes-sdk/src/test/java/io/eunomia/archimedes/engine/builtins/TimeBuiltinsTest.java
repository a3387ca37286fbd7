package io.eunomia.archimedes.engine.builtins;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeBuiltinsTest {
  private static final String NS = "1670006453141828752";

  private final Calls time = new Calls();

  @Test
  void whenNowIsAsked_thenItIsTheClocksInNanoseconds() throws BuiltinException {
    assertThat(time.call("time.now_ns")).isEqualTo("1767323045678000000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2006-01-02 15:04:05 | 2022-12-02 18:40:53",
        "Jan _2 2006 at 3:04PM | Dec  2 2022 at 6:40PM",
        "02/01/06 03.04.05 pm | 02/12/22 06.40.53 pm",
        "Monday, 2 January | Friday, 2 December",
        "15:04:05.000 | 18:40:53.141",
        "15:04:05.999999 | 18:40:53.141828",
        "15:04:05,00 | 18:40:53,14",
        "2006 002 __2 | 2022 336 336",
        "MST Z0700 -07 | UTC Z +00",
        "Janet Mon2 | Janet Fri2",
        "RFC1123 | Fri, 02 Dec 2022 18:40:53 UTC",
        "ANSIC | Fri Dec  2 18:40:53 2022",
      })
  void whenFormatted_thenAsGoDoes(String layout, String expected) throws BuiltinException {
    assertThat(time.call("time.format", "[" + NS + ", \"UTC\", \"" + layout + "\"]"))
        .isEqualTo('"' + expected + '"');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "RFC3339 | 2022-12-02T18:40:53Z | 1670006453000000000",
        "RFC3339 | 2022-12-02T18:40:53.5+05:30 | 1669986653500000000",
        "2006-01-02 | 2022-12-02 | 1669939200000000000",
        "Jan _2 2006 3:04PM | Dec  2 2022 6:40PM | 1670006400000000000",
        "2 January 2006, 15h | 2 december 2022, 6h | 1669960800000000000",
        "2006-002 | 2022-336 | 1669939200000000000",
        "02 Jan 06 15:04 MST | 02 Dec 22 18:40 CET | 1670006400000000000",
        "15:04:05.999 2006 | 18:40:53 2022 | 1641062453000000000",
      })
  void whenParsed_thenAsGoDoes(String layout, String text, String expected)
      throws BuiltinException {
    assertThat(time.call("time.parse_ns", '"' + layout + '"', '"' + text + '"'))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2006-01-02 | 2022-02-30 | parsing time \"2022-02-30\": day out of range",
        "2006-01-02 | 2022-13-01 | parsing time \"2022-13-01\": month out of range",
        "2006-01-02 | 2022-1-01 | parsing time \"2022-1-01\" as \"2006-01-02\": cannot parse"
            + " \"1-01\" as \"01\"",
        "2006-01-02 | 2022-01-01x | parsing time \"2022-01-01x\": extra text: \"x\"",
        "15:04 2006 | 25:00 2022 | parsing time \"25:00 2022\": hour out of range",
        "2006 | 2263 | time outside of valid range",
      })
  void whenItCannotBeParsed_thenSaysWhy(String layout, String text, String message) {
    assertThat(time.error("time.parse_ns", '"' + layout + '"', '"' + text + '"'))
        .isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource({
    "1h, 3600000000000",
    "-1.5h, -5400000000000",
    "1h2m3s4ms5us6ns, 3723004005006",
    "1.5µs, 1500",
    "+.5s, 500000000",
    "0, 0",
  })
  void whenADurationIsParsed_thenAsGoDoes(String text, String expected) throws BuiltinException {
    assertThat(time.call("time.parse_duration_ns", '"' + text + '"')).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"''", "1", "h", "1h-2m", "9999999h", "1 h", ".s"})
  void whenItIsNoDuration_thenSaysSo(String text) {
    assertThat(time.error("time.parse_duration_ns", '"' + text + '"'))
        .isEqualTo("time: invalid duration \"" + text + "\"");
  }

  @Test
  void whenAPartIsAsked_thenTheZoneCounts() throws BuiltinException {
    String zoned = "[" + NS + ", \"Asia/Kolkata\"]";
    assertThat(time.call("time.date", NS)).isEqualTo("[2022,12,2]");
    assertThat(time.call("time.date", zoned)).isEqualTo("[2022,12,3]");
    assertThat(time.call("time.clock", zoned)).isEqualTo("[0,10,53]");
    assertThat(time.call("time.weekday", zoned)).isEqualTo("\"Saturday\"");
    assertThat(time.error("time.date", "[0, \"No/Where\"]"))
        .isEqualTo("unknown time zone No/Where");
    assertThat(time.error("time.date", "1e30")).isEqualTo("timestamp too big");
    assertThat(time.error("time.date", "1.5")).isEqualTo("timestamp too big");
    assertThat(time.error("time.date", "\"x\""))
        .isEqualTo("operand 1 must be number but got string");
  }

  @Test
  void whenADateIsMoved_thenDaysCountOnFromTheMonth() throws BuiltinException {
    String january31 = time.call("time.parse_ns", "\"2006-01-02\"", "\"2023-01-31\"");
    String moved = time.call("time.add_date", january31, "0", "1", "0");
    assertThat(time.call("time.date", moved)).isEqualTo("[2023,3,3]");
    assertThat(time.error("time.add_date", january31, "1000", "0", "0"))
        .isEqualTo("time outside of valid range");
    assertThat(time.error("time.add_date", january31, "9223372036854775807", "0", "0"))
        .isEqualTo("time outside of valid range");
  }

  @Test
  void whenTimesAreCompared_thenTheDifferenceIsInCalendarUnits() throws BuiltinException {
    String from = time.call("time.parse_rfc3339_ns", "\"2023-01-31T23:59:59Z\"");
    String to = time.call("time.parse_rfc3339_ns", "\"2024-03-01T00:00:00Z\"");
    assertThat(time.call("time.diff", from, to)).isEqualTo("[1,1,0,0,0,1]");
    assertThat(time.call("time.diff", to, from)).isEqualTo("[1,1,0,0,0,1]");
  }
}
