package io.eunomia.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.policy.EntrypointConvention;
import io.eunomia.policy.PolicyInput;
import io.eunomia.testkit.diff.Decided;
import io.eunomia.testkit.diff.DecisionChange;
import io.eunomia.testkit.diff.Definition;
import io.eunomia.testkit.diff.DefinitionChange;
import io.eunomia.testkit.diff.DiffReport;
import io.eunomia.testkit.diff.StructureChange;
import io.eunomia.testkit.report.Words;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code eunomia diff} found, for people. */
final class DiffText {
  private static final int LONGEST = 160;
  private static final Map<String, String> ORDINARY =
      Map.of("method", "GET", "path", "/", "environment", PolicyInput.DEFAULT_ENVIRONMENT);

  private final PrintWriter out;
  private final int limit;

  DiffText(PrintWriter out, int limit) {
    this.out = out;
    this.limit = limit;
  }

  void print(EntrypointConvention service, DiffReport report, @Nullable String file) {
    structure(report.structure());
    DiffReport.Counts counts = report.counts();
    out.println(
        Words.count(counts.asked(), "request")
            + " to "
            + service.service()
            + (file == null
                ? ", made of what its policies look at"
                : " of " + Words.printable(file)));
    out.printf("  %7d  denied before, allowed now%n", counts.allowedNow());
    out.printf("  %7d  allowed before, denied now%n", counts.allowedBefore());
    out.printf("  %7d  denied for other reasons%n", counts.deniedOtherwise());
    out.printf("  %7d  as before%n", counts.same());
    report.changes().stream().limit(limit).forEach(this::change);
    more(report.changes().size(), "kinds of requests");
    report.notes().forEach(note -> out.println("note: " + Words.printable(note)));
  }

  private void structure(List<StructureChange> changes) {
    String kind = "";
    for (StructureChange.Kind each : StructureChange.Kind.values()) {
      List<StructureChange> ofKind = changes.stream().filter(c -> c.kind() == each).toList();
      for (StructureChange change : ofKind.stream().limit(limit).toList()) {
        String label = each.name().toLowerCase(Locale.ROOT);
        out.printf("%-11s %s%n", label.equals(kind) ? "" : label, line(change));
        kind = label;
      }
      more(ofKind.size(), each.name().toLowerCase(Locale.ROOT));
    }
    if (!changes.isEmpty()) {
      out.println();
    }
  }

  private static String line(StructureChange change) {
    String name = Words.printable(change.name());
    String before = change.before() == null ? "" : shortened(change.before());
    String after = change.after() == null ? "" : shortened(change.after());
    return switch (change.verb()) {
      case "added" -> "+ " + name + "  " + after;
      case "removed" -> "- " + name + "  " + before;
      default -> "~ " + name + "  " + (before.equals(after) ? after : both(before, after));
    };
  }

  private static String both(String before, String after) {
    return (before.isEmpty() ? "none" : before) + " → " + (after.isEmpty() ? "none" : after);
  }

  private void change(DecisionChange change) {
    out.println();
    out.println(
        (change.after().allowed() ? "denied before, allowed now" : "allowed before, denied now")
            + ": "
            + Words.count(change.count(), "request")
            + (change.count() == 1 ? "" : ", such as")
            + (change.places().isEmpty() ? "" : "  " + Words.list(change.places())));
    out.println("  " + Words.printable(shown(change.input()).toString()));
    decided("before", change.before(), change.decidedBefore());
    decided("now", change.after(), change.decidedAfter());
    String label = "because";
    for (DefinitionChange cause : change.causes()) {
      line(label, sign(cause.kind()) + " " + definition(cause.definition()) + edited(cause));
      label = "";
    }
  }

  private void decided(String label, Decided decided, List<Definition> definitions) {
    line(
        label,
        (decided.allowed() ? "allowed" : "denied, " + decided.cause().json())
            + (decided.reasons().isEmpty() ? "" : ": " + String.join("; ", decided.reasons())));
    definitions.forEach(definition -> line("", "  " + definition(definition)));
  }

  private void line(String label, String text) {
    out.printf("  %-8s %s%n", label, Words.printable(text));
  }

  private void more(int count, String what) {
    if (count > limit) {
      out.printf("… and %d more: %s%n", count - limit, what);
    }
  }

  private static String sign(DefinitionChange.Kind kind) {
    return switch (kind) {
      case HOLDS_NOW -> "+";
      case HELD_BEFORE -> "-";
      case OTHER_VALUE -> "~";
    };
  }

  private static String edited(DefinitionChange cause) {
    return cause.edited()
        ? cause.kind() == DefinitionChange.Kind.HELD_BEFORE ? "  (not there now)" : "  (new)"
        : "";
  }

  private static String definition(Definition definition) {
    return definition.place() + "  " + shortened(definition.text());
  }

  private static String shortened(String text) {
    String line =
        text.replaceAll("\\{\\s*\\R\\s*", "{ ")
            .replaceAll("\\s*\\R}", " }")
            .replaceAll("\\s*\\R\\s*", "; ");
    return Words.printable(line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line);
  }

  /** The input without what is the same in most. */
  private static JsonNode shown(JsonNode input) {
    if (!(input instanceof ObjectNode object)) {
      return input;
    }
    ObjectNode shown = object.deepCopy();
    shown.remove(List.of("service", "timestamp", "request_id"));
    ORDINARY.forEach(
        (field, value) -> {
          if (shown.path(field).asText().equals(value)) {
            shown.remove(field);
          }
        });
    return shown;
  }
}
