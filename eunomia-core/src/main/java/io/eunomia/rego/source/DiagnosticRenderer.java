package io.eunomia.rego.source;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Renders diagnostics for people: the line, the source line below it and a caret under the place.
 */
public final class DiagnosticRenderer {
  private static final int MAX_LINE = 160;

  private DiagnosticRenderer() {}

  /** One diagnostic as text of two to four lines, each ended by a newline. */
  public static String render(Diagnostic diagnostic) {
    return diagnostic + "\n" + excerpt(diagnostic);
  }

  /** What is shown below the message: the source line, the caret and the hint, or nothing. */
  public static String excerpt(Diagnostic diagnostic) {
    Span span = diagnostic.span();
    StringBuilder out = new StringBuilder();
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
    if (diagnostic.hint() != null) {
      out.append("    hint: ").append(diagnostic.hint()).append('\n');
    }
    return out.toString();
  }

  /** All of them, in order. */
  public static String render(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(DiagnosticRenderer::render).collect(Collectors.joining());
  }
}
