package io.eunomia.archimedes.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.archimedes.Activation;
import io.eunomia.archimedes.RuntimeStatus;
import java.util.Locale;

/** What the control plane answers, in JSON. */
final class Answers {
  private Answers() {}

  /** What an activation or a rollback did. */
  static ObjectNode activation(Activation done) {
    return object()
        .put("status", done.status().name().toLowerCase(Locale.ROOT))
        .put("digest", done.active().digest())
        .put("version", done.active().version())
        .put("previous_digest", done.previousDigest())
        .put("activation_ms", done.took().toMillis());
  }

  /** How a runtime is; {@code active} and {@code previous} are null if there is none. */
  static ObjectNode status(RuntimeStatus status) {
    ObjectNode json = object().put("service", status.service()).put("instance", status.instance());
    RuntimeStatus.Policy active = status.active();
    if (active == null) {
      json.putNull("active");
    } else {
      json.putObject("active")
          .put("digest", active.identity().digest())
          .put("version", active.identity().version())
          .put("revision", active.identity().revision())
          .put("sequence", active.sequence())
          .put("activated_at", active.activatedAt().toString())
          .put("source", active.source().json());
    }
    if (status.previousDigest() == null) {
      json.putNull("previous");
    } else {
      json.putObject("previous").put("digest", status.previousDigest());
    }
    json.putObject("decisions")
        .put("allowed", status.decisions().allowed())
        .put("denied", status.decisions().denied())
        .put("errors", status.decisions().errors());
    RuntimeStatus.Health health = status.health();
    ArrayNode problems =
        json.putObject("health")
            .put("state", health.state().json())
            .put("ready", health.ready())
            .putArray("problems");
    for (RuntimeStatus.Problem problem : health.problems()) {
      problems
          .addObject()
          .put("component", problem.component())
          .put("code", problem.code())
          .put("message", problem.message());
    }
    return json;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
