package io.eunomia.rego.source;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Renders diagnostics for people: the line, the source line below it and a caret under the place.
 */
public final class DiagnosticRenderer {
  private static final int MAX_LINE = 160;

  private DiagnosticRenderer() {}

  /**
   * One diagnostic as text of one to four lines, and one to three more for each of its notes, each
   * ended by a newline.
   */
  public static String render(Diagnostic diagnostic) {
    return diagnostic + "\n" + excerpt(diagnostic);
  }

  /**
   * What is shown below the message, each line ended by a newline: the source line, the caret, the
   * notes and the hint, as far as there are such.
   */
  public static String excerpt(Diagnostic diagnostic) {
    StringBuilder out = new StringBuilder();
    source(diagnostic.span(), out);
    for (Diagnostic.Note note : diagnostic.notes()) {
      out.append(note.span()).append(": note: ").append(note.message()).append('\n');
      source(note.span(), out);
    }
    if (diagnostic.hint() != null) {
      out.append("    hint: ").append(diagnostic.hint()).append('\n');
    }
    return out.toString();
  }

  private static void source(Span span, StringBuilder out) {
    String line = span.source().lineText(span.line());
    if (!line.isBlank() && line.length() <= MAX_LINE) {
      int column = span.column() - 1;
      int length = line.codePointCount(0, line.length());
      int wanted = Character.codePointCount(span.text(), 0, span.text().length());
      int width = Math.max(1, Math.min(wanted, length - column));
      out.append("    ").append(line).append('\n').append("    ");
      line.codePoints().limit(column).forEach(c -> out.append(c == '\t' ? '\t' : ' '));
      out.append("^".repeat(width)).append('\n');
    }
  }

  /** All of them, in order. */
  public static String render(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(DiagnosticRenderer::render).collect(Collectors.joining());
  }
}
