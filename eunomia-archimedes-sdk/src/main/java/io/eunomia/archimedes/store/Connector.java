package io.eunomia.archimedes.store;

import io.eunomia.archimedes.store.StoreException.Code;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/** From a path to a connection to a store that is sound and up to date. */
final class Connector {
  private static final long RETRY_NANOS = Duration.ofMillis(5).toNanos();
  // Once its content is in the file, the log need not keep the size of the largest bundle.
  private static final int KEPT_LOG_BYTES = 1 << 20;

  private final Path file;
  private final Duration busyTimeout;
  private final List<List<String>> migrations;

  Connector(Path file, Duration busyTimeout, List<List<String>> migrations) {
    this.file = file;
    this.busyTimeout = busyTimeout;
    this.migrations = migrations;
  }

  /**
   * A connection.
   *
   * @param refusal why nothing can be written, or {@code null} if it can
   */
  record Connected(Session session, @Nullable Code refusal) {}

  /**
   * Connects. Makes the file, or its tables, if there is none yet.
   *
   * @param check whether to look through all of the file for damage
   */
  Connected connect(boolean check) throws StoreException {
    Path real = StoreFiles.prepare(file);
    if (!StoreFiles.writable(real)) {
      return new Connected(session(real, true, check), Code.READ_ONLY);
    }
    try {
      return new Connected(session(real, false, check), null);
    } catch (StoreException e) {
      if (e.code() != Code.FULL || StoreFiles.hasLog(real) || StoreFiles.isEmpty(real)) {
        throw e;
      }
      // To write takes room from the first moment on, but what is there can be read.
      return new Connected(session(real, true, check), Code.FULL);
    }
  }

  private Session session(Path real, boolean readOnly, boolean check) throws StoreException {
    Session session = null;
    boolean usable = false;
    try {
      session = new Session(config(readOnly).createConnection(url(real, readOnly)));
      open(session, readOnly, check);
      usable = true;
      return session;
    } catch (SQLException e) {
      throw Failures.of(file, e);
    } catch (LinkageError e) {
      throw new StoreException(
          Code.UNAVAILABLE, file, "SQLite's native library cannot be loaded (" + e + ")", e);
    } finally {
      if (!usable && session != null) {
        closeQuietly(session);
      }
    }
  }

  private SQLiteConfig config(boolean readOnly) {
    SQLiteConfig config = new SQLiteConfig();
    // SQLite would make a file that everybody may read.
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    config.setReadOnly(readOnly);
    config.setBusyTimeout((int) busyTimeout.toMillis());
    config.enforceForeignKeys(true);
    // A commit is on the disk before anybody hears of it.
    config.setSynchronous(SynchronousMode.FULL);
    return config;
  }

  private static String url(Path real, boolean readOnly) {
    String uri = "jdbc:sqlite:" + real.toUri();
    if (!readOnly) {
      return uri;
    }
    // Without a log nobody has the file open for writing, and SQLite need not look for one, nor
    // make an index of it, which it could not.
    return uri + (StoreFiles.hasLog(real) ? "?mode=ro" : "?immutable=1");
  }

  private void open(Session session, boolean readOnly, boolean check)
      throws SQLException, StoreException {
    session.run("PRAGMA trusted_schema = OFF");
    session.run("PRAGMA cell_size_check = ON");
    // One transaction, so that another process that makes the tables is seen before or after it.
    session.run("BEGIN");
    int version = version(session);
    session.run("COMMIT");
    if (!readOnly) {
      useLog(session);
    }
    if (version < migrations.size()) {
      if (readOnly) {
        throw new StoreException(
            Code.READ_ONLY, file, "is of an older version and cannot be written");
      }
      migrate(session);
    }
    if (check) {
      String damage = session.text("PRAGMA quick_check(1)");
      if (!damage.equals("ok")) {
        throw new StoreException(Code.CORRUPT, file, "is damaged (" + damage + ")");
      }
    }
  }

  /** The file's version; 0 if there is nothing in it yet. */
  private int version(Session session) throws SQLException, StoreException {
    long application = session.number("PRAGMA application_id");
    long version = session.number("PRAGMA user_version");
    boolean empty =
        application == 0
            && version == 0
            && session.number("SELECT count(*) FROM sqlite_schema") == 0;
    if (application != Migrations.APPLICATION_ID && !empty) {
      throw new StoreException(
          Code.NOT_A_STORE, file, "is an SQLite database, but not one of bundles");
    }
    if (version > migrations.size()) {
      throw new StoreException(
          Code.NEWER_VERSION,
          file,
          "has version " + version + ", the latest that is known here is " + migrations.size());
    }
    return (int) version;
  }

  private void useLog(Session session) throws SQLException, StoreException {
    String mode = withPatience(session);
    if (!mode.equals("wal")) {
      throw new StoreException(
          Code.UNAVAILABLE, file, "is on a file system that SQLite cannot keep a log on");
    }
    session.run("PRAGMA journal_size_limit = " + KEPT_LOG_BYTES);
    // After each commit, what it wrote goes into the file itself, so that the file alone is nearly
    // always complete. Should that fail, the log still has it.
    session.run("PRAGMA wal_autocheckpoint = 1");
  }

  /** Changing the mode, which happens once in a file's life, does not wait for others by itself. */
  private String withPatience(Session session) throws SQLException {
    long end = System.nanoTime() + busyTimeout.toNanos();
    while (true) {
      try {
        return session.text("PRAGMA journal_mode = WAL");
      } catch (SQLiteException e) {
        if (Failures.code(e.getResultCode()) != Code.BUSY || System.nanoTime() - end >= 0) {
          throw e;
        }
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  private void migrate(Session session) throws SQLException, StoreException {
    // Another process may do the same: who comes second finds it done.
    while (true) {
      session.run("BEGIN IMMEDIATE");
      int version = version(session);
      if (version < migrations.size()) {
        Migrations.apply(session, version, migrations.get(version));
      }
      session.run("COMMIT");
      if (version >= migrations.size() - 1) {
        return;
      }
    }
  }

  private static void closeQuietly(Session session) {
    try {
      session.close();
    } catch (SQLException e) {
      // There is a better reason on its way.
    }
  }
}
