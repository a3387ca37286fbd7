package io.eunomia.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.policy.build.CompilerVersion;
import io.eunomia.rego.analysis.Check;
import io.eunomia.rego.analysis.Finding;
import io.eunomia.rego.analysis.PolicyAnalysis;
import io.eunomia.rego.source.Diagnostic;
import io.eunomia.rego.source.Severity;
import io.eunomia.rego.source.Span;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings in the format of SARIF 2.1.0, for programs that show what many tools find. */
final class Sarif {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final ArrayNode rules = JSON.arrayNode();

  private Sarif() {}

  /** A log of one run. What is ignored is in it, with the reason. */
  static ObjectNode of(List<Finding> findings) {
    return new Sarif().log(findings);
  }

  private ObjectNode log(List<Finding> findings) {
    for (Check check : PolicyAnalysis.checks()) {
      rule(check.code(), check.severity())
          .putObject("shortDescription")
          .put("text", check.summary());
    }
    ArrayNode results = JSON.arrayNode();
    findings.forEach(finding -> results.add(result(finding)));
    ObjectNode log = JSON.objectNode().put("$schema", SCHEMA).put("version", "2.1.0");
    ObjectNode run = log.putArray("runs").addObject();
    run.putObject("tool")
        .putObject("driver")
        .put("name", "eunomia")
        .put("semanticVersion", CompilerVersion.version())
        .set("rules", rules);
    run.put("columnKind", "unicodeCodePoints").set("results", results);
    return log;
  }

  private ObjectNode rule(String code, Severity severity) {
    numbers.put(code, rules.size());
    ObjectNode rule = rules.addObject().put("id", code);
    rule.putObject("defaultConfiguration").put("level", level(severity));
    ErrorPage.of(code)
        .ifPresent(
            page ->
                rule.putObject("help")
                    .put("text", page.summary())
                    .put("markdown", page.markdown()));
    return rule;
  }

  private static String level(Severity severity) {
    return severity == Severity.ERROR ? "error" : "warning";
  }

  private ObjectNode result(Finding finding) {
    Diagnostic found = finding.diagnostic();
    if (!numbers.containsKey(found.code())) {
      rule(found.code(), found.severity());
    }
    ObjectNode result =
        JSON.objectNode()
            .put("ruleId", found.code())
            .put("ruleIndex", numbers.get(found.code()))
            .put("level", level(found.severity()));
    String hint = found.hint() == null ? "" : "\nhint: " + found.hint();
    result.putObject("message").put("text", found.message() + hint);
    result.putArray("locations").addObject().set("physicalLocation", physical(found.span()));
    for (int i = 0; i < found.notes().size(); i++) {
      Diagnostic.Note note = found.notes().get(i);
      ObjectNode related = result.withArray("relatedLocations").addObject().put("id", i + 1);
      related.set("physicalLocation", physical(note.span()));
      related.putObject("message").put("text", note.message());
    }
    if (finding.isIgnored()) {
      result
          .putArray("suppressions")
          .addObject()
          .put("kind", "inSource")
          .put("justification", finding.ignoredBecause());
    }
    if (finding.example() != null) {
      result.putObject("properties").set("example", DiagnosticsJson.of(finding.example()));
    }
    return result;
  }

  private static ObjectNode physical(Span span) {
    ObjectNode location = JSON.objectNode();
    location.putObject("artifactLocation").put("uri", uri(span.source().name()));
    location
        .putObject("region")
        .put("startLine", span.line())
        .put("startColumn", span.column())
        .put("endLine", span.source().line(span.end()))
        .put("endColumn", span.source().column(span.end()));
    return location;
  }

  /** A relative path stays one: whoever reads it knows what it is relative to. */
  private static String uri(String file) {
    Path path = Path.of(file);
    if (path.isAbsolute()) {
      return path.toUri().toString();
    }
    try {
      return new URI(null, null, path.toString().replace('\\', '/'), null).toASCIIString();
    } catch (URISyntaxException e) {
      // A name such as "a:b" is no path of a URI by itself.
      return path.toUri().toString();
    }
  }
}
