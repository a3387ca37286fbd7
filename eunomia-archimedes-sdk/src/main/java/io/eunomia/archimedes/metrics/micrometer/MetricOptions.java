package io.eunomia.archimedes.metrics.micrometer;

import java.util.Set;

/**
 * How many time series there may be. Immutable.
 *
 * @param operationIds the operations that are counted by name; if there are none, the first ones
 *     that are seen
 * @param maxOperations how many of those
 */
public record MetricOptions(Set<String> operationIds, int maxOperations) {
  private static final int DEFAULT_OPERATIONS = 100;

  /**
   * @throws IllegalArgumentException for a negative number
   */
  public MetricOptions {
    operationIds = Set.copyOf(operationIds);
    if (maxOperations < 0) {
      throw new IllegalArgumentException("there are no " + maxOperations + " operations");
    }
  }

  /** The first hundred operations of a service that are seen. */
  public static MetricOptions defaults() {
    return new MetricOptions(Set.of(), DEFAULT_OPERATIONS);
  }

  /** These operations; better than to count what outsiders happen to ask for first. */
  public static MetricOptions operations(Set<String> operationIds) {
    return new MetricOptions(operationIds, operationIds.size());
  }

  BoundedLabel operationLabel() {
    return operationIds.isEmpty()
        ? BoundedLabel.firstSeen(maxOperations)
        : BoundedLabel.known(operationIds);
  }
}
