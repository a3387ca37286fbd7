package io.eunomia.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.rego.analysis.Finding;
import io.eunomia.rego.analysis.logic.Example;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Span;
import java.util.List;
import java.util.Locale;

/** Diagnostics for programs. */
final class DiagnosticsJson {
  private DiagnosticsJson() {}

  static ArrayNode of(List<Diagnostic> diagnostics) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    diagnostics.forEach(diagnostic -> array.add(of(diagnostic)));
    return array;
  }

  /** Findings, those that are ignored apart from the others. */
  static ObjectNode ofFindings(List<Finding> findings) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode shown = json.putArray("diagnostics");
    ArrayNode ignored = JsonNodeFactory.instance.arrayNode();
    for (Finding finding : findings) {
      ObjectNode found = of(finding.diagnostic());
      if (finding.example() != null) {
        found.set("example", of(finding.example()));
      }
      if (finding.isIgnored()) {
        ignored.add(found.put("reason", finding.ignoredBecause()));
      } else {
        shown.add(found);
      }
    }
    if (!ignored.isEmpty()) {
      json.set("ignored", ignored);
    }
    return json;
  }

  /** What is to be evaluated to see it. */
  static ObjectNode of(Example example) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("query", example.query());
    if (example.input() != null) {
      json.set("input", example.input());
    }
    return json;
  }

  private static ObjectNode of(Diagnostic diagnostic) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("code", diagnostic.code())
            .put("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT))
            .put("message", diagnostic.message());
    if (diagnostic.hint() != null) {
      json.put("hint", diagnostic.hint());
    }
    json.set("location", of(diagnostic.span()));
    if (!diagnostic.notes().isEmpty()) {
      ArrayNode related = json.putArray("related");
      for (Diagnostic.Note note : diagnostic.notes()) {
        related.addObject().put("message", note.message()).set("location", of(note.span()));
      }
    }
    return json;
  }

  private static ObjectNode of(Span span) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("file", span.source().name())
        .put("line", span.line())
        .put("column", span.column())
        .put("end_line", span.source().line(span.end()))
        .put("end_column", span.source().column(span.end()));
  }
}
