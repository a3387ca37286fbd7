package io.eunomia.archimedes.metrics.micrometer;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A label that takes few values, whatever it is given: who asks must not be able to make time
 * series. Thread-safe.
 */
final class BoundedLabel {
  /** What stands for all values that are too many. */
  static final String OTHER = "other";

  private static final int MAX_LENGTH = 128;

  private final Set<String> values = ConcurrentHashMap.newKeySet();
  private final int limit;

  private BoundedLabel(Collection<String> known, int limit) {
    values.addAll(known);
    this.limit = limit;
  }

  /** Takes these values. */
  static BoundedLabel known(Collection<String> values) {
    return new BoundedLabel(values, 0);
  }

  /** Takes the first values that come, up to a number. */
  static BoundedLabel firstSeen(int limit) {
    return new BoundedLabel(Set.of(), limit);
  }

  /** The value itself, or {@link #OTHER}. */
  String of(String value) {
    if (values.contains(value)) {
      return value;
    }
    return values.size() < limit && value.length() <= MAX_LENGTH && added(value) ? value : OTHER;
  }

  private synchronized boolean added(String value) {
    return values.contains(value) || (values.size() < limit && values.add(value));
  }
}
