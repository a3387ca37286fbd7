package io.eunomia.testkit.junit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.opentest4j.AssertionFailedError;

/**
 * What is expected of the metrics of a runtime: those that are picked by {@code tag} and the like.
 * A failure shows all meters of that name. Immutable.
 *
 * <pre>{@code
 * MetricsAssert.assertThat(registry).decisions().denied().ofOperation("deleteUser").hasCount(1);
 * }</pre>
 *
 * <p>Needs Micrometer, and a {@code MicrometerMetrics} with the same registry in the runtime; the
 * names are its names there, such as {@code eunomia.authorization.decisions}.
 */
public final class MetricsAssert {
  private final MeterRegistry registry;
  private final String name;
  private final Map<String, String> tags;

  private MetricsAssert(MeterRegistry registry, String name, Map<String, String> tags) {
    this.registry = registry;
    this.name = name;
    this.tags = tags;
  }

  /** What is expected of this registry. */
  public static Start assertThat(MeterRegistry registry) {
    return new Start(registry);
  }

  /** Which metric it is about. */
  public static final class Start {
    private final MeterRegistry registry;

    private Start(MeterRegistry registry) {
      this.registry = registry;
    }

    /** The decisions that were made. */
    public MetricsAssert decisions() {
      return metric("eunomia.authorization.decisions");
    }

    /** The activations that ended. */
    public MetricsAssert activations() {
      return metric("eunomia.policy.activation.duration");
    }

    /** The rollbacks that ended. */
    public MetricsAssert rollbacks() {
      return metric("eunomia.policy.rollbacks");
    }

    /** Any metric, by its name in Micrometer. */
    public MetricsAssert metric(String name) {
      return new MetricsAssert(registry, name, Map.of());
    }
  }

  /** Only of decisions that allowed. */
  public MetricsAssert allowed() {
    return tag("decision", "allowed");
  }

  /** Only of decisions that denied. */
  public MetricsAssert denied() {
    return tag("decision", "denied");
  }

  /** Only of decisions about this operation. */
  public MetricsAssert ofOperation(String operationId) {
    return tag("operation_id", operationId);
  }

  /** Only of this service. */
  public MetricsAssert ofService(String service) {
    return tag("service", service);
  }

  /** Only with this value of a label. */
  public MetricsAssert tag(String label, String value) {
    Map<String, String> more = new TreeMap<>(tags);
    more.put(label, value);
    return new MetricsAssert(registry, name, more);
  }

  /**
   * So many were counted.
   *
   * @throws AssertionFailedError if more or fewer were
   */
  public MetricsAssert hasCount(long expected) {
    long actual = Math.round(picked().stream().mapToDouble(MetricsAssert::count).sum());
    if (actual != expected) {
      throw new AssertionFailedError(
          "expected "
              + name
              + tags
              + " to be "
              + expected
              + ", but it is "
              + actual
              + "\n  all of that name:"
              + registry.find(name).meters().stream()
                  .map(meter -> "\n    " + meter.getId().getTags() + " " + count(meter))
                  .sorted()
                  .collect(Collectors.joining()),
          expected,
          actual);
    }
    return this;
  }

  private List<Meter> picked() {
    return registry.find(name).meters().stream()
        .filter(
            meter ->
                tags.entrySet().stream()
                    .allMatch(tag -> tag.getValue().equals(meter.getId().getTag(tag.getKey()))))
        .toList();
  }

  private static double count(Meter meter) {
    return meter.match(
        Gauge::value,
        Counter::count,
        timer -> (double) timer.count(),
        summary -> (double) summary.count(),
        task -> (double) task.activeTasks(),
        Gauge::value,
        counter -> counter.count(),
        timer -> timer.count(),
        other -> 0d);
  }
}
