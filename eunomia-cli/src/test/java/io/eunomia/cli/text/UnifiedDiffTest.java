package io.eunomia.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class UnifiedDiffTest {
  private static final Pattern HUNK =
      Pattern.compile("@@ -(\\d+)(?:,(\\d+))? \\+(\\d+)(?:,(\\d+))? @@\n");

  @Test
  void whenTextsAreTheSame_thenThereIsNothing() {
    assertThat(UnifiedDiff.of("f", "a\n", "a\n")).isEmpty();
  }

  @Test
  void whenLinesAreChanged_thenTheyAreShownWithThoseAroundThem() {
    String before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
    assertThat(UnifiedDiff.of("f", before, before.replace("5\n", "five\n")))
        .isEqualTo("--- f\n+++ f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
  }

  @Test
  void whenChangesAreFarApart_thenTheyAreShownApart() {
    String before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
    assertThat(UnifiedDiff.of("f", before, before.replace("1\n", "").replace("9\n", "9\n10\n")))
        .isEqualTo(
            "--- f\n+++ f\n@@ -1,4 +1,3 @@\n-1\n 2\n 3\n 4\n@@ -7,3 +6,4 @@\n 7\n 8\n 9\n+10\n");
  }

  @Test
  void whenTheLastLineHasNoEnd_thenThatIsSaid() {
    assertThat(UnifiedDiff.of("f", "a", "a\n"))
        .isEqualTo("--- f\n+++ f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");
    assertThat(UnifiedDiff.of("f", "", "a\n")).isEqualTo("--- f\n+++ f\n@@ -0,0 +1 @@\n+a\n");
  }

  @Test
  void whenTextsAreRandom_thenApplyingTheDifferenceToTheFirstGivesTheSecond() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      String before = text(random, random.nextInt(40));
      String after = text(random, random.nextInt(40));
      assertThat(apply(before, UnifiedDiff.of("f", before, after))).isEqualTo(after);
    }
  }

  @Test
  void whenAllIsChanged_thenItIsShownSoInBoundedTime() {
    String before = "a\n".repeat(50_000);
    String after = "b\n".repeat(50_000);
    assertThat(apply(before, UnifiedDiff.of("f", before, after))).isEqualTo(after);
  }

  private static String text(Random random, int lines) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      text.append((char) ('a' + random.nextInt(4))).append('\n');
    }
    return text.toString();
  }

  /** Does what {@code patch} does. */
  private static String apply(String before, String diff) {
    if (diff.isEmpty()) {
      return before;
    }
    List<String> lines = new ArrayList<>(before.lines().toList());
    int shift = 0;
    List<MatchResult> hunks = HUNK.matcher(diff).results().toList();
    for (int i = 0; i < hunks.size(); i++) {
      MatchResult hunk = hunks.get(i);
      int end = i + 1 < hunks.size() ? hunks.get(i + 1).start() : diff.length();
      int count = hunk.group(2) == null ? 1 : Integer.parseInt(hunk.group(2));
      int place = Integer.parseInt(hunk.group(1)) - (count == 0 ? 0 : 1) + shift;
      for (String line : diff.substring(hunk.end(), end).lines().toList()) {
        if (line.startsWith("+")) {
          lines.add(place++, line.substring(1));
          shift++;
        } else {
          assertThat(lines.get(place)).isEqualTo(line.substring(1));
          if (line.startsWith("-")) {
            lines.remove(place);
            shift--;
          } else {
            place++;
          }
        }
      }
    }
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }
}
