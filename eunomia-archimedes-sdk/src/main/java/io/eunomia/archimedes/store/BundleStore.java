package io.eunomia.archimedes.store;

import io.eunomia.archimedes.store.StoreException.Code;
import io.eunomia.archimedes.store.StoredBundle.Metadata;
import io.eunomia.bundle.BundleDigest;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Bundles in one SQLite file: which one is active for a service, which ones can be gone back to,
 * and how it came to be so. Several services, several stores and several processes of one machine
 * may share the file.
 *
 * <p><b>The line.</b> The retained bundles of a service stand in a line, the active one at its end,
 * and the one before it is where a rollback goes. An activation puts its bundle at the end, from
 * wherever it was. A rollback to a bundle in the line takes everything behind it out of the line;
 * what was taken out stays retained, so that a rollback to its digest can go forward again, which
 * puts it at the end. After activations of A, B and C, a rollback goes to B, then to A, and then
 * there is none.
 *
 * <p><b>Holds.</b> A bundle that a rollback left is held until it becomes active again: see {@link
 * StoreState#held}.
 *
 * <p><b>Retention.</b> {@link StoreOptions#retained} bundles of a service are kept. The one that
 * became active longest ago goes first, but never the active nor the previous one. The order of
 * everything is that of a counter; times are only told. Equal bytes of several services are stored
 * once.
 *
 * <p><b>Durability.</b> A change is one transaction. It is on the disk when the method returns, and
 * it has not happened if the method throws or the process dies before: the state is the old one or
 * the new one, never something between.
 *
 * <p><b>The file</b> is readable by its owner only, where the file system knows owners. Beside it
 * SQLite keeps {@code -wal} and {@code -shm}, which belong to it. It must be on a local disk:
 * SQLite's locks do not work on network file systems. A directory that does not exist is not made.
 * An empty file is a new store. If the file is replaced or removed while the store is open, the
 * next call uses what is at the path then.
 *
 * <p><b>A file that cannot be written</b>, because of its rights, its directory's or its file
 * system, is opened all the same, and so is one on a disk without any room: {@link #readOnly} says
 * so, reads work, and a change throws {@link Code#READ_ONLY} or {@link Code#FULL}. Each call tries
 * anew.
 *
 * <p><b>The native library.</b> The driver copies SQLite to {@code java.io.tmpdir} and loads it
 * from there, so that directory must be writable and must allow programs. Otherwise set the system
 * property {@code org.sqlite.tmpdir} to one that does, or {@code org.sqlite.lib.path} to where the
 * library already is.
 *
 * <p><b>Bytecode</b> that modules were compiled to can be kept here too. Unlike a bundle it has no
 * signature, and whoever reads it runs it: it is neither kept nor found where others than the
 * process's user can write the file or its directory.
 *
 * <p>Thread-safe: one call at a time, others wait. All work is done on the caller's thread. A read
 * takes less than a millisecond and the time to copy a bundle's bytes; a change as long as the disk
 * takes to write the bundle twice. Opening reads all of the file, to find damage.
 */
public final class BundleStore implements AutoCloseable {
  private final Database database;
  private final Writing writing;

  private BundleStore(Database database, Writing writing) {
    this.database = database;
    this.writing = writing;
  }

  /** Opens a store with the default options. */
  public static BundleStore open(Path file) throws StoreException {
    return open(file, StoreOptions.defaults());
  }

  /**
   * Opens a store, or makes a new one if there is no file.
   *
   * @throws StoreException if it cannot be used, for any of its reasons; {@link Code#READ_ONLY} and
   *     {@link Code#FULL} only if there is no store to read
   */
  public static BundleStore open(Path file, StoreOptions options) throws StoreException {
    return open(file, options, step -> {});
  }

  static BundleStore open(Path file, StoreOptions options, Consumer<Step> steps)
      throws StoreException {
    return new BundleStore(
        Database.open(file, options, Migrations.ALL), new Writing(options, steps));
  }

  /**
   * Renames a file that is damaged, and what SQLite keeps beside it, to {@code NAME.corrupt-1}, or
   * the next number that is free: a new store can begin, and nothing is lost. Looks again first,
   * through every bundle: another process may have done the same already.
   *
   * @return where it is now, or empty if there is no damage, any more or at all
   * @throws StoreException if the file has another problem, or cannot be renamed
   */
  public static Optional<Path> setAside(Path file) throws StoreException {
    try (BundleStore store = open(file)) {
      store.database.read(Reading::checkContent);
      return Optional.empty();
    } catch (StoreException e) {
      if (e.code() != Code.CORRUPT) {
        throw e;
      }
    }
    try {
      return Optional.of(StoreFiles.setAside(file.toRealPath()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StoreException(
          StoreFiles.writable(file.toAbsolutePath()) ? Code.UNAVAILABLE : Code.READ_ONLY,
          file.toAbsolutePath(),
          "cannot be renamed (" + e + ")",
          e);
    }
  }

  /** Whether changes were refused when the file was last used, because it cannot be written. */
  public boolean readOnly() {
    return database.readOnly();
  }

  /** Where a service stands. A service that was never heard of has nothing active. */
  public StoreState state(String service) throws StoreException {
    return database.read(session -> Reading.state(session, service));
  }

  /**
   * A retained bundle with its bytes, or empty if it is not retained.
   *
   * @throws StoreException {@link Code#CORRUPT} if the bytes are not those that were stored; an
   *     activation with the right bytes repairs them
   */
  public Optional<StoredBundle> find(String service, BundleDigest digest) throws StoreException {
    return database.read(session -> Reading.find(session, service, digest));
  }

  /** All bundles of a service that can be rolled back to, the latest to become active first. */
  public List<Metadata> retained(String service) throws StoreException {
    return database.read(session -> Reading.retained(session, service));
  }

  /**
   * Stores a bundle and makes it the active one. If it is active already, its metadata is replaced
   * and the journal gets an entry.
   *
   * @param bundle its bytes, at most 1,000,000,000; not changed, not kept
   * @return where the service stands now
   * @throws StoreException if nothing was changed
   * @throws IllegalArgumentException if the digest is not that of the bytes, or they are too many
   */
  public StoreState activated(StoredActivation activation, byte[] bundle) throws StoreException {
    if (bundle.length > Writing.MAX_BYTES) {
      throw new IllegalArgumentException("a bundle of " + bundle.length + " bytes");
    }
    BundleDigest digest = BundleDigest.of(bundle);
    if (!digest.equals(activation.digest())) {
      throw new IllegalArgumentException(
          "the bundle's digest is " + digest + ", not " + activation.digest());
    }
    StoreState state = database.write(session -> writing.activated(session, activation, bundle));
    writing.committed();
    return state;
  }

  /**
   * Makes a retained bundle the active one. If it is active already, the journal gets an entry.
   *
   * @return where the service stands now
   * @throws StoreException if nothing was changed
   * @throws NotRetainedException if the bundle is not retained; nothing was changed
   */
  public StoreState rolledBack(StoredRollback rollback)
      throws StoreException, NotRetainedException {
    StoreState state = database.write(session -> writing.rolledBack(session, rollback));
    writing.committed();
    return state;
  }

  /**
   * What happened to a service, the latest first.
   *
   * @param limit how many entries to return at most
   */
  public List<JournalEntry> journal(String service, int limit) throws StoreException {
    if (limit < 0) {
      throw new IllegalArgumentException("a limit of " + limit);
    }
    return database.read(session -> Reading.journal(session, service, limit));
  }

  /**
   * What a module was compiled to, or empty if it is not kept, not what it was, or in a file that
   * others than this process's user can write: it is to be run as it is.
   *
   * @param name of the module and all that its bytecode depends on
   */
  public Optional<byte[]> bytecode(String name) throws StoreException {
    return database.othersCanWrite()
        ? Optional.empty()
        : database.read(session -> Bytecode.find(session, name));
  }

  /**
   * Keeps what a module was compiled to, in the place of what was kept under the name before. The
   * 16 latest are kept, and of these as many as have 64 MiB together.
   *
   * @param name of the module and all that its bytecode depends on
   * @param bytes not changed
   * @return whether it is kept: it is not if it is larger than that, or if others than this
   *     process's user can write the file
   */
  public boolean keepBytecode(String name, byte[] bytes) throws StoreException {
    return !database.othersCanWrite()
        && database.write(session -> Bytecode.keep(session, name, bytes));
  }

  Database database() {
    return database;
  }

  /** Closes the file. Waits for a call that is under way; later ones throw. */
  @Override
  public void close() {
    database.close();
  }
}
