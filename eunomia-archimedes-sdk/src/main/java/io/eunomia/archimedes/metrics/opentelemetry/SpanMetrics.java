package io.eunomia.archimedes.metrics.opentelemetry;

import io.eunomia.archimedes.metrics.RuntimeMetrics;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyDecision.PolicyIdentity;
import io.eunomia.policy.PolicyInput;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;

/**
 * Writes each decision to the span that is current in the thread that asks, if it is recorded.
 * Starts no span of its own: a decision takes less time than that. Thread-safe.
 */
public final class SpanMetrics implements RuntimeMetrics {
  private static final AttributeKey<String> DECISION = AttributeKey.stringKey("eunomia.decision");
  private static final AttributeKey<String> CAUSE = AttributeKey.stringKey("eunomia.cause");
  private static final AttributeKey<String> DECISION_ID =
      AttributeKey.stringKey("eunomia.decision_id");
  private static final AttributeKey<String> OPERATION_ID =
      AttributeKey.stringKey("eunomia.operation_id");
  private static final AttributeKey<String> VERSION =
      AttributeKey.stringKey("eunomia.policy.version");
  private static final AttributeKey<String> DIGEST =
      AttributeKey.stringKey("eunomia.policy.digest");

  @Override
  public void decided(PolicyInput input, PolicyDecision decision) {
    Span span = Span.current();
    if (!span.isRecording()) {
      return;
    }
    span.setAttribute(DECISION, decision.allowed() ? "allowed" : "denied")
        .setAttribute(CAUSE, decision.cause().json())
        .setAttribute(DECISION_ID, decision.decisionId().toString())
        .setAttribute(OPERATION_ID, input.operationId());
    PolicyIdentity policy = decision.policy();
    if (policy != null) {
      span.setAttribute(VERSION, policy.version()).setAttribute(DIGEST, policy.digest());
    }
  }
}
