package io.eunomia.archimedes.metrics;

import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyDecision.PolicyIdentity;
import io.eunomia.policy.PolicyInput;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Tells several. */
final class AllMetrics implements RuntimeMetrics {
  private final RuntimeMetrics[] metrics;

  AllMetrics(List<RuntimeMetrics> metrics) {
    this.metrics = metrics.toArray(RuntimeMetrics[]::new);
  }

  @Override
  public void decided(PolicyInput input, PolicyDecision decision) {
    for (RuntimeMetrics each : metrics) {
      each.decided(input, decision);
    }
  }

  @Override
  public void activated(PolicyIdentity policy, Instant at) {
    for (RuntimeMetrics each : metrics) {
      each.activated(policy, at);
    }
  }

  @Override
  public void activationEnded(String service, String source, String outcome, Duration took) {
    for (RuntimeMetrics each : metrics) {
      each.activationEnded(service, source, outcome, took);
    }
  }

  @Override
  public void rollbackEnded(String service, String outcome, Duration took) {
    for (RuntimeMetrics each : metrics) {
      each.rollbackEnded(service, outcome, took);
    }
  }

  @Override
  public void stateChanged(String service, String newState) {
    for (RuntimeMetrics each : metrics) {
      each.stateChanged(service, newState);
    }
  }

  @Override
  public void auditLost(String service) {
    for (RuntimeMetrics each : metrics) {
      each.auditLost(service);
    }
  }
}
