package io.eunomia.archimedes.store;

import static io.eunomia.archimedes.store.Samples.activate;
import static io.eunomia.archimedes.store.Samples.digest;
import static io.eunomia.archimedes.store.Samples.failure;
import static io.eunomia.archimedes.store.Samples.rollBack;
import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.store.StoreChild.Task;
import io.eunomia.archimedes.store.StoreException.Code;
import io.eunomia.bundle.BundleDigest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that several processes, stores and threads use at once. */
class StoreProcessesTest {
  private static final int EACH = 25;

  @TempDir private Path directory;
  private Path file;
  private Path nativeLibrary;

  @BeforeEach
  void setUp() throws Exception {
    file = directory.resolve("bundles.db");
    nativeLibrary = Files.createDirectory(directory.resolve("native"));
  }

  private static Set<BundleDigest> digests(int from) {
    return IntStream.range(from, from + EACH).mapToObj(Samples::digest).collect(Collectors.toSet());
  }

  @Test
  void whenTwoProcessesWrite_thenNothingIsLost() throws Exception {
    // The file is not there yet: they also make it at the same time.
    try (ChildProcess one = ChildProcess.start(nativeLibrary, Task.ACTIVATE, file, "a", 100, EACH);
        ChildProcess two = ChildProcess.start(nativeLibrary, Task.ACTIVATE, file, "a", 200, EACH);
        BundleStore store = BundleStore.open(file)) {
      Set<BundleDigest> all = digests(100);
      all.addAll(digests(200));
      for (BundleDigest seen = null; seen == null; ) {
        seen = store.state("a").active();
      }
      assertThat(all).contains(store.state("a").active());
      assertThat(one.end()).isZero();
      assertThat(two.end()).isZero();
      List<JournalEntry> journal = store.journal("a", 1000);
      assertThat(journal).extracting(JournalEntry::digest).doesNotHaveDuplicates();
      assertThat(journal.stream().map(JournalEntry::digest).collect(Collectors.toSet()))
          .isEqualTo(all);
      assertThat(List.of(digest(100 + EACH - 1), digest(200 + EACH - 1)))
          .contains(store.state("a").active());
      Samples.isSound(store);
    }
  }

  @Test
  void whenProcessesServeDifferentServices_thenEachHasItsOwnState() throws Exception {
    try (ChildProcess one = ChildProcess.start(nativeLibrary, Task.ACTIVATE, file, "a", 100, EACH);
        ChildProcess two = ChildProcess.start(nativeLibrary, Task.ACTIVATE, file, "b", 100, EACH)) {
      assertThat(one.end()).isZero();
      assertThat(two.end()).isZero();
    }
    try (BundleStore store = BundleStore.open(file)) {
      for (String service : new String[] {"a", "b"}) {
        assertThat(store.state(service).active()).isEqualTo(digest(100 + EACH - 1));
        assertThat(store.state(service).previous()).isEqualTo(digest(100 + EACH - 2));
        assertThat(store.journal(service, 1000)).hasSize(EACH);
      }
      assertThat(store.database().read(Reading::checkContent)).isEqualTo(5);
    }
  }

  @Test
  void whenAnotherProcessWritesForLong_thenReadsGoOnAndAWriteIsRefused() throws Exception {
    StoreOptions options = StoreOptions.defaults().withBusyTimeout(Duration.ofMillis(50));
    try (BundleStore store = BundleStore.open(file, options)) {
      activate(store, "a", 1);
      activate(store, "a", 2);
      try (ChildProcess other = ChildProcess.start(nativeLibrary, Task.LOCK, file)) {
        other.await("locked");
        failure(Code.BUSY, () -> activate(store, "a", 3));
        failure(Code.BUSY, () -> rollBack(store, "a", 1));
        assertThat(store.state("a").active()).isEqualTo(digest(2));
        assertThat(store.find("a", digest(2))).isPresent();
        // Opening is reading as long as there is nothing to make.
        try (BundleStore third = BundleStore.open(file, options)) {
          assertThat(third.state("a").active()).isEqualTo(digest(2));
        }
        assertThat(other.end()).isZero();
      }
      assertThat(activate(store, "a", 3).previous()).isEqualTo(digest(2));
      assertThat(store.retained("a").get(2).actor()).isEqualTo("me");
    }
  }

  @Test
  void whenAnotherProcessIsDoneSoon_thenAWriteWaitsForIt() throws Exception {
    StoreOptions options = StoreOptions.defaults().withBusyTimeout(Duration.ofMinutes(1));
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try (BundleStore store = BundleStore.open(file, options);
        ChildProcess other = ChildProcess.start(nativeLibrary, Task.LOCK, file)) {
      other.await("locked");
      Future<StoreState> waiting = executor.submit(() -> activate(store, "a", 1));
      assertThat(waiting).isNotDone();
      assertThat(other.end()).isZero();
      assertThat(waiting.get().active()).isEqualTo(digest(1));
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void whenTheWriterIsKilled_thenItsLockIsFree() throws Exception {
    try (BundleStore store = BundleStore.open(file)) {
      activate(store, "a", 1);
      try (ChildProcess other = ChildProcess.start(nativeLibrary, Task.LOCK, file)) {
        other.await("locked");
        other.kill();
      }
      assertThat(activate(store, "a", 2).previous()).isEqualTo(digest(1));
      assertThat(store.retained("a").get(1).actor()).isEqualTo("spiffe://d/ci");
    }
  }

  @Test
  void whenThreadsAndStoresOfOneProcessShareTheFile_thenNothingIsLost() throws Exception {
    StoreOptions options = StoreOptions.defaults().withBusyTimeout(Duration.ofMinutes(1));
    ExecutorService executor = Executors.newFixedThreadPool(4);
    try (BundleStore one = BundleStore.open(file, options);
        BundleStore two = BundleStore.open(file, options)) {
      List<Callable<String>> work = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        BundleStore store = thread % 2 == 0 ? one : two;
        int from = 100 * thread;
        work.add(
            () -> {
              for (int i = from; i < from + 10; i++) {
                activate(store, "a", i);
                BundleDigest active = Objects.requireNonNull(store.state("a").active());
                Optional<StoredBundle> bundle = store.find("a", active);
                if (bundle.isPresent()) {
                  assertThat(bundle.get().bytes()).hasSize(Samples.SIZE);
                } else {
                  // Two reads are two looks: the other threads may have activated more than are
                  // retained between them. What is active can always be found.
                  assertThat(store.state("a").active()).isNotEqualTo(active);
                }
              }
              return "";
            });
      }
      for (Future<String> done : executor.invokeAll(work)) {
        done.get();
      }
      assertThat(one.journal("a", 1000)).hasSize(40).isEqualTo(two.journal("a", 1000));
      Samples.isSound(two);
    } finally {
      executor.shutdownNow();
    }
  }
}
