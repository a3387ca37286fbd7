package io.eunomia.archimedes.store;

import static io.eunomia.archimedes.store.Samples.isSound;
import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.store.StoreChild.Task;
import io.eunomia.bundle.BundleDigest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that are killed at any moment. {@code -Deunomia.store.crash.rounds} says how many;
 * {@code -Deunomia.crash.seed} repeats the moments, as far as moments can be repeated.
 */
class StoreCrashTest {
  private static final int ROUNDS = Integer.getInteger("eunomia.store.crash.rounds", 30);
  private static final int MOST_LINES = 8;
  private static final int LONGEST_MILLIS = 20;

  @TempDir private Path directory;
  private Path file;
  private Path nativeLibrary;

  @BeforeEach
  void setUp() throws Exception {
    file = directory.resolve("bundles.db");
    nativeLibrary = Files.createDirectory(directory.resolve("native"));
  }

  @Test
  void whenKilledAtAnyMoment_thenTheStateIsTheOldOrTheNewOne() throws Exception {
    long seed = Long.getLong("eunomia.crash.seed", System.nanoTime());
    Random random = new Random(seed);
    @Nullable BundleDigest active = null;
    int changes = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<String> said;
      try (ChildProcess child =
          ChildProcess.start(nativeLibrary, Task.CHANGE, file, 1000 * round)) {
        said = new ArrayList<>(child.lines(random.nextInt(MOST_LINES)));
        // When it is killed must have nothing to do with what it does.
        TimeUnit.MICROSECONDS.sleep(random.nextInt(1000 * LONGEST_MILLIS));
        said.addAll(child.kill());
      }
      active = stateAfter(said, active, "round " + round + " of seed " + seed);
      changes += said.size() / 2;
    }
    assertThat(changes).isPositive();
  }

  /** What is active is what the process said last that it had done, or what it had begun then. */
  private @Nullable BundleDigest stateAfter(
      List<String> said, @Nullable BundleDigest before, String when) throws StoreException {
    @Nullable BundleDigest done = before;
    @Nullable BundleDigest begun = before;
    for (String line : said) {
      BundleDigest digest = BundleDigest.parse(line.substring(line.indexOf(' ') + 1));
      begun = digest;
      if (line.startsWith("done ")) {
        done = digest;
      }
    }
    try (BundleStore store = BundleStore.open(file)) {
      BundleDigest active = store.state("a").active();
      assertThat(active).as(when).isIn(done, begun);
      isSound(store);
      return active;
    }
  }
}
