package io.eunomia.archimedes.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eunomia.archimedes.audit.AuditEvent.Outcome;
import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyDecision.PolicyIdentity;
import io.eunomia.policy.PolicyInput;
import java.util.Map;
import java.util.Set;

/** What an event says of a decision. */
final class DecisionEvent {
  private DecisionEvent() {}

  static AuditEvent.Builder of(
      PolicyInput input, PolicyDecision decision, long sequence, AuditFields shown) {
    AuditEvent.Builder event =
        AuditEvent.builder(
            decision.allowed()
                ? AuditEvent.Type.AUTHORIZATION_ALLOWED
                : AuditEvent.Type.AUTHORIZATION_DENIED,
            input.service(),
            actor(input.caller()),
            decision.allowed() ? Outcome.SUCCESS : Outcome.DENIED);
    PolicyIdentity policy = decision.policy();
    if (policy != null) {
      event.policy(policy, sequence);
    }
    return event.more(members(input, decision)).details(values(input, shown));
  }

  private static ObjectNode members(PolicyInput input, PolicyDecision decision) {
    ObjectNode more =
        JsonNodeFactory.instance
            .objectNode()
            .put("operation_id", BoundedJson.text(input.operationId()));
    more.putObject("caller")
        .put("type", input.caller().type())
        .put("id", BoundedJson.text(input.caller().id()));
    more.put("decision_id", decision.decisionId().toString())
        .put("request_id", BoundedJson.text(input.requestId()));
    more.set("reasons", BoundedJson.texts(decision.reasons()));
    return more.put("cause", decision.cause().json())
        .put("evaluation_time_ns", decision.evaluationTimeNs());
  }

  private static ObjectNode values(PolicyInput input, AuditFields shown) {
    ObjectNode details = JsonNodeFactory.instance.objectNode();
    if (!shown.headers().isEmpty()) {
      show("headers", shown.headers(), input, details);
    }
    if (!shown.context().isEmpty()) {
      show("context", shown.context(), input, details);
    }
    return details;
  }

  private static void show(String field, Set<String> names, PolicyInput input, ObjectNode details) {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> member : input.toJson().path(field).properties()) {
      if (names.contains(member.getKey())) {
        values.set(member.getKey(), member.getValue());
      }
    }
    if (!values.isEmpty()) {
      details.set(field, values);
    }
  }

  private static String actor(Caller caller) {
    return caller instanceof Caller.User || caller instanceof Caller.ApiKey
        ? caller.type() + ":" + caller.id()
        : caller.id();
  }
}
