package io.eunomia.rego.source;

/**
 * A stretch of a source.
 *
 * @param source the file
 * @param start the offset of the first character
 * @param end the offset after the last character
 */
public record Span(SourceText source, int start, int end) {
  /** The line of the first character, from 1. */
  public int line() {
    return source.line(start);
  }

  /** The column of the first character in code points, from 1. */
  public int column() {
    return source.column(start);
  }

  /** The characters themselves. */
  public String text() {
    return source.text().substring(start, end);
  }

  /** From the start of this span to the end of another one of the same source. */
  public Span to(Span last) {
    return new Span(source, start, Math.max(end, last.end));
  }

  @Override
  public String toString() {
    return source.name() + ":" + line() + ":" + column();
  }
}
