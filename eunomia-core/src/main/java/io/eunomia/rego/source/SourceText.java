package io.eunomia.rego.source;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * One file of text: its name as diagnostics print it, and its characters. Offsets are UTF-16
 * indexes into the text.
 *
 * <p>Immutable and thread-safe. The line table is built once, in time linear in the text.
 */
public final class SourceText {
  private final String name;
  private final String text;
  private final int[] lineStarts;

  private SourceText(String name, String text) {
    this.name = name;
    this.text = text;
    this.lineStarts =
        IntStream.concat(
                IntStream.of(0),
                IntStream.range(0, text.length())
                    .filter(i -> text.charAt(i) == '\n')
                    .map(i -> i + 1))
            .toArray();
  }

  /** A source of the given name and text. A byte order mark at its start is dropped. */
  public static SourceText of(String name, String text) {
    return new SourceText(name, text.startsWith("\uFEFF") ? text.substring(1) : text);
  }

  /** The file's name, as given. */
  public String name() {
    return name;
  }

  /** The whole text, without a byte order mark. */
  public String text() {
    return text;
  }

  /** The line of an offset, from 1. */
  public int line(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** The column of an offset in code points, from 1. */
  public int column(int offset) {
    int start = lineStarts[line(offset) - 1];
    return text.codePointCount(start, Math.min(offset, text.length())) + 1;
  }

  /** The text of a line (from 1), without its line break. */
  public String lineText(int line) {
    int start = lineStarts[line - 1];
    int end = line < lineStarts.length ? lineStarts[line] - 1 : text.length();
    String found = text.substring(start, end);
    return found.endsWith("\r") ? found.substring(0, found.length() - 1) : found;
  }

  /** The span between two offsets. */
  public Span span(int start, int end) {
    return new Span(this, start, end);
  }

  @Override
  public String toString() {
    return name;
  }
}
