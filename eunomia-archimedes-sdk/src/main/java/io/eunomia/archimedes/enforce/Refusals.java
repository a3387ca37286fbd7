package io.eunomia.archimedes.enforce;

import io.eunomia.archimedes.enforce.Enforcement.Refused;
import io.eunomia.archimedes.envelope.ErrorCode;
import io.eunomia.archimedes.envelope.ErrorEnvelope;
import io.eunomia.policy.PolicyDecision;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the answers to requests that are refused. */
final class Refusals {
  private final Clock clock;
  private final boolean showReasons;
  private final Map<String, String> headers;
  private final Map<String, String> unauthenticatedHeaders;

  Refusals(Clock clock, boolean showReasons, @Nullable String challenge) {
    this.clock = clock;
    this.showReasons = showReasons;
    headers = Map.of("Content-Type", "application/json", "Cache-Control", "no-store");
    Map<String, String> challenged = new LinkedHashMap<>(headers);
    if (challenge != null) {
      challenged.put("WWW-Authenticate", challenge);
    }
    unauthenticatedHeaders = Map.copyOf(challenged);
  }

  Instant now() {
    return clock.instant();
  }

  Refused unauthenticated(Enforcer.Attempt attempt) {
    return refused(
        attempt,
        ErrorCode.AUTHENTICATION_REQUIRED,
        "authentication is required",
        null,
        unauthenticatedHeaders);
  }

  Refused invalid(Enforcer.Attempt attempt, String problem) {
    return refused(attempt, ErrorCode.VALIDATION_ERROR, problem, null, headers);
  }

  Refused denied(Enforcer.Attempt attempt, @Nullable PolicyDecision decision) {
    return refused(attempt, ErrorCode.AUTHORIZATION_DENIED, "access is denied", decision, headers);
  }

  private Refused refused(
      Enforcer.Attempt attempt,
      ErrorCode code,
      String message,
      @Nullable PolicyDecision decision,
      Map<String, String> httpHeaders) {
    ErrorEnvelope envelope =
        new ErrorEnvelope(
            code,
            message,
            attempt.requestId,
            attempt.traceId,
            attempt.operationId,
            decision == null ? Map.of() : details(decision),
            now());
    return new Refused(envelope, decision, httpHeaders);
  }

  private Map<String, Object> details(PolicyDecision decision) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("decision_id", decision.decisionId().toString());
    if (showReasons) {
      details.put("reasons", decision.reasons());
    }
    return details;
  }
}
