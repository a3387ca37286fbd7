package io.eunomia.archimedes.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.eunomia.archimedes.pull.PullException.Code;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PullScheduleTest {
  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private final PullException down = new PullException(Code.UNREACHABLE, "down");
  private final PullException wrong = new PullException(Code.UNAUTHORIZED, "wrong");

  @Property
  void whenThereWasAnAnswer_thenTheNextPullIsWithinTheInterval(
      @ForAll @DoubleRange(min = 0, max = 1) double jitter,
      @ForAll @DoubleRange(min = 0, max = 1) double random) {
    Duration pause = PullSchedule.every(INTERVAL).withJitter(jitter).afterAnswer(random);

    assertThat(pause)
        .isBetween(Duration.ofNanos((long) (INTERVAL.toNanos() * (1 - jitter)) - 1), INTERVAL);
  }

  @Property
  void whenItFailsAgainAndAgain_thenThePauseGrowsToTheInterval(
      @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE) int failures) {
    PullSchedule schedule = PullSchedule.every(INTERVAL);
    Duration pause = schedule.afterFailure(down, failures, 0);

    assertThat(pause).isBetween(Duration.ofSeconds(1), INTERVAL);
    assertThat(pause.toSeconds()).isEqualTo(failures > 5 ? 30 : 1L << (failures - 1));
    assertThat(schedule.afterFailure(down, failures, 1))
        .isEqualTo(Duration.ofNanos(pause.toNanos() / 10 * 8));
  }

  @Test
  void whenWaitingDoesNotHelp_thenTheWholeIntervalIsWaited() {
    assertThat(PullSchedule.every(INTERVAL).afterFailure(wrong, 1, 0)).isEqualTo(INTERVAL);
    assertThat(PullSchedule.once().afterFailure(wrong, 1, 0)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void whenTheRegistryAsksForTime_thenItGetsItWithinTheInterval() {
    PullSchedule schedule = PullSchedule.every(INTERVAL);

    assertThat(schedule.afterFailure(busy(20), 1, 1)).isEqualTo(Duration.ofSeconds(20));
    assertThat(schedule.afterFailure(busy(4000), 1, 1)).isEqualTo(INTERVAL);
    assertThat(schedule.afterFailure(busy(0), 2, 0)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void whenOneAnswerIsEnough_thenThereIsNoNextPull() {
    assertThat(PullSchedule.once().afterAnswer(0.5)).isNull();
    assertThat(PullSchedule.once().afterFailure(down, 20, 0)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void whenNumbersMakeNoSense_thenRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PullSchedule.every(Duration.ZERO))
        .withMessageContaining("interval must be positive");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PullSchedule.once().withFailureBackoff(Duration.ofDays(1000)))
        .withMessageContaining("failureBackoff must be positive and at most a year");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PullSchedule.once().withJitter(Double.NaN))
        .withMessageContaining("jitter must be from 0 to 1");
  }

  private static PullException busy(int seconds) {
    return new PullException(Code.RATE_LIMITED, "busy", Duration.ofSeconds(seconds), null);
  }
}
