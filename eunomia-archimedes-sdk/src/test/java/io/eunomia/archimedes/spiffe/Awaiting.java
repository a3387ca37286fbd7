package io.eunomia.archimedes.spiffe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

/** Waits for what another thread does, much longer than it should take. */
final class Awaiting {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private Awaiting() {}

  interface Condition {
    boolean holds() throws Exception;
  }

  static void await(Condition condition) throws Exception {
    Instant end = Instant.now().plus(DEADLINE);
    while (!condition.holds()) {
      assertThat(Instant.now()).as("time is up").isBefore(end);
      Thread.sleep(5);
    }
  }
}
