package io.eunomia.archimedes.metrics;

import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyDecision.PolicyIdentity;
import io.eunomia.policy.PolicyInput;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Is told what a runtime does. Implementations are thread-safe, quick, and throw nothing: {@link
 * #decided} is called by every request.
 */
public interface RuntimeMetrics {
  /** Nobody counts. */
  RuntimeMetrics NONE = new RuntimeMetrics() {};

  /** A decision was made. */
  default void decided(PolicyInput input, PolicyDecision decision) {}

  /** A policy became active. */
  default void activated(PolicyIdentity policy, Instant at) {}

  /**
   * An activation ended.
   *
   * @param service whose runtime it is
   * @param source {@code push}, {@code registry}, {@code store} or {@code local}
   * @param outcome {@code activated}, {@code unchanged}, or the code that it was refused with, in
   *     lower case
   * @param took from its begin
   */
  default void activationEnded(String service, String source, String outcome, Duration took) {}

  /**
   * A rollback ended.
   *
   * @param outcome {@code activated}, {@code unchanged}, or the code that it was refused with, in
   *     lower case
   */
  default void rollbackEnded(String service, String outcome, Duration took) {}

  /**
   * The runtime's state changed.
   *
   * @param newState one of {@code empty}, {@code active}, {@code stale}, {@code failed_closed}
   */
  default void stateChanged(String service, String newState) {}

  /** An audit event was lost, because too many were waiting. */
  default void auditLost(String service) {}

  /** Tells all of them. */
  static RuntimeMetrics all(List<RuntimeMetrics> metrics) {
    return metrics.size() == 1 ? metrics.get(0) : new AllMetrics(metrics);
  }
}
