package io.eunomia.archimedes.store;

import io.eunomia.archimedes.store.StoreException.Code;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the file, and one transaction on it at a time. A connection that failed is
 * thrown away; the next call makes another one. So does a file that was set aside by another
 * process: what counts is what is at the path now.
 */
final class Database implements AutoCloseable {
  private static final String READ = "BEGIN";
  private static final String WRITE = "BEGIN IMMEDIATE";

  private final Path file;
  private final Connector connector;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Session session;
  private @Nullable Object key;
  private @Nullable Object logKey;
  private volatile @Nullable Code refusal;
  private boolean closed;

  private Database(Path file, StoreOptions options, List<List<String>> migrations) {
    this.file = file.toAbsolutePath();
    this.connector = new Connector(this.file, options.busyTimeout(), migrations);
  }

  /** Opens the file and checks that it is a sound store of a version that is known. */
  static Database open(Path file, StoreOptions options, List<List<String>> migrations)
      throws StoreException {
    Database database = new Database(file, options, migrations);
    boolean usable = false;
    try {
      database.read(session -> session.number("PRAGMA user_version"));
      usable = true;
      return database;
    } finally {
      if (!usable) {
        database.close();
      }
    }
  }

  /** What is done in a transaction. */
  interface Work<T, E extends Exception> {
    T on(Session session) throws SQLException, E;
  }

  boolean readOnly() {
    return refusal != null;
  }

  /** Whether others than this process's user can change what is in it. */
  boolean othersCanWrite() {
    return StoreFiles.othersCanWrite(file);
  }

  /** Reads what was committed last when the first statement ran. Does not wait for writers. */
  <T, E extends Exception> T read(Work<T, E> work) throws StoreException, E {
    return transaction(READ, work);
  }

  /** Writes all or nothing. Waits for other writers, so that what it reads first stays true. */
  <T, E extends Exception> T write(Work<T, E> work) throws StoreException, E {
    return transaction(WRITE, work);
  }

  private <T, E extends Exception> T transaction(String begin, Work<T, E> work)
      throws StoreException, E {
    lock.lock();
    try {
      Session current = session();
      Code no = refusal;
      boolean committed = false;
      try {
        if (no != null && !begin.equals(READ)) {
          throw new StoreException(no, file, Failures.sentence(no));
        }
        current.run(begin);
        T result = work.on(current);
        current.run("COMMIT");
        committed = true;
        return result;
      } catch (SQLException e) {
        throw Failures.of(file, e);
      } finally {
        if (!committed) {
          rollBack(current);
        }
        if (no != null) {
          // Who cannot write is not told what others write; and perhaps it can be written soon.
          drop();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void rollBack(Session failed) {
    try {
      failed.run("ROLLBACK");
    } catch (SQLException e) {
      // Either SQLite rolled back by itself, or it cannot: a new connection is sure to be clean.
      drop();
    }
  }

  private Session session() throws StoreException {
    if (closed) {
      throw new IllegalStateException("the store is closed");
    }
    Object now = StoreFiles.key(file);
    boolean same = Objects.equals(now, key);
    Session current = session;
    if (current != null && same) {
      return current;
    }
    if (current != null && logKey != null && logKey.equals(StoreFiles.logKey(file))) {
      // SQLite would apply the log of the old file to the new one.
      throw new StoreException(
          Code.UNAVAILABLE,
          file,
          "was replaced or removed while it was open, and its -wal is still there");
    }
    drop();
    Connector.Connected connected = connector.connect(now == null || !same);
    session = connected.session();
    refusal = connected.refusal();
    key = StoreFiles.key(file);
    logKey = StoreFiles.logKey(file);
    return connected.session();
  }

  private void drop() {
    Session current = session;
    session = null;
    if (current != null) {
      try {
        current.close();
      } catch (SQLException e) {
        // What was committed is in the file or its log.
      }
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      drop();
    } finally {
      lock.unlock();
    }
  }
}
