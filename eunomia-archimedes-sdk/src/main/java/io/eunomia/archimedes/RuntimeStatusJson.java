package io.eunomia.archimedes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.archimedes.RuntimeStatus.Policy;
import io.eunomia.archimedes.RuntimeStatus.Problem;

/** The status in JSON: what the control plane and the health check answer. */
final class RuntimeStatusJson {
  private RuntimeStatusJson() {}

  static ObjectNode write(RuntimeStatus status) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("service", status.service())
            .put("instance", status.instance());
    Policy active = status.active();
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
    ObjectNode health =
        json.putObject("health")
            .put("state", status.health().state().json())
            .put("ready", status.health().ready());
    ArrayNode problems = health.putArray("problems");
    for (Problem problem : status.health().problems()) {
      problems
          .addObject()
          .put("component", problem.component())
          .put("code", problem.code())
          .put("message", problem.message());
    }
    return json;
  }
}
