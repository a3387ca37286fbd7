package io.eunomia.testkit.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.testkit.TestFailure;
import io.eunomia.testkit.WrittenExpression;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;

class ExpressionValuesTest {
  private static TestFailure failure(
      String text, Map<String, String> values, Map<String, Integer> offsets) {
    return new TestFailure(
        text, "a_test.rego", 1, 1, new TreeMap<>(values), new WrittenExpression(text, offsets));
  }

  private static String shown(
      String text, Map<String, String> values, Map<String, Integer> offsets) {
    return String.join("\n", ExpressionValues.lines(failure(text, values, offsets))) + "\n";
  }

  @Example
  void whenValuesAreKnown_thenBarsPointAtThem() {
    String text = "\"read\" in authz.allowed_actions(user) with data.actions as p";
    assertThat(
            shown(
                text,
                Map.of("authz.allowed_actions(user)", "[\"write\"]", "user", "\"jane\"", "p", "{}"),
                Map.of("authz.allowed_actions(user)", 10, "user", 32, "p", 59)))
        .isEqualTo(
            """
            "read" in authz.allowed_actions(user) with data.actions as p
                      |                     |                          |
                      |                     |                          {}
                      |                     "jane"
                      ["write"]
            """);
  }

  @Example
  void whenTermsBeginInOneColumn_thenTheirValuesHaveNames() {
    assertThat(
            shown(
                "x + 1 == y",
                Map.of("x + 1", "2", "x", "1", "y", "3"),
                Map.of("x + 1", 0, "x", 0, "y", 9)))
        .isEqualTo(
            """
            x + 1 == y
            |        |
            |        3
            x + 1: 2
            x: 1
            """);
  }

  @Example
  void whenThereAreTabsAndLongCharacters_thenBarsStandBelowTheTermsAllTheSame() {
    assertThat(
            shown("\"\ud83d\ude00\"\t==\tx\t# y", Map.of("x", "\"\ud83d\ude00\""), Map.of("x", 8)))
        .isEqualTo("\"\ud83d\ude00\"\t==\tx\t# y\n   \t  \t|\n   \t  \t\"\ud83d\ude00\"\n");
  }

  @Example
  void whenNoValueIsKnown_thenTheExpressionStandsAlone() {
    assertThat(shown("1 == 2", Map.of(), Map.of())).isEqualTo("1 == 2\n");
  }

  @Example
  void whenTheExpressionHasSeveralLines_thenValuesAreListed() {
    assertThat(
            shown(
                "[\n\t\tx,\n\n\t\t\ty,\n\t] == z",
                Map.of("x", "1", "y", "2", "z", "[]"),
                Map.of("x", 4, "y", 11, "z", 19)))
        .isEqualTo("[\n\tx,\n\n\t\ty,\n] == z\n\nWhere:\n\nx: 1\ny: 2\nz: []\n");
  }

  @Example
  void whenItIsNotKnownWhereValuesStand_thenTheyAreListed() {
    TestFailure failure = new TestFailure("x == 2", "a_test.rego", 1, 1, Map.of("x", "1"));
    assertThat(ExpressionValues.lines(failure)).containsExactly("x == 2", "", "Where:", "", "x: 1");
  }

  @Example
  void whenAValueIsLong_thenItIsShortened() {
    String shown = shown("x", Map.of("x", "1".repeat(200)), Map.of("x", 0));
    assertThat(shown.lines().toList().get(2)).hasSize(80).endsWith("1…");
  }

  @Property
  void whenThereAreManyValues_thenEachStandsInItsColumnAndIsShownOnce(
      @ForAll @Size(min = 1, max = 8) @UniqueElements
          List<@IntRange(min = 0, max = 40) Integer> offsets) {
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, Integer> places = new LinkedHashMap<>();
    for (int offset : offsets) {
      values.put("n" + offset, "v" + offset);
      places.put("n" + offset, offset);
    }
    List<String> lines = ExpressionValues.lines(failure("x".repeat(41), values, places));

    List<Integer> sorted = offsets.stream().sorted().toList();
    assertThat(lines).hasSize(2 + offsets.size());
    for (int offset : sorted) {
      assertThat(lines.get(1).charAt(offset)).isEqualTo('|');
    }
    for (int i = 0; i < sorted.size(); i++) {
      String line = lines.get(1 + sorted.size() - i);
      assertThat(line).endsWith("v" + sorted.get(i));
      assertThat(line.indexOf('v')).isEqualTo(sorted.get(i));
      for (int left : sorted.subList(0, i)) {
        assertThat(line.charAt(left)).isEqualTo('|');
      }
    }
  }
}
