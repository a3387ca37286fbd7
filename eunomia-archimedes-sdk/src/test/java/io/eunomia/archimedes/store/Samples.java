package io.eunomia.archimedes.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.eunomia.archimedes.store.StoreException.Code;
import io.eunomia.bundle.BundleDigest;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Bundles to store. What is in them does not matter to a store. */
final class Samples {
  static final Instant TIME = Instant.parse("2026-03-01T10:00:00.123456789Z");
  static final int SIZE = 20_000;

  private Samples() {}

  /** The same bytes for the same number, in this process and in any other. */
  static byte[] bundle(int number) {
    return bundle(number, SIZE);
  }

  static byte[] bundle(int number, int size) {
    byte[] bytes = new byte[size];
    new Random(number).nextBytes(bytes);
    return bytes;
  }

  static BundleDigest digest(int number) {
    return BundleDigest.of(bundle(number));
  }

  static StoreState activate(BundleStore store, String service, int number) throws StoreException {
    return activate(store, service, bundle(number));
  }

  static StoreState activate(BundleStore store, String service, byte[] bundle)
      throws StoreException {
    return store.activated(activation(service, BundleDigest.of(bundle)), bundle);
  }

  static StoredActivation activation(String service, BundleDigest digest) {
    return new StoredActivation(
        service, digest, "1.2.3", "c0ffee", 7, "push", "spiffe://d/ci", "deployment-1", TIME);
  }

  static StoreState rollBack(BundleStore store, String service, int number)
      throws StoreException, NotRetainedException {
    return store.rolledBack(
        new StoredRollback(
            service, digest(number), "push", "spiffe://d/sre", null, "denies too much", TIME));
  }

  static StoreException failure(Code code, ThrowingCallable call) {
    StoreException failure = catchThrowableOfType(StoreException.class, call);
    assertThat(failure).isNotNull();
    assertThat(failure.code()).as(failure.toString()).isEqualTo(code);
    return failure;
  }

  /** Checks that everything fits together in a store that only service a uses. */
  static void isSound(BundleStore store) throws StoreException {
    // Opening has looked at the structure already.
    assertThat(store.database().read(Reading::checkContent))
        .isEqualTo(store.retained("a").size())
        .isLessThanOrEqualTo(StoreOptions.defaults().retained());
    StoreState state = store.state("a");
    List<JournalEntry> journal = store.journal("a", Integer.MAX_VALUE);
    for (int i = 0; i < journal.size(); i++) {
      // No entry without its change, no change without its entry.
      assertThat(journal.get(i).id()).isEqualTo(journal.get(0).id() - i);
      if (i > 0) {
        assertThat(journal.get(i).digest()).isEqualTo(journal.get(i - 1).previousDigest());
      }
    }
    assertThat(journal.isEmpty() ? null : journal.get(0).digest()).isEqualTo(state.active());
  }
}
