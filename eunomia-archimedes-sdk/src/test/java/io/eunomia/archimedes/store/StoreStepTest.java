package io.eunomia.archimedes.store;

import static io.eunomia.archimedes.store.Samples.activate;
import static io.eunomia.archimedes.store.Samples.digest;
import static io.eunomia.archimedes.store.Samples.isSound;
import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.store.StoreChild.Task;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that end after each statement of a transaction. */
class StoreStepTest {
  @TempDir private Path directory;
  private Path file;
  private Path nativeLibrary;

  @BeforeEach
  void setUp() throws Exception {
    file = directory.resolve("bundles.db");
    nativeLibrary = Files.createDirectory(directory.resolve("native"));
  }

  @Test
  void whenKilledAfterAnyStatementOfAnActivation_thenItHasHappenedOnlyIfItWasCommitted()
      throws Exception {
    int next = 10;
    try (BundleStore store = BundleStore.open(file)) {
      activate(store, "a", 1);
      activate(store, "a", 2);
    }
    for (Step step : Step.values()) {
      StoreState before = state();
      try (ChildProcess child = ChildProcess.start(nativeLibrary, Task.WAIT_AT, file, next, step)) {
        child.await("at " + step);
        child.kill();
      }
      if (step == Step.COMMITTED) {
        assertThat(state().active()).as(step.name()).isEqualTo(digest(next));
        assertThat(state().previous()).isEqualTo(before.active());
      } else {
        assertThat(state()).as(step.name()).isEqualTo(before);
      }
    }
  }

  @Test
  void whenHaltedAfterAnyStatementOfARollback_thenItHasHappenedOnlyIfItWasCommitted()
      throws Exception {
    try (BundleStore store = BundleStore.open(file)) {
      activate(store, "a", 1);
      activate(store, "a", 2);
      activate(store, "a", 3);
    }
    for (Step step : Step.values()) {
      if (step == Step.CONTENT || step == Step.BUNDLE) {
        continue; // A rollback stores no bundle.
      }
      StoreState before = state();
      try (ChildProcess child = ChildProcess.start(nativeLibrary, Task.HALT_AT, file, 1, step)) {
        assertThat(child.end()).as(step.name()).isEqualTo(9);
      }
      if (step == Step.COMMITTED) {
        assertThat(state().active()).as(step.name()).isEqualTo(digest(1));
        assertThat(state().held()).containsExactlyInAnyOrder(digest(2), digest(3));
      } else {
        assertThat(state()).as(step.name()).isEqualTo(before);
      }
    }
  }

  private StoreState state() throws StoreException {
    try (BundleStore store = BundleStore.open(file)) {
      isSound(store);
      return store.state("a");
    }
  }
}
