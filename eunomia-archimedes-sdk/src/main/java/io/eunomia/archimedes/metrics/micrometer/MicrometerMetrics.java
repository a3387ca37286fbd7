package io.eunomia.archimedes.metrics.micrometer;

import io.eunomia.archimedes.metrics.RuntimeMetrics;
import io.eunomia.policy.PolicyDecision;
import io.eunomia.policy.PolicyDecision.PolicyIdentity;
import io.eunomia.policy.PolicyInput;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts in a {@link MeterRegistry}, by names that come out as {@code eunomia_…} in Prometheus.
 *
 * <p>Thread-safe. A decision finds its counter in maps and makes nothing: meters are made when they
 * are first needed. All labels are bounded: at most a hundred services, the operations that the
 * options say, and a few outcomes; what is beyond is counted as {@code other}. No label has free
 * text in it.
 */
public final class MicrometerMetrics implements RuntimeMetrics {
  private static final int MAX_SERVICES = 100;

  private final MeterRegistry registry;
  private final MetricOptions options;
  private final BoundedLabel services = BoundedLabel.firstSeen(MAX_SERVICES);
  private final Map<String, ServiceMeters> meters = new ConcurrentHashMap<>();

  /** Counts there, by {@link MetricOptions#defaults()}. */
  public MicrometerMetrics(MeterRegistry registry) {
    this(registry, MetricOptions.defaults());
  }

  /** Counts there. */
  public MicrometerMetrics(MeterRegistry registry, MetricOptions options) {
    this.registry = Objects.requireNonNull(registry, "registry");
    this.options = Objects.requireNonNull(options, "options");
  }

  @Override
  public void decided(PolicyInput input, PolicyDecision decision) {
    PolicyIdentity policy = decision.policy();
    of(policy == null ? input.service() : policy.service()).decided(input.operationId(), decision);
  }

  @Override
  public void activated(PolicyIdentity policy, Instant at) {
    of(policy.service()).activated(policy, at);
  }

  @Override
  public void activationEnded(String service, String source, String outcome, Duration took) {
    of(service).activationEnded(source, outcome, took);
  }

  @Override
  public void rollbackEnded(String service, String outcome, Duration took) {
    of(service).rollbackEnded(outcome);
  }

  @Override
  public void stateChanged(String service, String newState) {
    of(service).stateChanged(newState);
  }

  @Override
  public void auditLost(String service) {
    of(service).auditLost();
  }

  private ServiceMeters of(String service) {
    ServiceMeters found = meters.get(service);
    return found != null
        ? found
        : meters.computeIfAbsent(
            services.of(service), label -> new ServiceMeters(registry, label, options));
  }
}
