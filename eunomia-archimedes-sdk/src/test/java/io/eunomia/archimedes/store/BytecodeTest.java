package io.eunomia.archimedes.store;

import static io.eunomia.archimedes.store.Samples.activate;
import static io.eunomia.archimedes.store.Samples.bundle;
import static io.eunomia.archimedes.store.Samples.digest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BytecodeTest {
  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void setUp() {
    file = directory.resolve("bundles.db");
  }

  @Test
  void whenItIsKept_thenItIsFoundAfterwards() throws Exception {
    try (BundleStore store = BundleStore.open(file)) {
      assertThat(store.bytecode("a")).isEmpty();
      assertThat(store.keepBytecode("a", bundle(1))).isTrue();
      assertThat(store.keepBytecode("b", bundle(2))).isTrue();
      assertThat(store.keepBytecode("b", bundle(3))).isTrue();
    }
    try (BundleStore store = BundleStore.open(file)) {
      assertThat(store.bytecode("a")).hasValue(bundle(1));
      assertThat(store.bytecode("b")).hasValue(bundle(3));
      assertThat(store.bytecode("c")).isEmpty();
    }
  }

  @Test
  void whenTheFileIsOfAVersionWithoutIt_thenItIsBroughtUpToDate() throws Exception {
    Database.open(file, StoreOptions.defaults(), Migrations.ALL.subList(0, 1)).close();
    try (BundleStore store = BundleStore.open(file)) {
      assertThat(store.keepBytecode("a", bundle(1))).isTrue();
      assertThat(store.bytecode("a")).hasValue(bundle(1));
    }
  }

  @Test
  void whenThereIsMuchOfIt_thenTheLatestIsKept() throws Exception {
    try (BundleStore store = BundleStore.open(file)) {
      for (int i = 0; i < Bytecode.MAX_ENTRIES + 2; i++) {
        store.keepBytecode("n" + i, bundle(i, 100));
      }
      assertThat(store.bytecode("n1")).isEmpty();
      assertThat(store.bytecode("n2")).isPresent();
      // Again: it is the latest now.
      store.keepBytecode("n2", bundle(2, 100));
      store.keepBytecode("more", bundle(0, 100));
      assertThat(store.bytecode("n2")).isPresent();
      assertThat(store.bytecode("n3")).isEmpty();

      int half = Bytecode.MAX_BYTES / 2;
      store.keepBytecode("half", new byte[half]);
      assertThat(store.bytecode("n2")).isPresent();
      store.keepBytecode("other half", new byte[half]);
      assertThat(store.bytecode("half")).isPresent();
      assertThat(store.bytecode("n2")).isEmpty();
      assertThat(store.keepBytecode("too much", new byte[Bytecode.MAX_BYTES + 1])).isFalse();
      assertThat(store.bytecode("other half")).isPresent();
      assertThat(store.bytecode("too much")).isEmpty();
    }
  }

  @Test
  void whenItIsDamaged_thenItIsNotThere() throws Exception {
    try (BundleStore store = BundleStore.open(file)) {
      store.keepBytecode("a", bundle(1));
      activate(store, "s", 1);
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE bytecode SET bytes = zeroblob(length(bytes))");
    }
    try (BundleStore store = BundleStore.open(file)) {
      assertThat(store.bytecode("a")).isEmpty();
      store.keepBytecode("a", bundle(1));
      assertThat(store.bytecode("a")).hasValue(bundle(1));
      assertThat(store.state("s").active()).isEqualTo(digest(1));
    }
  }

  @Test
  void whenOthersCanWriteTheFile_thenNothingIsKeptOrFound() throws Exception {
    assumeTrue(Files.getFileStore(directory).supportsFileAttributeView("posix"));
    try (BundleStore store = BundleStore.open(file)) {
      store.keepBytecode("a", bundle(1));
      for (String open : new String[] {"rw-rw----", "rw-----w-"}) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(open));
        assertThat(store.bytecode("a")).as(open).isEmpty();
        assertThat(store.keepBytecode("b", bundle(2))).as(open).isFalse();
      }
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      assertThat(store.bytecode("a")).isPresent();
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwx---"));
      assertThat(store.bytecode("a")).isEmpty();
      // As /tmp is: everybody's, but nobody renames what is another's.
      Files.setAttribute(directory, "unix:mode", 0_1777);
      assertThat(store.bytecode("a")).isPresent();
      assertThat(store.bytecode("b")).isEmpty();
      // What is signed is found wherever it is.
      activate(store, "s", 1);
    }
  }

  @Test
  void whenAnotherUserOwnsTheFile_thenNothingIsFound() throws Exception {
    assumeTrue(
        Files.exists(Path.of("/proc/self"))
            && Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid")),
        "only root can give a file away; skipped");
    try (BundleStore store = BundleStore.open(file)) {
      store.keepBytecode("a", bundle(1));
      Files.setAttribute(file, "unix:uid", 12_345);
      assertThat(store.bytecode("a")).isEmpty();
    }
  }
}
