package io.eunomia.archimedes.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EvaluationGuardTest {
  @Test
  void whenAnEvaluationIsLate_thenItsThreadIsInterruptedAndCleanAfterwards() {
    try (Watchdog watchdog = new Watchdog(TimeUnit.MILLISECONDS.toNanos(20))) {
      EvaluationGuard guard = new EvaluationGuard(watchdog, TimeUnit.MILLISECONDS.toNanos(20));
      for (int i = 0; i < 5; i++) {
        guard.begin();
        while (!Thread.currentThread().isInterrupted()) {
          Thread.onSpinWait();
        }
        assertThat(guard.end()).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
      }
      guard.close();
      assertThat(watchdog.guards()).isEmpty();
    }
  }

  @Test
  void whenEvaluationsEndAboutWhenTheyAreLate_thenNoInterruptionIsLeftBehind() {
    // The deadline falls anywhere around the end, thousands of times.
    long timeout = 30_000;
    try (Watchdog watchdog = new Watchdog(timeout)) {
      EvaluationGuard guard = new EvaluationGuard(watchdog, timeout);
      watchdog.remove(guard); // another one looks after it
      Thread eager = new Thread(() -> keepLooking(guard), "eager-watchdog");
      eager.setDaemon(true);
      eager.start();
      int late = 0;
      for (int i = 0; i < 20_000; i++) {
        guard.begin();
        long end = System.nanoTime() + 20_000 + i % 20_000;
        while (System.nanoTime() < end) {
          Thread.onSpinWait();
        }
        late += guard.end() ? 1 : 0;
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
      }
      eager.interrupt();
      assertThat(late).isBetween(1, 19_999);
    }
  }

  private static void keepLooking(EvaluationGuard guard) {
    while (!Thread.currentThread().isInterrupted()) {
      guard.interruptIfLate(System.nanoTime());
    }
  }

  @Test
  void whenNothingRunsForAWhile_thenTheWatchdogStillWakesForTheNext() throws Exception {
    try (Watchdog watchdog = new Watchdog(TimeUnit.MILLISECONDS.toNanos(10))) {
      EvaluationGuard guard = new EvaluationGuard(watchdog, TimeUnit.MILLISECONDS.toNanos(10));
      for (int i = 0; i < 3; i++) {
        // Longer than it stays awake for.
        Thread.sleep(300);
        guard.begin();
        while (!Thread.currentThread().isInterrupted()) {
          Thread.onSpinWait();
        }
        assertThat(guard.end()).isTrue();
      }
    }
  }
}
