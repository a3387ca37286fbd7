package io.eunomia.archimedes.metrics;

import io.eunomia.policy.Caller;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyDecision.Cause;
import io.eunomia.policy.PolicyDecision.PolicyIdentity;
import io.eunomia.policy.PolicyInput;
import io.eunomia.policy.UuidV7;
import java.util.List;

/** Decisions of all kinds. */
public final class Decisions {
  public static final PolicyIdentity POLICY =
      new PolicyIdentity("users-service", "1.2.3", "c0ffee", "sha256:1");

  private Decisions() {}

  public static PolicyInput input(String service, String operationId) {
    return PolicyInput.builder(Caller.anonymous(), service, operationId, "GET", "/").build();
  }

  public static PolicyDecision allowed() {
    return PolicyDecision.allow(POLICY, UuidV7.next(), 2_000_000);
  }

  public static PolicyDecision denied(Cause cause) {
    return PolicyDecision.deny(
        cause,
        List.of(),
        cause == Cause.NO_POLICY ? null : POLICY,
        UuidV7.next(),
        cause == Cause.NO_POLICY ? 0 : 1_000_000);
  }
}
