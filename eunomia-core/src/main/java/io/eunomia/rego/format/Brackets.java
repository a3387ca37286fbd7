package io.eunomia.rego.format;

import io.eunomia.rego.source.Span;

/**
 * Finds the row that a closing bracket stands at, for the comments above it.
 *
 * <p>As OPA does, brackets are counted as they come, those in strings and comments too.
 */
final class Brackets {
  /** The row where there are no such brackets: no comment is above it. */
  static final int NONE = -1;

  private Brackets() {}

  /** The row of the bracket that closes the first one of its kind in a stretch of text. */
  static int closingRow(Span span, char open, char close) {
    return closingRow(span, 0, open, close);
  }

  /** The same for the first brackets behind those of another kind. */
  static int closingRowBehind(
      Span span, char skippedOpen, char skippedClose, char open, char close) {
    String text = span.source().text();
    int behind = matching(text, span.start(), span.end(), skippedOpen, skippedClose);
    return behind < 0 ? NONE : closingRow(span, behind + 1 - span.start(), open, close);
  }

  private static int closingRow(Span span, int offset, char open, char close) {
    String text = span.source().text();
    int first = span.start() + offset;
    int end = matching(text, first, span.end(), open, close);
    return end < 0 ? NONE : span.source().line(end);
  }

  private static int matching(String text, int start, int end, char open, char close) {
    int depth = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == open) {
        depth++;
      } else if (c == close && depth > 0 && --depth == 0) {
        return i;
      }
    }
    return -1;
  }
}
