package io.eunomia.testkit.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BatchesTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private long now;
  private long allocated;
  private int runs;
  private final List<Integer> asked = new ArrayList<>();

  private final Batches batches =
      new Batches(
          () -> {
            asked.add(runs);
            return now;
          },
          () -> OptionalLong.of(allocated));

  private Runnable taking(long nanos) {
    return () -> {
      now += nanos;
      allocated += 24;
      runs++;
    };
  }

  /** How many runs each batch had: the clock is asked before and after each. */
  private List<Integer> batchSizes() {
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < asked.size(); i += 2) {
      sizes.add(asked.get(i + 1) - asked.get(i));
    }
    return sizes;
  }

  @Test
  void whenRunsAreShort_thenBatchesGrowUntilOneIsLongEnough() {
    BenchmarkResult result = batches.run(taking(1_000_000), SECOND);

    assertThat(batchSizes()).containsExactly(1, 100, 1_200);
    assertThat(result.runs()).isEqualTo(1_200);
    assertThat(result.took()).isEqualTo(Duration.ofMillis(1_200));
    assertThat(result.nanosPerRun()).isEqualTo(1_000_000);
    assertThat(result.allocated()).hasValue(24 * 1_200);
    assertThat(result.bytesPerRun()).hasValue(24);
  }

  @Test
  void whenOneRunIsLongEnough_thenThereIsOne() {
    assertThat(batches.run(taking(2_000_000_000), SECOND).runs()).isEqualTo(1);
  }

  @Test
  void whenRunsAreNearlyLongEnough_thenTheNextBatchHasMore() {
    assertThat(batches.run(taking(999_999_999), SECOND).runs()).isEqualTo(2);
  }

  @Test
  void whenTheClockIsTooCoarseForARun_thenBatchesGrowAllTheSame() {
    Batches coarse = new Batches(() -> runs / 1_000, Allocations.NONE);

    BenchmarkResult result = coarse.run(taking(0), Duration.ofNanos(10));

    assertThat(result.runs()).isBetween(10_000L, 100_000L);
    assertThat(result.allocated()).isEmpty();
    assertThat(result.bytesPerRun()).isEmpty();
  }

  @Test
  void whenTheWorkFails_thenSoDoesTheBatch() {
    IllegalStateException failure = new IllegalStateException("no");
    assertThatThrownBy(
            () ->
                batches.run(
                    () -> {
                      throw failure;
                    },
                    SECOND))
        .isSameAs(failure);
  }

  @Test
  void whenThisThreadAllocates_thenTheJvmCountsIt() {
    OptionalLong before = Allocations.ofJvm().soFar();
    byte[] bytes = new byte[100_000];
    OptionalLong after = Allocations.ofJvm().soFar();

    assertThat(bytes).hasSize(100_000);
    if (before.isPresent()) {
      assertThat(after.getAsLong() - before.getAsLong()).isGreaterThanOrEqualTo(100_000);
    }
  }
}
