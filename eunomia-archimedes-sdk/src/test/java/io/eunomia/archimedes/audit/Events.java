package io.eunomia.archimedes.audit;

import io.eunomia.archimedes.audit.AuditEvent.Outcome;
import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyDecision.Cause;
import io.eunomia.policy.PolicyDecision.PolicyIdentity;
import io.eunomia.policy.PolicyInput;
import io.eunomia.policy.UuidV7;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Things that happen in tests. */
final class Events {
  static final PolicyIdentity POLICY =
      new PolicyIdentity("users-service", "1.2.3", "8f4c1e0", "sha256:" + "ab".repeat(32));

  private Events() {}

  static AuditEvent numbered(int number) {
    return AuditEvent.builder(
            AuditEvent.Type.BUNDLE_PUBLISHED, "users-service", "ci", Outcome.SUCCESS)
        .details(Map.of("number", String.valueOf(number)))
        .build();
  }

  static List<AuditEvent> numbered(int from, int to) {
    List<AuditEvent> events = new ArrayList<>();
    for (int i = from; i < to; i++) {
      events.add(numbered(i));
    }
    return events;
  }

  static int number(AuditEvent event) {
    return Integer.parseInt(event.toJson().at("/details/number").asText());
  }

  static PolicyInput input() {
    return PolicyInput.builder(
            Caller.user("u-1", List.of("admin")), "users-service", "getUser", "GET", "/users/u-2")
        .requestId("r-1")
        .header("x-tenant", "t-1")
        .header("x-secret", "hush")
        .context("tenant", "t-1")
        .context("salary", 100_000)
        .build();
  }

  static PolicyDecision allowed() {
    return PolicyDecision.allow(POLICY, UuidV7.next(), 1_234);
  }

  static PolicyDecision denied(String... reasons) {
    return PolicyDecision.deny(Cause.POLICY, List.of(reasons), POLICY, UuidV7.next(), 1_234);
  }
}
