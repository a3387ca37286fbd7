package io.eunomia.archimedes.store;

import static io.eunomia.archimedes.store.Samples.activate;
import static io.eunomia.archimedes.store.Samples.activation;
import static io.eunomia.archimedes.store.Samples.bundle;
import static io.eunomia.archimedes.store.Samples.digest;
import static io.eunomia.archimedes.store.Samples.rollBack;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eunomia.archimedes.store.JournalEntry.Kind;
import io.eunomia.archimedes.store.StoredBundle.Metadata;
import io.eunomia.bundle.BundleDigest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class BundleStoreTest {
  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void setUp() {
    file = directory.resolve("bundles.db");
  }

  private static StoreState state(
      @Nullable Integer active, @Nullable Integer previous, Integer... held) {
    return new StoreState(
        active == null ? null : digest(active),
        previous == null ? null : digest(previous),
        Set.copyOf(Arrays.stream(held).map(Samples::digest).toList()));
  }

  private static List<BundleDigest> retained(BundleStore store) throws StoreException {
    return store.retained("a").stream().map(Metadata::digest).toList();
  }

  @Test
  void whenNothingWasActivated_thenThereIsNothing() throws Exception {
    try (BundleStore store = BundleStore.open(file)) {
      assertThat(store.readOnly()).isFalse();
      assertThat(store.state("a")).isEqualTo(state(null, null));
      assertThat(store.find("a", digest(1))).isEmpty();
      assertThat(store.retained("a")).isEmpty();
      assertThat(store.journal("a", 10)).isEmpty();
    }
  }

  @Test
  void whenReopened_thenEverythingIsThere() throws Exception {
    try (BundleStore store = BundleStore.open(file)) {
      activate(store, "a", 1);
      activate(store, "a", 2);
    }
    try (BundleStore store = BundleStore.open(file)) {
      assertThat(store.state("a")).isEqualTo(state(2, 1));
      StoredBundle found = store.find("a", digest(2)).orElseThrow();
      assertThat(found.bytes()).isEqualTo(bundle(2));
      assertThat(found.metadata())
          .isEqualTo(
              new Metadata(
                  "a",
                  digest(2),
                  Samples.SIZE,
                  "1.2.3",
                  "c0ffee",
                  7,
                  "push",
                  "spiffe://d/ci",
                  "deployment-1",
                  Samples.TIME));
      assertThat(retained(store)).containsExactly(digest(2), digest(1));
      assertThat(store.find("b", digest(2))).isEmpty();
    }
  }

  @Test
  void whenRolledBack_thenTheLineGetsShorterAndWhatWasLeftIsHeld() throws Exception {
    try (BundleStore store = BundleStore.open(file)) {
      assertThat(activate(store, "a", 1)).isEqualTo(state(1, null));
      assertThat(activate(store, "a", 2)).isEqualTo(state(2, 1));
      assertThat(activate(store, "a", 3)).isEqualTo(state(3, 2));
      assertThat(rollBack(store, "a", 2)).isEqualTo(state(2, 1, 3));
      assertThat(rollBack(store, "a", 1)).isEqualTo(state(1, null, 2, 3));
      assertThat(retained(store)).containsExactly(digest(1), digest(2), digest(3));
      // Forward again, by name.
      assertThat(rollBack(store, "a", 3)).isEqualTo(state(3, 1, 1, 2));
      // And from there, what was left is where a rollback goes.
      assertThat(rollBack(store, "a", 1)).isEqualTo(state(1, null, 2, 3));
      assertThat(activate(store, "a", 3)).isEqualTo(state(3, 1, 2));
    }
  }

  @Test
  void whenRolledBackOverSeveral_thenAllOfThemAreHeld() throws Exception {
    try (BundleStore store = BundleStore.open(file)) {
      for (int i = 1; i <= 4; i++) {
        activate(store, "a", i);
      }
      assertThat(rollBack(store, "a", 2)).isEqualTo(state(2, 1, 3, 4));
    }
  }

  @Test
  void whenABundleOfTheLineIsActivated_thenItMovesToTheEnd() throws Exception {
    try (BundleStore store = BundleStore.open(file)) {
      activate(store, "a", 1);
      activate(store, "a", 2);
      activate(store, "a", 3);
      assertThat(activate(store, "a", 1)).isEqualTo(state(1, 3));
      assertThat(rollBack(store, "a", 2)).isEqualTo(state(2, null, 1, 3));
    }
  }

  @Test
  void whenTheActiveOneIsActivatedOrRolledBackTo_thenOnlyTheJournalGrows() throws Exception {
    try (BundleStore store = BundleStore.open(file)) {
      activate(store, "a", 1);
      activate(store, "a", 2);
      assertThat(activate(store, "a", 2)).isEqualTo(state(2, 1));
      assertThat(rollBack(store, "a", 2)).isEqualTo(state(2, 1));
      assertThat(store.journal("a", 10)).hasSize(4);
    }
  }

  @Test
  void whenTheBundleIsNotRetained_thenARollbackChangesNothing() throws Exception {
    try (BundleStore store = BundleStore.open(file, StoreOptions.defaults().withRetained(2))) {
      for (int i = 1; i <= 3; i++) {
        activate(store, "a", i);
      }
      activate(store, "b", 9);
      List<JournalEntry> before = store.journal("a", 10);
      for (int gone : new int[] {1, 9, 100}) {
        assertThatThrownBy(() -> rollBack(store, "a", gone))
            .isInstanceOf(NotRetainedException.class)
            .hasMessage("no bundle " + digest(gone) + " of a is retained");
      }
      assertThat(store.state("a")).isEqualTo(state(3, 2));
      assertThat(store.journal("a", 10)).isEqualTo(before);
      assertThat(activate(store, "a", 4)).isEqualTo(state(4, 3));
    }
  }

  @Test
  void whenThereAreTooMany_thenTheOldestGoButNeverActiveOrPrevious() throws Exception {
    try (BundleStore store = BundleStore.open(file, StoreOptions.defaults().withRetained(3))) {
      for (int i = 1; i <= 4; i++) {
        activate(store, "a", i);
      }
      assertThat(retained(store)).containsExactly(digest(4), digest(3), digest(2));
      assertThat(rollBack(store, "a", 2)).isEqualTo(state(2, null, 3, 4));
      activate(store, "a", 5);
      assertThat(retained(store)).containsExactly(digest(5), digest(2), digest(4));
      activate(store, "a", 4);
      rollBack(store, "a", 2);
      // 5 and 4 were left, and are still there: 2 has nothing before it.
      assertThat(retained(store)).containsExactly(digest(2), digest(4), digest(5));
    }
    try (BundleStore store = BundleStore.open(file, StoreOptions.defaults().withRetained(2))) {
      // The hold outlives the bundle.
      assertThat(activate(store, "a", 6)).isEqualTo(state(6, 2, 3, 4, 5));
      assertThat(retained(store)).containsExactly(digest(6), digest(2));
    }
  }

  @Test
  void whenServicesHaveTheSameBundle_thenItIsStoredOnceAndAsLongAsOneHasIt() throws Exception {
    try (BundleStore store = BundleStore.open(file, StoreOptions.defaults().withRetained(2))) {
      activate(store, "a", 1);
      activate(store, "b", 1);
      assertThat(contents(store)).isEqualTo(1);
      activate(store, "a", 2);
      activate(store, "a", 3);
      assertThat(store.find("a", digest(1))).isEmpty();
      assertThat(store.find("b", digest(1)).orElseThrow().bytes()).isEqualTo(bundle(1));
      assertThat(store.state("b")).isEqualTo(state(1, null));
      activate(store, "b", 2);
      activate(store, "b", 3);
      assertThat(contents(store)).isEqualTo(2);
    }
  }

  private static long contents(BundleStore store) throws StoreException {
    return store.database().read(session -> session.number("SELECT count(*) FROM content"));
  }

  @Test
  void whenSomethingHappens_thenTheJournalSaysWho() throws Exception {
    try (BundleStore store =
        BundleStore.open(file, StoreOptions.defaults().withJournalEntries(3))) {
      activate(store, "a", 1);
      activate(store, "b", 1);
      activate(store, "a", 2);
      rollBack(store, "a", 1);
      List<JournalEntry> journal = store.journal("a", 10);
      assertThat(journal).hasSize(3);
      assertThat(journal.get(0))
          .isEqualTo(
              new JournalEntry(
                  4,
                  Kind.ROLLBACK,
                  digest(1),
                  digest(2),
                  "push",
                  "spiffe://d/sre",
                  null,
                  "denies too much",
                  Samples.TIME));
      assertThat(journal.get(2))
          .isEqualTo(
              new JournalEntry(
                  1,
                  Kind.ACTIVATION,
                  digest(1),
                  null,
                  "push",
                  "spiffe://d/ci",
                  "deployment-1",
                  null,
                  Samples.TIME));
      activate(store, "a", 3);
      assertThat(store.journal("a", 10)).extracting(JournalEntry::id).containsExactly(5L, 4L, 3L);
      assertThat(store.journal("a", 1)).extracting(JournalEntry::id).containsExactly(5L);
      assertThat(store.journal("b", 10)).hasSize(1);
      assertThatThrownBy(() -> store.journal("a", -1)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void whenTheClockJumps_thenTheOrderStays() throws Exception {
    try (BundleStore store = BundleStore.open(file, StoreOptions.defaults().withRetained(2))) {
      Instant[] times = {Instant.MAX, Instant.EPOCH, Instant.MIN};
      for (int i = 0; i < times.length; i++) {
        StoredActivation activation =
            new StoredActivation("a", digest(i), "", "", 0, "local", "me", null, times[i]);
        store.activated(activation, bundle(i));
      }
      assertThat(store.state("a")).isEqualTo(state(2, 1));
      assertThat(store.retained("a"))
          .extracting(Metadata::activatedAt)
          .containsExactly(Instant.MIN, Instant.EPOCH);
    }
  }

  @Test
  void whenTextsAreOdd_thenTheyComeBack() throws Exception {
    try (BundleStore store = BundleStore.open(file)) {
      String odd = "'; DROP TABLE bundle; -- \u0000\n\ud83d\ude00 " + "\ud83d\ude00".repeat(5_000);
      StoredActivation activation =
          new StoredActivation(
              odd, digest(1), odd, odd, Long.MAX_VALUE, odd, odd, odd, Samples.TIME);
      store.activated(activation, bundle(1));
      Metadata metadata = store.retained(odd).get(0);
      assertThat(metadata.service()).isEqualTo(odd);
      assertThat(metadata.version()).isEqualTo(odd);
      assertThat(metadata.sequence()).isEqualTo(Long.MAX_VALUE);
      // What others say at length is cut, but not through a character.
      assertThat(metadata.actor()).hasSizeBetween(3_999, 4_000).isSubstringOf(odd);
      assertThat(metadata.actor().codePoints().allMatch(Character::isDefined)).isTrue();
    }
  }

  @Test
  void whenHoldsAreMany_thenTheLatestAreRemembered() throws Exception {
    try (BundleStore store = BundleStore.open(file)) {
      activate(store, "a", 1);
      activate(store, "a", 2);
      store
          .database()
          .write(
              session -> {
                session.run(
                    """
                    INSERT INTO hold (service, digest, since)
                    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1100)
                    SELECT 'a', 'sha256:' || printf('%064x', i), -i FROM n
                    """);
                return "";
              });
      Set<BundleDigest> held = rollBack(store, "a", 1).held();
      assertThat(held).hasSize(Writing.HOLDS).contains(digest(2));
      assertThat(held.toString())
          .contains("%064x".formatted(999))
          .doesNotContain("%064x".formatted(1000));
    }
  }

  @Test
  void whenTheDigestIsNotThatOfTheBytes_thenTheyAreNotStored() throws Exception {
    try (BundleStore store = BundleStore.open(file)) {
      assertThatThrownBy(() -> store.activated(activation("a", digest(1)), bundle(2)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(digest(2).toString());
      assertThat(store.state("a")).isEqualTo(state(null, null));
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void whenMade_thenOnlyTheOwnerCanRead() throws Exception {
    try (BundleStore store = BundleStore.open(file)) {
      activate(store, "a", 1);
      for (String name : new String[] {"bundles.db", "bundles.db-wal", "bundles.db-shm"}) {
        assertThat(Files.getPosixFilePermissions(directory.resolve(name)))
            .as(name)
            .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      }
    }
    assertThat(directory.toFile().list()).containsExactly("bundles.db");
  }

  @Test
  void whenThePathHasOddCharacters_thenItIsTheOneThatIsUsed() throws Exception {
    Path odd = Files.createDirectory(directory.resolve("a b%20?c#d")).resolve("x?mode=memory&y.db");
    try (BundleStore store = BundleStore.open(odd)) {
      activate(store, "a", 1);
    }
    assertThat(odd).isNotEmptyFile();
    try (BundleStore store = BundleStore.open(odd)) {
      assertThat(store.state("a")).isEqualTo(state(1, null));
    }
  }

  @Test
  void whenClosed_thenItCannotBeUsed() throws Exception {
    BundleStore store = BundleStore.open(file);
    store.close();
    store.close();
    assertThatThrownBy(() -> store.state("a")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> activate(store, "a", 1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whenAnOptionMakesNoSense_thenItIsRefused() {
    StoreOptions options = StoreOptions.defaults();
    assertThatThrownBy(() -> options.withRetained(1)).hasMessageContaining("at least 2");
    assertThatThrownBy(() -> options.withJournalEntries(0)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> options.withBusyTimeout(Duration.ofMillis(-1)))
        .hasMessageContaining("busyTimeout");
    assertThatThrownBy(() -> options.withBusyTimeout(Duration.ofDays(1)))
        .hasMessageContaining("busyTimeout");
  }
}
