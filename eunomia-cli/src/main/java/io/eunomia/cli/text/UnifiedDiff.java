package io.eunomia.cli.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What was changed in a text, as {@code diff -u} prints it and {@code patch} reads it.
 *
 * <p>The shortest way from one text to the other is looked for; where more than a thousand lines
 * are changed, all between the first and the last of them is shown as changed.
 */
public final class UnifiedDiff {
  private static final int CONTEXT = 3;
  private static final int MOST_CHANGES = 1_000;

  private final List<String> before;
  private final List<String> after;

  private UnifiedDiff(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
  }

  /**
   * A line of both texts ({@code ' '}), of the first ({@code '-'}) or of the second ({@code '+'}).
   *
   * @param before how many lines of the first text come before it
   * @param after how many lines of the second text come before it
   */
  private record Line(char sign, String text, int before, int after) {}

  /** The difference between two texts of one name; empty if there is none. */
  public static String of(String name, String before, String after) {
    if (before.equals(after)) {
      return "";
    }
    List<Line> lines = new UnifiedDiff(lines(before), lines(after)).lines();
    StringBuilder out = new StringBuilder();
    out.append("--- ").append(name).append("\n+++ ").append(name).append('\n');
    int i = 0;
    while (i < lines.size()) {
      if (lines.get(i).sign == ' ') {
        i++;
      } else {
        int end = endOfHunk(lines, i);
        hunk(lines.subList(Math.max(0, i - CONTEXT), Math.min(lines.size(), end + CONTEXT)), out);
        i = end;
      }
    }
    return out.toString();
  }

  /** The end of the changes that are too close to each other to be shown apart. */
  private static int endOfHunk(List<Line> lines, int start) {
    int end = start;
    for (int i = start; i < lines.size() && i <= end + 2 * CONTEXT; i++) {
      if (lines.get(i).sign != ' ') {
        end = i + 1;
      }
    }
    return end;
  }

  private static void hunk(List<Line> lines, StringBuilder out) {
    long removed = lines.stream().filter(line -> line.sign != '+').count();
    long added = lines.stream().filter(line -> line.sign != '-').count();
    out.append("@@ -").append(range(lines.get(0).before, removed));
    out.append(" +").append(range(lines.get(0).after, added)).append(" @@\n");
    for (Line line : lines) {
      out.append(line.sign).append(line.text);
      out.append(line.text.endsWith("\n") ? "" : "\n\\ No newline at end of file\n");
    }
  }

  private static String range(int before, long count) {
    long first = count == 0 ? before : before + 1L;
    return count == 1 ? Long.toString(first) : first + "," + count;
  }

  /** Lines with their line breaks. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start) + 1;
      end = end == 0 ? text.length() : end;
      lines.add(text.substring(start, end));
      start = end;
    }
    return lines;
  }

  /** All lines of both texts, in order. */
  private List<Line> lines() {
    int[] partners = partners();
    List<Line> lines = new ArrayList<>();
    int j = 0;
    for (int i = 0; i < before.size(); i++) {
      if (partners[i] < 0) {
        lines.add(new Line('-', before.get(i), i, j));
        continue;
      }
      while (j < partners[i]) {
        lines.add(new Line('+', after.get(j), i, j++));
      }
      lines.add(new Line(' ', before.get(i), i, j++));
    }
    while (j < after.size()) {
      lines.add(new Line('+', after.get(j), before.size(), j++));
    }
    return lines;
  }

  /** For each line of the first text the one of the second that it became; -1 if there is none. */
  private int[] partners() {
    int[] partners = new int[before.size()];
    Arrays.fill(partners, -1);
    int shorter = Math.min(before.size(), after.size());
    int start = 0;
    while (start < shorter && before.get(start).equals(after.get(start))) {
      partners[start] = start;
      start++;
    }
    int same = 0;
    int shift = after.size() - before.size();
    for (int i = before.size() - 1; same < shorter - start; i--, same++) {
      if (!before.get(i).equals(after.get(i + shift))) {
        break;
      }
      partners[i] = i + shift;
    }
    between(start, before.size() - same, after.size() - same, partners);
    return partners;
  }

  /**
   * Finds partners between two places by Myers' greedy algorithm: for each number of changes, how
   * far one comes with so many on each diagonal.
   */
  private void between(int start, int beforeEnd, int afterEnd, int[] partners) {
    int lengthBefore = beforeEnd - start;
    int lengthAfter = afterEnd - start;
    int most = Math.min(MOST_CHANGES, lengthBefore + lengthAfter);
    int[] furthest = new int[2 * most + 3];
    List<int[]> steps = new ArrayList<>();
    for (int changes = 0; changes <= most; changes++) {
      steps.add(furthest.clone());
      for (int diagonal = -changes; diagonal <= changes; diagonal += 2) {
        int x = furthest[most + 1 + source(furthest, most, diagonal, changes)];
        x += source(furthest, most, diagonal, changes) < diagonal ? 1 : 0;
        while (x < lengthBefore
            && x - diagonal < lengthAfter
            && before.get(start + x).equals(after.get(start + x - diagonal))) {
          x++;
        }
        furthest[most + 1 + diagonal] = x;
        if (x >= lengthBefore && x - diagonal >= lengthAfter) {
          back(start, lengthBefore, lengthAfter, steps, most, partners);
          return;
        }
      }
    }
  }

  /** The diagonal from which one comes to another one with a change. */
  private static int source(int[] furthest, int most, int diagonal, int changes) {
    boolean down =
        diagonal == -changes
            || (diagonal != changes && furthest[most + diagonal] < furthest[most + 2 + diagonal]);
    return down ? diagonal + 1 : diagonal - 1;
  }

  private static void back(
      int start, int lengthBefore, int lengthAfter, List<int[]> steps, int most, int[] partners) {
    int x = lengthBefore;
    int y = lengthAfter;
    for (int changes = steps.size() - 1; changes >= 0; changes--) {
      int[] furthest = steps.get(changes);
      int diagonal = source(furthest, most, x - y, changes);
      int fromX = changes == 0 ? 0 : furthest[most + 1 + diagonal];
      int fromY = changes == 0 ? 0 : fromX - diagonal;
      while (x > fromX && y > fromY) {
        x--;
        y--;
        partners[start + x] = start + y;
      }
      x = fromX;
      y = fromY;
    }
  }
}
