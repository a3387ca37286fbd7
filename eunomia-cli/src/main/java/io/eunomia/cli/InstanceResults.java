package io.eunomia.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.archimedes.control.client.Acknowledgement;
import io.eunomia.archimedes.control.client.InstanceResult;
import io.eunomia.archimedes.control.client.InstanceStatus;
import io.eunomia.testkit.report.Words;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints what came of asking instances. */
final class InstanceResults {
  // As much of a digest as people compare: "sha256:" and twelve digits.
  private static final int SHORT_DIGEST = 19;

  private InstanceResults() {}

  /** A line an instance. */
  static void text(List<InstanceResult> results, PrintWriter out) {
    int width =
        results.stream().mapToInt(each -> each.instance().toString().length()).max().orElse(1);
    for (InstanceResult result : results) {
      out.printf(
          "%-" + width + "s  %-11s  %s%n",
          result.instance(),
          name(result),
          Words.printable(what(result)));
    }
  }

  /** The same for programs. */
  static ObjectNode json(List<InstanceResult> results) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode instances = json.putArray("instances");
    for (InstanceResult result : results) {
      ObjectNode each =
          instances
              .addObject()
              .put("instance", result.instance().toString())
              .put("outcome", name(result))
              .put("attempts", result.attempts())
              .put("took_ms", result.took().toMillis());
      if (result.code() != null) {
        each.put("code", result.code()).put("message", result.message());
      }
      Acknowledgement done = result.acknowledgement();
      if (done != null) {
        each.put("digest", done.digest())
            .put("version", done.version())
            .put("previous_digest", done.previousDigest())
            .put("activation_ms", done.took().toMillis());
      }
      InstanceStatus status = result.status();
      if (status != null) {
        each.set("status", status(status));
      }
    }
    return json;
  }

  private static ObjectNode status(InstanceStatus status) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("service", status.service())
            .put("instance", status.instance())
            .put("state", status.state())
            .put("ready", status.ready());
    InstanceStatus.Active active = status.active();
    if (active != null) {
      json.putObject("active")
          .put("digest", active.digest())
          .put("version", active.version())
          .put("revision", active.revision())
          .put("sequence", active.sequence())
          .put("activated_at", active.activatedAt())
          .put("source", active.source());
    }
    json.put("previous_digest", status.previousDigest());
    json.putObject("decisions")
        .put("allowed", status.allowed())
        .put("denied", status.denied())
        .put("errors", status.errors());
    ArrayNode problems = json.putArray("problems");
    for (InstanceStatus.Problem problem : status.problems()) {
      problems
          .addObject()
          .put("component", problem.component())
          .put("code", problem.code())
          .put("message", problem.message());
    }
    return json;
  }

  private static String what(InstanceResult result) {
    Acknowledgement done = result.acknowledgement();
    if (done != null) {
      return policy(done.version(), done.digest()) + "  " + Words.time(done.took());
    }
    InstanceStatus status = result.status();
    return status == null ? result.code() + ": " + result.message() : describe(status);
  }

  private static String describe(InstanceStatus status) {
    List<String> parts = new ArrayList<>();
    parts.add(status.service() + " " + status.instance());
    parts.add(status.state());
    InstanceStatus.Active active = status.active();
    parts.add(active == null ? "no policy" : policy(active.version(), active.digest()));
    parts.add(
        "%d allowed, %d denied, %d errors"
            .formatted(status.allowed(), status.denied(), status.errors()));
    for (InstanceStatus.Problem problem : status.problems()) {
      parts.add(problem.component() + " " + problem.code() + ": " + problem.message());
    }
    return String.join("  ", parts);
  }

  private static String policy(String version, String digest) {
    String start = digest.substring(0, Math.min(SHORT_DIGEST, digest.length()));
    return version.isEmpty() ? start : version + "  " + start;
  }

  private static String name(InstanceResult result) {
    return result.outcome().name().toLowerCase(Locale.ROOT);
  }
}
