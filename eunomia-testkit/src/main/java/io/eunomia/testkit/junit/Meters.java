package io.eunomia.testkit.junit;

import io.eunomia.archimedes.metrics.RuntimeMetrics;
import io.eunomia.archimedes.metrics.micrometer.MicrometerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** What a runtime counts; only where {@link #isThere()}. */
record Meters(MeterRegistry registry) {
  private static final String CLASS = "io.micrometer.core.instrument.MeterRegistry";

  Meters() {
    this(new SimpleMeterRegistry());
  }

  RuntimeMetrics metrics() {
    return new MicrometerMetrics(registry);
  }

  static boolean isThere() {
    try {
      Class.forName(CLASS, false, Meters.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** Whether a parameter is a registry; its class needs not be there to know. */
  static boolean isRegistry(Class<?> type) {
    return type.getName().equals(CLASS);
  }
}
