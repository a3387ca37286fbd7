package io.eunomia.archimedes.metrics.micrometer;

import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyDecision.Cause;
import io.eunomia.policy.PolicyDecision.PolicyIdentity;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The meters of one service. */
final class ServiceMeters {
  private static final List<String> STATES = List.of("empty", "active", "stale", "failed_closed");
  private static final int MAX_OUTCOMES = 20;
  private static final int MAX_SOURCES = 8;
  private static final double NANOS = 1e9;

  private final MeterRegistry registry;
  private final String service;
  private final BoundedLabel operationLabel;
  private final BoundedLabel outcomes = BoundedLabel.firstSeen(MAX_OUTCOMES);
  private final BoundedLabel sources = BoundedLabel.firstSeen(MAX_SOURCES);
  private final Map<String, OperationMeters> operations = new ConcurrentHashMap<>();
  private final Timer evaluation;

  private @Nullable Meter activeInfo;
  private volatile double lastActivation;
  private volatile String state = "";

  ServiceMeters(MeterRegistry registry, String service, MetricOptions options) {
    this.registry = registry;
    this.service = service;
    operationLabel = options.operationLabel();
    evaluation =
        Timer.builder("eunomia.authorization.evaluation.duration")
            .description("How long the evaluation of a decision took")
            .tag("service", service)
            .register(registry);
  }

  void decided(String operationId, PolicyDecision decision) {
    operation(operationId).counter(decision).increment();
    // What no policy decided was not evaluated.
    if (decision.policy() != null) {
      evaluation.record(decision.evaluationTimeNs(), TimeUnit.NANOSECONDS);
    }
  }

  synchronized void activated(PolicyIdentity policy, Instant at) {
    boolean first = activeInfo == null;
    if (activeInfo != null) {
      registry.remove(activeInfo);
    }
    activeInfo =
        Gauge.builder("eunomia.policy.active.info", () -> 1)
            .description("Which policy decides")
            .tag("service", service)
            .tag("version", policy.version())
            .tag("digest", policy.digest())
            .register(registry);
    lastActivation = at.getEpochSecond() + at.getNano() / NANOS;
    if (first) {
      Gauge.builder("eunomia.policy.last.activation.timestamp", () -> lastActivation)
          .description("When the policy that decides became active")
          .baseUnit("seconds")
          .tag("service", service)
          .register(registry);
    }
  }

  void activationEnded(String source, String outcome, Duration took) {
    Timer.builder("eunomia.policy.activation.duration")
        .description("How long activations took, from a bundle to a policy that decides")
        .tag("service", service)
        .tag("source", sources.of(source))
        .tag("outcome", outcomes.of(outcome))
        .register(registry)
        .record(took);
  }

  void rollbackEnded(String outcome) {
    Counter.builder("eunomia.policy.rollbacks")
        .description("Rollbacks, by how they ended")
        .tag("service", service)
        .tag("reason", outcomes.of(outcome))
        .register(registry)
        .increment();
  }

  synchronized void stateChanged(String newState) {
    boolean first = state.isEmpty();
    state = newState;
    if (first) {
      for (String each : STATES) {
        Gauge.builder("eunomia.policy.state", () -> each.equals(state) ? 1 : 0)
            .description("Which state the runtime is in: 1 for that, 0 for the others")
            .tag("service", service)
            .tag("state", each)
            .register(registry);
      }
    }
  }

  void auditLost() {
    Counter.builder("eunomia.audit.lost")
        .description("Audit events that were lost, because too many were waiting")
        .tag("service", service)
        .register(registry)
        .increment();
  }

  private OperationMeters operation(String id) {
    OperationMeters found = operations.get(id);
    return found != null
        ? found
        : operations.computeIfAbsent(operationLabel.of(id), OperationMeters::new);
  }

  /** The counters of one operation's decisions, each made when it is first needed. */
  private final class OperationMeters {
    private final String operationId;
    private final Map<Cause, Counter> denied = new ConcurrentHashMap<>();
    private volatile @Nullable Counter allowed;

    OperationMeters(String operationId) {
      this.operationId = operationId;
    }

    Counter counter(PolicyDecision decision) {
      Counter found = decision.allowed() ? allowed : denied.get(decision.cause());
      return found != null ? found : made(decision);
    }

    // Two threads may both do so: the registry gives both the same one.
    private Counter made(PolicyDecision decision) {
      Counter counter = register(decision);
      if (decision.allowed()) {
        allowed = counter;
      } else {
        denied.put(decision.cause(), counter);
      }
      return counter;
    }

    private Counter register(PolicyDecision decision) {
      return Counter.builder("eunomia.authorization.decisions")
          .description("Decisions, by what they are about, how they ended and what made them")
          .tag("service", service)
          .tag("operation_id", operationId)
          .tag("decision", decision.allowed() ? "allowed" : "denied")
          .tag("cause", decision.cause().json())
          .register(registry);
    }
  }
}
