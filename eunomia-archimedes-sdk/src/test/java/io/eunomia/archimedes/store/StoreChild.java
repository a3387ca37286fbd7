package io.eunomia.archimedes.store;

import io.eunomia.bundle.BundleDigest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Another process that uses a store, and says on its output what it does. */
final class StoreChild {
  private StoreChild() {}

  /** What a child can be asked to do; the first argument. */
  enum Task {
    /** FILE SERVICE FROM COUNT: activates so many bundles. */
    ACTIVATE,
    /** FILE FROM: changes the state of one service until killed. */
    CHANGE,
    /** FILE FROM: activates a bundle; waits at STEP to be killed. */
    WAIT_AT,
    /** FILE BUNDLE: goes back to a bundle; halts at STEP. */
    HALT_AT,
    /** FILE: opens it, and says what comes of it. */
    OPEN,
    /** FILE: is in the middle of a transaction until its input ends. */
    LOCK
  }

  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[1]);
    switch (Task.valueOf(args[0])) {
      case ACTIVATE ->
          activate(file, args[2], Integer.parseInt(args[3]), Integer.parseInt(args[4]));
      case CHANGE -> change(file, Integer.parseInt(args[2]));
      case WAIT_AT -> waitAt(file, Integer.parseInt(args[2]), Step.valueOf(args[3]));
      case HALT_AT -> haltAt(file, Integer.parseInt(args[2]), Step.valueOf(args[3]));
      case OPEN -> open(file);
      case LOCK -> lock(file);
    }
  }

  private static void activate(Path file, String service, int from, int count)
      throws StoreException {
    StoreOptions options = StoreOptions.defaults().withBusyTimeout(Duration.ofMinutes(1));
    try (BundleStore store = BundleStore.open(file, options)) {
      for (int i = from; i < from + count; i++) {
        StoreState state = Samples.activate(store, service, i);
        if (!Samples.digest(i).equals(state.active())) {
          throw new IllegalStateException(state.toString());
        }
      }
    }
  }

  private static void change(Path file, int from) throws StoreException, NotRetainedException {
    BundleStore store = BundleStore.open(file);
    StoreState state = store.state("a");
    for (int i = from; ; i++) {
      BundleDigest previous = state.previous();
      if (i % 3 == 2 && previous != null) {
        System.out.println("begin " + previous);
        state =
            store.rolledBack(
                new StoredRollback("a", previous, "local", "me", null, "", Samples.TIME));
      } else {
        // Some fit into a few pages, some need hundreds.
        byte[] bundle = Samples.bundle(i, 1 + (i * 7919) % 300_000);
        System.out.println("begin " + BundleDigest.of(bundle));
        state = Samples.activate(store, "a", bundle);
      }
      System.out.println("done " + state.active());
    }
  }

  private static void waitAt(Path file, int bundle, Step last) throws StoreException {
    BundleStore store =
        BundleStore.open(
            file,
            StoreOptions.defaults(),
            step -> {
              if (step == last) {
                System.out.println("at " + step);
                while (true) {
                  LockSupport.park();
                }
              }
            });
    Samples.activate(store, "a", bundle);
  }

  private static void haltAt(Path file, int bundle, Step last)
      throws StoreException, NotRetainedException {
    BundleStore store =
        BundleStore.open(
            file,
            StoreOptions.defaults(),
            step -> {
              if (step == last) {
                Runtime.getRuntime().halt(9);
              }
            });
    Samples.rollBack(store, "a", bundle);
  }

  private static void open(Path file) {
    try (BundleStore store = BundleStore.open(file)) {
      System.out.println("opened " + store.readOnly());
    } catch (StoreException e) {
      System.out.println(e.code() + " " + e.getMessage());
    }
  }

  private static void lock(Path file) throws StoreException {
    try (BundleStore store = BundleStore.open(file)) {
      store
          .database()
          .write(
              session -> {
                session.run("UPDATE bundle SET actor = 'me'");
                System.out.println("locked");
                try {
                  return System.in.read();
                } catch (IOException e) {
                  return -1;
                }
              });
    }
  }
}
