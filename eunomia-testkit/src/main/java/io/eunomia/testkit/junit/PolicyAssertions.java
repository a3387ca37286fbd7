package io.eunomia.testkit.junit;

import io.eunomia.archimedes.audit.AuditEvent;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.testkit.RecordedAudit;
import io.eunomia.testkit.RecordedDecisions;
import java.util.List;

/**
 * Where assertions begin, for a static import beside that of JUnit or AssertJ. {@link
 * MetricsAssert} has its own, since it needs Micrometer.
 */
public final class PolicyAssertions {
  private PolicyAssertions() {}

  /** What is expected of a decision. */
  public static DecisionAssert assertThat(PolicyDecision decision) {
    return new DecisionAssert(decision, null);
  }

  /** What is expected of a decision that is on record, with what was asked. */
  public static DecisionAssert assertThat(RecordedDecisions.Recorded recorded) {
    return new DecisionAssert(recorded.decision(), recorded.input());
  }

  /** What is expected of the events of what happened so far. */
  public static AuditAssert assertThat(RecordedAudit audit) {
    return new AuditAssert(audit.events());
  }

  /** What is expected of events, such as those of an audit log of one's own. */
  public static AuditAssert assertThat(List<AuditEvent> events) {
    return new AuditAssert(events);
  }
}
