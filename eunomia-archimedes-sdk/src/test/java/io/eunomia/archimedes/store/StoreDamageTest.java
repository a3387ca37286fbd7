package io.eunomia.archimedes.store;

import static io.eunomia.archimedes.store.Samples.activate;
import static io.eunomia.archimedes.store.Samples.bundle;
import static io.eunomia.archimedes.store.Samples.digest;
import static io.eunomia.archimedes.store.Samples.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.eunomia.archimedes.store.StoreException.Code;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are not what they were, or never were. */
class StoreDamageTest {
  private static final int PAGE = 4096;

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

  private void sql(String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static void overwrite(Path file, long from, byte[] bytes) throws IOException {
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.seek(from);
      out.write(bytes);
    }
  }

  private static byte[] garbage(int length) {
    return bundle(666, length);
  }

  /** Opening says so, setting aside loses nothing, and a new store can begin. */
  private void corruptAndReplaceable() throws Exception {
    byte[] damaged = Files.readAllBytes(file);
    failure(Code.CORRUPT, () -> BundleStore.open(file));
    assertThat(file).hasBinaryContent(damaged);
    Path aside = BundleStore.setAside(file).orElseThrow();
    assertThat(aside).isEqualTo(directory.toRealPath().resolve("bundles.db.corrupt-1"));
    assertThat(aside).hasBinaryContent(damaged);
    try (BundleStore store = BundleStore.open(file)) {
      assertThat(store.state("a").active()).isNull();
      activate(store, "a", 3);
    }
  }

  @Test
  void whenItIsGarbage_thenItIsCorrupt() throws Exception {
    Files.write(file, garbage(20_000));
    corruptAndReplaceable();
  }

  @Test
  void whenItIsText_thenItIsCorrupt() throws Exception {
    Files.writeString(file, "not a database");
    corruptAndReplaceable();
  }

  @Test
  void whenTheFirstPageIsZeros_thenItIsCorrupt() throws Exception {
    store(1);
    overwrite(file, 0, new byte[PAGE]);
    corruptAndReplaceable();
  }

  @Test
  void whenTheSchemaIsOverwritten_thenItIsCorrupt() throws Exception {
    store(1);
    overwrite(file, 100, garbage(PAGE - 100));
    corruptAndReplaceable();
  }

  @ParameterizedTest
  @ValueSource(ints = {512, PAGE, 3 * PAGE, 5 * PAGE + 77})
  void whenItIsTruncated_thenItIsCorrupt(int length) throws Exception {
    store(1, 2);
    overwrite(file, 0, new byte[0]);
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.setLength(length);
    }
    corruptAndReplaceable();
  }

  @ParameterizedTest
  @ValueSource(strings = {"content", "bundle", "hold", "journal", "bundle_by_position"})
  void whenAPageInTheMiddleIsOverwritten_thenItIsCorrupt(String table) throws Exception {
    store(1, 2);
    int page;
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      page =
          statement
              .executeQuery("SELECT rootpage FROM sqlite_schema WHERE name = '" + table + "'")
              .getInt(1);
    }
    overwrite(file, (page - 1L) * PAGE, garbage(PAGE));
    corruptAndReplaceable();
  }

  @Test
  void whenTheBytesOfABundleChange_thenFindingItSaysSoAndAnActivationRepairsIt() throws Exception {
    store(1, 2);
    // A page in the middle of a bundle has no structure: only the digest can tell.
    byte[] all = Files.readAllBytes(file);
    byte[] inTheMiddle = Arrays.copyOfRange(bundle(2), 10_000, 10_100);
    int at = indexOf(all, inTheMiddle);
    overwrite(file, at, new byte[] {(byte) ~inTheMiddle[0]});
    try (BundleStore store = BundleStore.open(file)) {
      assertThat(store.state("a").active()).isEqualTo(digest(2));
      assertThat(store.retained("a")).hasSize(2);
      assertThat(failure(Code.CORRUPT, () -> store.find("a", digest(2))))
          .hasMessageContaining(digest(2).toString());
      assertThat(store.find("a", digest(1)).orElseThrow().bytes()).isEqualTo(bundle(1));
      activate(store, "a", 2);
      assertThat(store.find("a", digest(2)).orElseThrow().bytes()).isEqualTo(bundle(2));
    }
    assertThat(BundleStore.setAside(file)).isEmpty();
    overwrite(file, indexOf(Files.readAllBytes(file), inTheMiddle), new byte[] {0, 0, 0, 0});
    assertThat(BundleStore.setAside(file)).isPresent();
  }

  private static int indexOf(byte[] all, byte[] part) {
    int at =
        new String(all, StandardCharsets.ISO_8859_1)
            .indexOf(new String(part, StandardCharsets.ISO_8859_1));
    assertThat(at).isPositive();
    return at;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE bundle SET activated_at = 'yesterday'",
        "PRAGMA ignore_check_constraints = ON; UPDATE journal SET kind = 'party'",
        "UPDATE journal SET digest = 'sha256:short'",
        "INSERT INTO hold VALUES ('a', 'md5:1', 1)"
      })
  void whenAValueMakesNoSense_thenItIsCorrupt(String change) throws Exception {
    store(1);
    sql(change.split("; ", -1));
    failure(
        Code.CORRUPT,
        () -> {
          try (BundleStore store = BundleStore.open(file)) {
            store.state("a");
            store.retained("a");
            store.journal("a", 1);
          }
        });
  }

  @Test
  void whenAProcessDiedWhileItMadeTheFile_thenTheNextOneGoesOn() throws Exception {
    Files.createFile(file);
    store(1);
    Files.delete(file);
    sql("PRAGMA journal_mode = WAL");
    assertThat(Files.size(file)).isPositive();
    store(1);
  }

  /** A log of commits that are not in the file yet, as a process that was killed may leave. */
  private Path unfinished() throws Exception {
    Path copy = Files.createDirectory(directory.resolve("copy")).resolve("bundles.db");
    try (BundleStore store = BundleStore.open(file)) {
      activate(store, "a", 1);
      store
          .database()
          .read(
              session -> {
                session.run("COMMIT");
                session.run("PRAGMA wal_autocheckpoint = 0");
                session.run("BEGIN");
                return "";
              });
      activate(store, "a", 2);
      Files.copy(file, copy);
      Files.copy(directory.resolve("bundles.db-wal"), directory.resolve("copy/bundles.db-wal"));
    }
    return copy;
  }

  @Test
  void whenTheLogIsSound_thenItCounts() throws Exception {
    try (BundleStore store = BundleStore.open(unfinished())) {
      assertThat(store.state("a").active()).isEqualTo(digest(2));
      assertThat(store.find("a", digest(2)).orElseThrow().bytes()).isEqualTo(bundle(2));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 32, 60, 3 * PAGE})
  void whenTheLogIsDamaged_thenTheStateIsThatOfTheLastSoundCommit(int from) throws Exception {
    Path copy = unfinished();
    overwrite(copy.resolveSibling("bundles.db-wal"), from, garbage(2 * PAGE));
    try (BundleStore store = BundleStore.open(copy)) {
      assertThat(store.state("a").active()).isEqualTo(digest(1));
      assertThat(store.find("a", digest(1)).orElseThrow().bytes()).isEqualTo(bundle(1));
      activate(store, "a", 3);
    }
    try (BundleStore store = BundleStore.open(copy)) {
      assertThat(store.state("a").active()).isEqualTo(digest(3));
    }
  }

  @Test
  void whenItIsAnotherProgramsDatabase_thenItIsLeftAlone() throws Exception {
    sql("CREATE TABLE precious (a)");
    byte[] before = Files.readAllBytes(file);
    assertThat(failure(Code.NOT_A_STORE, () -> BundleStore.open(file)))
        .hasMessageStartingWith(file.toString());
    failure(Code.NOT_A_STORE, () -> BundleStore.setAside(file));
    sql("DROP TABLE precious", "PRAGMA application_id = 7");
    failure(Code.NOT_A_STORE, () -> BundleStore.open(file));
    sql("PRAGMA application_id = 0", "PRAGMA user_version = 1");
    failure(Code.NOT_A_STORE, () -> BundleStore.open(file));
    assertThat(before).isNotEmpty();
    assertThat(directory.toFile().list()).containsExactly("bundles.db");
  }

  @Test
  void whenALaterVersionWroteIt_thenItIsLeftAlone() throws Exception {
    store(1);
    sql("PRAGMA user_version = 99");
    byte[] before = Files.readAllBytes(file);
    assertThat(failure(Code.NEWER_VERSION, () -> BundleStore.open(file)))
        .hasMessageContaining(
            "has version 99, the latest that is known here is " + Migrations.ALL.size());
    failure(Code.NEWER_VERSION, () -> BundleStore.setAside(file));
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void whenThereIsALaterMigration_thenItIsAppliedOnceOrNotAtAll() throws Exception {
    store(1);
    int known = Migrations.ALL.size();
    List<List<String>> broken = new ArrayList<>(Migrations.ALL);
    broken.add(List.of("CREATE TABLE more (a)"));
    broken.add(List.of("CREATE TABLE yet_more (a)", "CREATE TABLE more (a)"));
    failure(Code.UNAVAILABLE, () -> Database.open(file, StoreOptions.defaults(), broken).close());
    for (int i = 0; i < 2; i++) {
      try (Database database =
          Database.open(file, StoreOptions.defaults(), broken.subList(0, known + 1))) {
        assertThat(database.<Long, RuntimeException>read(s -> s.number("PRAGMA user_version")))
            .isEqualTo(known + 1);
        assertThat(
                database.<Long, RuntimeException>read(
                    s -> s.number("SELECT count(*) FROM sqlite_schema WHERE name LIKE '%more'")))
            .isEqualTo(1);
        assertThat(database.<StoreState, RuntimeException>read(s -> Reading.state(s, "a")).active())
            .isEqualTo(digest(1));
      }
    }
    failure(Code.NEWER_VERSION, () -> BundleStore.open(file));
  }

  @Test
  void whenThereIsNoDamage_thenNothingIsSetAside() throws Exception {
    store(1);
    assertThat(BundleStore.setAside(file)).isEmpty();
    try (BundleStore store = BundleStore.open(file)) {
      assertThat(store.state("a").active()).isEqualTo(digest(1));
      assertThat(BundleStore.setAside(file)).isEmpty();
      activate(store, "a", 2);
    }
  }

  @Test
  void whenSetAsideAgain_thenNothingIsOverwritten() throws Exception {
    Files.writeString(directory.resolve("bundles.db.corrupt-1"), "mine");
    Files.writeString(directory.resolve("bundles.db.corrupt-2-wal"), "mine");
    Files.writeString(file, "first");
    assertThat(aside()).isEqualTo("bundles.db.corrupt-3");
    Files.writeString(file, "second");
    assertThat(aside()).isEqualTo("bundles.db.corrupt-4");
    assertThat(directory.resolve("bundles.db.corrupt-1")).hasContent("mine");
    assertThat(directory.resolve("bundles.db.corrupt-2-wal")).hasContent("mine");
    assertThat(directory.resolve("bundles.db.corrupt-3")).hasContent("first");
    assertThat(directory.resolve("bundles.db.corrupt-4")).hasContent("second");
  }

  @Test
  void whenSetAside_thenWhatSqliteKeepsBesideItGoesWithIt() throws Exception {
    Files.writeString(file, "file");
    Files.writeString(directory.resolve("bundles.db-wal"), "log");
    Files.writeString(directory.resolve("bundles.db-shm"), "index");
    StoreFiles.setAside(file);
    assertThat(directory.resolve("bundles.db.corrupt-1")).hasContent("file");
    assertThat(directory.resolve("bundles.db.corrupt-1-wal")).hasContent("log");
    assertThat(directory.resolve("bundles.db.corrupt-1-shm")).hasContent("index");
    assertThat(directory.toFile().list()).hasSize(3);
  }

  private String aside() throws StoreException {
    Optional<Path> aside = BundleStore.setAside(file);
    return String.valueOf(aside.orElseThrow().getFileName());
  }

  @Test
  void whenAnotherProcessSetsItAside_thenTheNewOneCounts() throws Exception {
    try (BundleStore store = BundleStore.open(file);
        BundleStore other = BundleStore.open(file)) {
      activate(store, "a", 1);
      StoreFiles.setAside(file);
      activate(other, "a", 2);
      assertThat(store.state("a")).isEqualTo(new StoreState(digest(2), null, Set.of()));
      activate(store, "a", 3);
      assertThat(other.state("a").previous()).isEqualTo(digest(2));
    }
    try (BundleStore aside = BundleStore.open(directory.resolve("bundles.db.corrupt-1"))) {
      assertThat(aside.state("a").active()).isEqualTo(digest(1));
    }
  }

  @Test
  void whenItIsReplacedWhileOpen_thenItIsUnavailable() throws Exception {
    Path copy = directory.resolve("copy.db");
    store(1);
    Files.copy(file, copy);
    try (BundleStore store = BundleStore.open(file)) {
      activate(store, "a", 2);
      Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
      failure(Code.UNAVAILABLE, () -> activate(store, "a", 3));
      assertThat(failure(Code.UNAVAILABLE, () -> store.state("a")))
          .hasMessageEndingWith(
              "was replaced or removed while it was open, and its -wal is still there");
      Files.delete(directory.resolve("bundles.db-wal"));
      Files.delete(directory.resolve("bundles.db-shm"));
      assertThat(store.state("a").active()).isEqualTo(digest(1));
      Files.delete(file);
      failure(Code.UNAVAILABLE, () -> store.state("a"));
    }
  }
}
