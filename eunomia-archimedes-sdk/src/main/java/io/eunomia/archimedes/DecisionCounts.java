package io.eunomia.archimedes;

import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyDecision.Cause;
import java.util.concurrent.atomic.LongAdder;

/** Counts decisions, without threads getting into each other's way. */
final class DecisionCounts {
  private final LongAdder allowed = new LongAdder();
  private final LongAdder denied = new LongAdder();
  private final LongAdder errors = new LongAdder();

  void count(PolicyDecision decision) {
    (decision.allowed() ? allowed : denied).increment();
    if (decision.cause() == Cause.ERROR || decision.cause() == Cause.TIMEOUT) {
      errors.increment();
    }
  }

  RuntimeStatus.Decisions read() {
    return new RuntimeStatus.Decisions(allowed.sum(), denied.sum(), errors.sum());
  }
}
