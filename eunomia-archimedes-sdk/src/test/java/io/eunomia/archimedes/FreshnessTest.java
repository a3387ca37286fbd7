package io.eunomia.archimedes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.archimedes.metrics.RuntimeMetrics;
import io.eunomia.policy.PolicyDecision.Cause;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FreshnessTest {
  private final AtomicLong now = new AtomicLong(TimeUnit.DAYS.toNanos(300));
  private final List<String> states = new CopyOnWriteArrayList<>();

  private PolicyRuntimeBuilder builder() {
    return PolicyRuntime.builder("demo")
        .warmup(VersionedPolicy.WARMUP)
        .nanoTime(now::get)
        .metrics(
            new RuntimeMetrics() {
              @Override
              public void stateChanged(String service, String newState) {
                states.add(newState);
              }
            });
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private static RuntimeState state(PolicyRuntime runtime) {
    return runtime.status().health().state();
  }

  @Test
  void whenNobodyIsHeardOf_thenStaleFirstAndClosedThen() {
    try (PolicyRuntime runtime =
        builder().staleAfter(Duration.ofMinutes(10)).failClosedAfter(Duration.ofHours(1)).open()) {
      assertThat(state(runtime)).isEqualTo(RuntimeState.EMPTY);
      runtime.activate(VersionedPolicy.bundle(1));
      assertThat(state(runtime)).isEqualTo(RuntimeState.ACTIVE);
      pass(Duration.ofMinutes(10));
      assertThat(state(runtime)).isEqualTo(RuntimeState.STALE);
      assertThat(runtime.authorize(VersionedPolicy.INPUT).allowed()).isTrue();
      pass(Duration.ofMinutes(50));
      assertThat(state(runtime)).isEqualTo(RuntimeState.FAILED_CLOSED);
      assertThat(runtime.authorize(VersionedPolicy.INPUT).cause()).isEqualTo(Cause.NO_POLICY);
      assertThat(runtime.status().health().ready()).isFalse();
      // What would be active is known still.
      assertThat(runtime.status().active()).isNotNull();

      runtime.contacted();
      assertThat(state(runtime)).isEqualTo(RuntimeState.ACTIVE);
      assertThat(runtime.authorize(VersionedPolicy.INPUT).allowed()).isTrue();
    }
    assertThat(states)
        .containsExactly("empty", "active", "stale", "failed_closed", "active", "closed");
  }

  @Test
  void whenABundleComesWhileFailedClosed_thenItDecides() {
    try (PolicyRuntime runtime = builder().failClosedAfter(Duration.ofHours(1)).open()) {
      runtime.activate(VersionedPolicy.bundle(1));
      pass(Duration.ofHours(2));
      assertThat(state(runtime)).isEqualTo(RuntimeState.FAILED_CLOSED);
      runtime.activate(VersionedPolicy.bundle(3));
      assertThat(runtime.authorize(VersionedPolicy.INPUT).allowed()).isTrue();
      pass(Duration.ofHours(2));
      assertThat(state(runtime)).isEqualTo(RuntimeState.FAILED_CLOSED);
      // The same bundle again says that it is the right one.
      runtime.activate(VersionedPolicy.bundle(3));
      assertThat(runtime.authorize(VersionedPolicy.INPUT).allowed()).isTrue();
    }
  }

  @Test
  void whenNobodyAsksForTheStatus_thenItFailsClosedAllTheSame() throws Exception {
    try (PolicyRuntime runtime =
        PolicyRuntime.builder("demo")
            .warmup(VersionedPolicy.WARMUP)
            .failClosedAfter(Duration.ofMillis(400))
            .open()) {
      runtime.activate(VersionedPolicy.bundle(1));
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
      while (runtime.authorize(VersionedPolicy.INPUT).allowed() && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      assertThat(runtime.authorize(VersionedPolicy.INPUT).cause()).isEqualTo(Cause.NO_POLICY);
    }
  }

  @Test
  void whenThereIsNoLimit_thenAPolicyDecidesForYears() {
    try (PolicyRuntime runtime = builder().open()) {
      runtime.activate(VersionedPolicy.bundle(1));
      pass(Duration.ofDays(2000));
      assertThat(state(runtime)).isEqualTo(RuntimeState.ACTIVE);
      assertThat(runtime.authorize(VersionedPolicy.INPUT).allowed()).isTrue();
    }
  }

  @Test
  void whenALimitIsNotPositive_thenIsRefused() {
    assertThatThrownBy(() -> builder().staleAfter(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("staleAfter must be positive: PT0S");
    assertThatThrownBy(() -> builder().failClosedAfter(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
