package io.eunomia.archimedes.engine.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StringTableTest {
  private final StringTable table = new StringTable();

  private static int find(StringTable table, String ascii) {
    byte[] bytes = ("<" + ascii + ">").getBytes(StandardCharsets.US_ASCII);
    return table.find(bytes, 1, bytes.length - 1, ascii.hashCode());
  }

  @Test
  void whenNothingWasAdded_thenNothingIsFound() {
    assertThat(table.find("")).isZero();
    assertThat(find(table, "a")).isZero();
  }

  @Test
  void whenTextsHaveTheSameHash_thenEachIsFound() {
    table.add("AaAa", 8);
    table.add("BBBB", 16);
    table.add("AaBB", 24);
    assertThat(List.of(table.find("AaAa"), table.find("BBBB"), table.find("AaBB")))
        .containsExactly(8, 16, 24);
    assertThat(table.find("BBAa")).isZero();
    assertThat(find(table, "BBBB")).isEqualTo(16);
    assertThat(find(table, "BBAa")).isZero();
  }

  @Test
  void whenManyTextsHaveTheSameHash_thenThoseThatWouldTakeLongAreNotKept() {
    int found = 0;
    for (int i = 0; i < 1024; i++) {
      StringBuilder text = new StringBuilder();
      for (int bit = 0; bit < 10; bit++) {
        text.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      table.add(text.toString(), 8 * (i + 1));
      found += table.find(text.toString()) == 0 ? 0 : 1;
    }
    assertThat(found).isBetween(1, 64);
  }

  @Test
  void whenATextIsNotUnicodeOrLong_thenItIsNotKept() {
    table.add("a\ud800", 8);
    table.add("x".repeat(300), 16);
    assertThat(table.find("a\ud800")).isZero();
    assertThat(table.find("x".repeat(300))).isZero();
  }

  @Test
  void whenThereAreTooMany_thenTheFirstAreKept() {
    for (int i = 1; i <= 20_000; i++) {
      table.add("text " + i, 8 * i);
    }
    assertThat(table.find("text 1")).isEqualTo(8);
    assertThat(table.find("text 20000")).isZero();
  }

  @Property(tries = 200)
  void whenTextsAreAdded_thenJustTheyAreFound(
      @ForAll @Size(max = 200) List<@AlphaChars String> added,
      @ForAll @Size(max = 50) List<@AlphaChars String> others) {
    StringTable filled = new StringTable();
    Map<String, Integer> expected = new HashMap<>();
    for (String text : added) {
      if (expected.putIfAbsent(text, 8 * (expected.size() + 1)) == null) {
        filled.add(text, 8 * expected.size());
      }
    }
    expected.forEach(
        (text, ref) -> {
          assertThat(filled.find(text)).isEqualTo(text.length() > 256 ? 0 : ref);
          assertThat(find(filled, text)).isEqualTo(filled.find(text));
        });
    for (String text : others) {
      assertThat(filled.find(text)).isIn(0, expected.getOrDefault(text, 0));
    }
  }
}
