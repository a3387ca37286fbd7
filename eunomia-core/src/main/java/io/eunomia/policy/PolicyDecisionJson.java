package io.eunomia.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.policy.PolicyDecision.Cause;
import io.eunomia.policy.PolicyDecision.PolicyIdentity;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decisions in JSON. */
final class PolicyDecisionJson {
  private PolicyDecisionJson() {}

  static ObjectNode write(PolicyDecision decision) {
    ObjectNode json =
        JsonNodeFactory.instance
            .objectNode()
            .put("allowed", decision.allowed())
            .put("cause", decision.cause().json());
    decision.reasons().forEach(json.putArray("reasons")::add);
    PolicyIdentity policy = decision.policy();
    if (policy != null) {
      json.putObject("policy")
          .put("service", policy.service())
          .put("version", policy.version())
          .put("revision", policy.revision())
          .put("digest", policy.digest());
    }
    return json.put("decision_id", decision.decisionId().toString())
        .put("evaluation_time_ns", decision.evaluationTimeNs());
  }

  static PolicyDecision read(JsonNode json) {
    Fields fields = Fields.of("", json);
    JsonNode allowed = fields.required("allowed");
    if (!allowed.isBoolean()) {
      throw new PolicyInputException("allowed", "must be a boolean");
    }
    JsonNode time = fields.required("evaluation_time_ns");
    if (!time.isIntegralNumber() || !time.canConvertToLong()) {
      throw new PolicyInputException("evaluation_time_ns", "must be an integer");
    }
    return new PolicyDecision(
        allowed.booleanValue(),
        cause(fields.string("cause")),
        fields.strings("reasons"),
        identity(fields.get("policy")),
        uuid(fields.string("decision_id")),
        time.longValue());
  }

  private static @Nullable PolicyIdentity identity(@Nullable JsonNode json) {
    if (json == null) {
      return null;
    }
    Fields fields = Fields.of("policy", json);
    return new PolicyIdentity(
        fields.string("service"),
        fields.string("version"),
        fields.string("revision"),
        fields.string("digest"));
  }

  private static Cause cause(String text) {
    return Arrays.stream(Cause.values())
        .filter(cause -> cause.json().equals(text))
        .findFirst()
        .orElseThrow(() -> new PolicyInputException("cause", "'" + text + "' is not known"));
  }

  private static UUID uuid(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new PolicyInputException("decision_id", "must be a UUID");
    }
  }
}
