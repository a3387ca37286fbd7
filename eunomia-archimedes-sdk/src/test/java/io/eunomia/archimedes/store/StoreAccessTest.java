package io.eunomia.archimedes.store;

import static io.eunomia.archimedes.store.Samples.activate;
import static io.eunomia.archimedes.store.Samples.bundle;
import static io.eunomia.archimedes.store.Samples.digest;
import static io.eunomia.archimedes.store.Samples.failure;
import static io.eunomia.archimedes.store.Samples.rollBack;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.eunomia.archimedes.store.StoreException.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Places that a store cannot be made, written or read in. What takes a mount is skipped if none is
 * allowed.
 */
class StoreAccessTest {
  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void setUp() {
    file = directory.resolve("bundles.db");
  }

  private void store(int... bundles) throws StoreException {
    try (BundleStore store = BundleStore.open(file)) {
      for (int bundle : bundles) {
        activate(store, "a", bundle);
      }
    }
  }

  @Test
  void whenThereIsNoDirectory_thenItIsNotMade() {
    Path missing = directory.resolve("volume");
    assertThat(failure(Code.UNAVAILABLE, () -> BundleStore.open(missing.resolve("bundles.db"))))
        .hasMessageEndingWith("there is no directory " + missing);
    assertThat(missing).doesNotExist();
  }

  @Test
  void whenItIsADirectoryOrALinkToNowhere_thenItIsUnavailable() throws Exception {
    failure(Code.UNAVAILABLE, () -> BundleStore.open(directory));
    Files.createSymbolicLink(file, directory.resolve("nowhere"));
    failure(Code.UNAVAILABLE, () -> BundleStore.open(file));
    assertThat(directory.resolve("nowhere")).doesNotExist();
  }

  @Test
  void whenItIsALink_thenTheFileThatItLeadsToIsUsed() throws Exception {
    store(1);
    Path links = Files.createDirectory(directory.resolve("links"));
    Path link = Files.createSymbolicLink(links.resolve("link.db"), file);
    try (BundleStore store = BundleStore.open(link);
        BundleStore same = BundleStore.open(file)) {
      activate(store, "a", 2);
      assertThat(same.state("a").active()).isEqualTo(digest(2));
    }
    assertThat(links.toFile().list()).containsExactly("link.db");
  }

  @Test
  void whenTheDirectoryGoesAway_thenItIsUnavailable() throws Exception {
    Path gone = Files.createDirectory(directory.resolve("gone"));
    try (BundleStore store = BundleStore.open(gone.resolve("bundles.db"))) {
      activate(store, "a", 1);
      Files.move(gone, directory.resolve("elsewhere"));
      failure(Code.UNAVAILABLE, () -> store.state("a"));
      failure(Code.UNAVAILABLE, () -> activate(store, "a", 2));
      Files.move(directory.resolve("elsewhere"), gone);
      assertThat(activate(store, "a", 2).previous()).isEqualTo(digest(1));
    }
  }

  /** Read-only for everybody, root included. */
  private Mount readOnlyView() throws Exception {
    return Mount.readOnlyView(directory, directory.resolveSibling(directory.getFileName() + "-ro"));
  }

  private static void readsAndRefuses(Path file, int active) throws Exception {
    try (BundleStore store = BundleStore.open(file)) {
      assertThat(store.readOnly()).isTrue();
      assertThat(store.state("a").active()).isEqualTo(digest(active));
      assertThat(store.find("a", digest(active)).orElseThrow().bytes()).isEqualTo(bundle(active));
      assertThat(store.journal("a", 10)).isNotEmpty();
      failure(Code.READ_ONLY, () -> activate(store, "a", 9));
      failure(Code.READ_ONLY, () -> rollBack(store, "a", active));
      assertThat(store.state("a").active()).isEqualTo(digest(active));
    }
  }

  @Test
  void whenTheFileSystemIsReadOnly_thenItIsReadAndNotWritten() throws Exception {
    store(1);
    try (Mount view = readOnlyView()) {
      readsAndRefuses(view.path().resolve("bundles.db"), 1);
    }
  }

  @Test
  void whenTheFileSystemIsReadOnlyForUsButOthersWrite_thenTheirChangesAreSeen() throws Exception {
    store(1);
    try (Mount view = readOnlyView();
        BundleStore reader = BundleStore.open(view.path().resolve("bundles.db"))) {
      try (BundleStore writer = BundleStore.open(file)) {
        activate(writer, "a", 2);
        assertThat(reader.state("a").active()).isEqualTo(digest(2));
        activate(writer, "a", 3);
        assertThat(reader.state("a").active()).isEqualTo(digest(3));
      }
      assertThat(reader.state("a").previous()).isEqualTo(digest(2));
      failure(Code.READ_ONLY, () -> activate(reader, "a", 4));
    }
  }

  @Test
  void whenALogWasLeftOnAReadOnlyFileSystem_thenItCounts() throws Exception {
    Path copies = Files.createDirectory(directory.resolve("copies"));
    try (BundleStore store = BundleStore.open(file)) {
      activate(store, "a", 1);
      activate(store, "a", 2);
      for (String name : new String[] {"bundles.db", "bundles.db-wal", "bundles.db-shm"}) {
        Files.copy(directory.resolve(name), copies.resolve(name));
      }
    }
    try (Mount view = readOnlyView()) {
      readsAndRefuses(view.path().resolve("copies/bundles.db"), 2);
    }
    // Without its index, a log cannot be read by whoever cannot make one.
    Files.delete(copies.resolve("bundles.db-shm"));
    try (Mount view = readOnlyView()) {
      failure(Code.UNAVAILABLE, () -> BundleStore.open(view.path().resolve("copies/bundles.db")));
    }
  }

  @Test
  void whenAReadOnlyFileSystemHasNoStore_thenThereIsNone() throws Exception {
    Files.createFile(directory.resolve("empty.db"));
    Files.writeString(directory.resolve("damaged.db"), "damaged");
    try (Mount view = readOnlyView()) {
      failure(Code.READ_ONLY, () -> BundleStore.open(view.path().resolve("bundles.db")));
      failure(Code.READ_ONLY, () -> BundleStore.open(view.path().resolve("empty.db")));
      failure(Code.CORRUPT, () -> BundleStore.open(view.path().resolve("damaged.db")));
      failure(Code.READ_ONLY, () -> BundleStore.setAside(view.path().resolve("damaged.db")));
    }
    assertThat(directory.resolve("damaged.db")).hasContent("damaged");
  }

  @Test
  void whenOnlyTheRightsForbidWriting_thenItIsReadAndNotWritten() throws Exception {
    assumeTrue(!"root".equals(System.getProperty("user.name")), "root may write everything");
    store(1);
    assertThat(file.toFile().setWritable(false)).isTrue();
    readsAndRefuses(file, 1);
    assertThat(file.toFile().setWritable(true)).isTrue();
    assertThat(directory.toFile().setWritable(false)).isTrue();
    readsAndRefuses(file, 1);
    assertThat(directory.toFile().setWritable(true)).isTrue();
    assertThat(file.toFile().setReadable(false)).isTrue();
    failure(Code.UNAVAILABLE, () -> BundleStore.open(file));
  }

  @Test
  void whenItCannotGrow_thenNothingChangesUntilItCan() throws Exception {
    try (BundleStore store = BundleStore.open(file)) {
      activate(store, "a", 1);
      activate(store, "a", 2);
      long pages = store.database().read(session -> session.number("PRAGMA page_count"));
      maxPages(store, pages + 2);
      StoreState before = store.state("a");
      failure(Code.FULL, () -> activate(store, "a", 3));
      assertThat(store.state("a")).isEqualTo(before);
      assertThat(store.find("a", digest(2)).orElseThrow().bytes()).isEqualTo(bundle(2));
      assertThat(store.journal("a", 10)).hasSize(2);
      // What needs no room goes on.
      assertThat(rollBack(store, "a", 1).active()).isEqualTo(digest(1));
      maxPages(store, 1_000_000);
      assertThat(activate(store, "a", 3).active()).isEqualTo(digest(3));
      Samples.isSound(store);
    }
  }

  private static void maxPages(BundleStore store, long pages) throws StoreException {
    store.database().read(session -> session.number("PRAGMA max_page_count = " + pages));
  }

  @Test
  void whenTheDiskIsFull_thenNothingChangesUntilThereIsRoom() throws Exception {
    try (Mount disk = Mount.smallDisk(directory.resolve("disk"), "1m");
        BundleStore store = BundleStore.open(disk.path().resolve("bundles.db"))) {
      activate(store, "a", 1);
      activate(store, "a", 2);
      Path filler = fill(disk.path());
      StoreState before = store.state("a");
      failure(Code.FULL, () -> activate(store, "a", bundle(3, 200_000)));
      assertThat(store.state("a")).isEqualTo(before);
      assertThat(store.find("a", digest(2)).orElseThrow().bytes()).isEqualTo(bundle(2));
      Files.delete(filler);
      assertThat(activate(store, "a", 3).previous()).isEqualTo(digest(2));
      Samples.isSound(store);
    }
  }

  @Test
  void whenTheDiskIsFullAtTheStart_thenWhatIsThereCanBeRead() throws Exception {
    try (Mount disk = Mount.smallDisk(directory.resolve("disk"), "1m")) {
      Path there = disk.path().resolve("bundles.db");
      try (BundleStore store = BundleStore.open(there)) {
        activate(store, "a", 1);
      }
      Path filler = fill(disk.path());
      failure(Code.FULL, () -> BundleStore.open(disk.path().resolve("new.db")));
      try (BundleStore store = BundleStore.open(there)) {
        assertThat(store.state("a").active()).isEqualTo(digest(1));
        assertThat(store.find("a", digest(1)).orElseThrow().bytes()).isEqualTo(bundle(1));
        failure(Code.FULL, () -> activate(store, "a", 2));
        Files.delete(filler);
        assertThat(activate(store, "a", 2).previous()).isEqualTo(digest(1));
        assertThat(store.readOnly()).isFalse();
      }
    }
  }

  @Test
  void whenABundleIsLargerThanTheDisk_thenItIsRefusedEachTime() throws Exception {
    try (Mount disk = Mount.smallDisk(directory.resolve("disk"), "1m");
        BundleStore store = BundleStore.open(disk.path().resolve("bundles.db"))) {
      activate(store, "a", 1);
      for (int i = 0; i < 5; i++) {
        failure(Code.FULL, () -> activate(store, "a", bundle(2, 2 << 20)));
        assertThat(activate(store, "a", i % 2 + 3).active()).isEqualTo(digest(i % 2 + 3));
      }
    }
  }

  @Test
  void whenTheNativeLibraryCannotBeUnpacked_thenItIsUnavailable() throws Exception {
    try (ChildProcess child =
        ChildProcess.start(directory.resolve("missing"), StoreChild.Task.OPEN, file)) {
      child.await("UNAVAILABLE " + file + ": cannot be used (");
    }
  }

  private static Path fill(Path disk) throws IOException {
    Path filler = disk.resolve("filler");
    byte[] page = new byte[4096];
    Arrays.fill(page, (byte) 1);
    Files.createFile(filler);
    try {
      while (true) {
        Files.write(filler, page, StandardOpenOption.APPEND);
      }
    } catch (IOException e) {
      return filler; // There is no room any more.
    }
  }
}
