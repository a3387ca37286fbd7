package io.eunomia.archimedes;

import io.eunomia.archimedes.activation.ActivePolicy;
import io.eunomia.archimedes.audit.AuditLog;
import io.eunomia.archimedes.metrics.RuntimeMetrics;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyDecision.Cause;
import io.eunomia.policy.PolicyInput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts, audits and measures decisions. Blocks nobody; costs little where nobody listens. */
final class DecisionReports {
  private final DecisionCounts counts = new DecisionCounts();
  private final AuditLog audit;
  private final RuntimeMetrics metrics;

  DecisionReports(AuditLog audit, RuntimeMetrics metrics) {
    this.audit = audit;
    this.metrics = metrics;
  }

  /**
   * Tells of a decision.
   *
   * @return the decision; a denial instead if it had to be audited and could not be
   */
  PolicyDecision made(PolicyInput input, PolicyDecision decision, @Nullable ActivePolicy by) {
    PolicyDecision told = decision;
    if (!audit.decided(input, decision, by == null ? 0 : by.sequence()) && decision.allowed()) {
      told =
          PolicyDecision.deny(
              Cause.ERROR,
              List.of(),
              decision.policy(),
              decision.decisionId(),
              decision.evaluationTimeNs());
    }
    counts.count(told);
    metrics.decided(input, told);
    return told;
  }

  RuntimeStatus.Decisions counts() {
    return counts.read();
  }
}
