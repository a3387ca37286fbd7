package io.eunomia.testkit.coverage;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often evaluation came to places, by their names. Thread-safe. */
public final class Hits {
  private final Map<String, LongAdder> byName = new ConcurrentHashMap<>();

  /** Evaluation has come to a place. */
  public void add(String place) {
    byName.computeIfAbsent(place, name -> new LongAdder()).increment();
  }

  /** How often it came there. */
  public long of(String place) {
    LongAdder count = byName.get(place);
    return count == null ? 0 : count.sum();
  }
}
