package io.eunomia.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Span;
import java.util.List;
import java.util.Locale;

/** Diagnostics for programs. */
final class DiagnosticsJson {
  private DiagnosticsJson() {}

  static ArrayNode of(List<Diagnostic> diagnostics) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Diagnostic diagnostic : diagnostics) {
      Span span = diagnostic.span();
      ObjectNode json =
          array
              .addObject()
              .put("code", diagnostic.code())
              .put("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT))
              .put("message", diagnostic.message());
      if (diagnostic.hint() != null) {
        json.put("hint", diagnostic.hint());
      }
      json.putObject("location")
          .put("file", span.source().name())
          .put("line", span.line())
          .put("column", span.column())
          .put("end_line", span.source().line(span.end()))
          .put("end_column", span.source().column(span.end()));
    }
    return array;
  }
}
