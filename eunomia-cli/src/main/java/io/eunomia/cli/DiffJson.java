package io.eunomia.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.bundle.EunomiaMetadata;
import io.eunomia.testkit.diff.ComparedPolicy;
import io.eunomia.testkit.diff.Decided;
import io.eunomia.testkit.diff.DecisionChange;
import io.eunomia.testkit.diff.Definition;
import io.eunomia.testkit.diff.DefinitionChange;
import io.eunomia.testkit.diff.DiffReport;
import io.eunomia.testkit.diff.StructureChange;
import java.util.List;
import java.util.Locale;

/** What {@code eunomia diff} found, for programs. */
final class DiffJson {
  private DiffJson() {}

  static ObjectNode of(ComparedPolicy before, ComparedPolicy after, DiffReport report, int limit) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("service", after.service().service());
    policy(json.putObject("old"), before);
    policy(json.putObject("new"), after);
    ArrayNode structure = json.putArray("structure");
    report.structure().forEach(change -> structure(structure.addObject(), change));
    DiffReport.Counts counts = report.counts();
    json.putObject("decisions")
        .put("asked", counts.asked())
        .put("denied_to_allowed", counts.allowedNow())
        .put("allowed_to_denied", counts.allowedBefore())
        .put("denied_otherwise", counts.deniedOtherwise())
        .put("same", counts.same());
    ArrayNode changes = json.putArray("changes");
    report.changes().stream().limit(limit).forEach(c -> change(changes.addObject(), c));
    report.notes().forEach(json.putArray("notes")::add);
    return json;
  }

  private static void policy(ObjectNode json, ComparedPolicy policy) {
    json.put("name", policy.name()).put("revision", policy.bundle().manifest().revision());
    EunomiaMetadata metadata = policy.bundle().manifest().eunomia();
    if (metadata != null) {
      json.put("version", metadata.version()).put("sequence", metadata.sequence());
    }
  }

  private static void structure(ObjectNode json, StructureChange change) {
    json.put("kind", lower(change.kind())).put("name", change.name()).put("change", change.verb());
    if (change.before() != null) {
      json.put("before", change.before());
    }
    if (change.after() != null) {
      json.put("after", change.after());
    }
  }

  private static void change(ObjectNode json, DecisionChange change) {
    json.set("input", change.input());
    json.put("count", change.count());
    change.places().forEach(json.withArray("/places")::add);
    decided(json.putObject("before"), change.before(), change.decidedBefore());
    decided(json.putObject("after"), change.after(), change.decidedAfter());
    ArrayNode causes = json.putArray("causes");
    for (DefinitionChange cause : change.causes()) {
      ObjectNode entry =
          causes.addObject().put("change", lower(cause.kind())).put("edited", cause.edited());
      definition(entry, cause.definition());
    }
  }

  private static void decided(ObjectNode json, Decided decided, List<Definition> definitions) {
    json.put("allowed", decided.allowed()).put("cause", decided.cause().json());
    decided.reasons().forEach(json.putArray("reasons")::add);
    ArrayNode rules = json.putArray("definitions");
    definitions.forEach(definition -> definition(rules.addObject(), definition));
  }

  private static void definition(ObjectNode json, Definition definition) {
    json.put("rule", definition.rule())
        .put("default", definition.isDefault())
        .putObject("location")
        .put("file", definition.file())
        .put("line", definition.line());
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
