package io.eunomia.archimedes.store;

import io.eunomia.archimedes.store.StoreException.Code;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's result codes mean to whoever keeps bundles. */
final class Failures {
  private Failures() {}

  static StoreException of(Path file, SQLException e) {
    Code code =
        e instanceof SQLiteException sqlite ? code(sqlite.getResultCode()) : Code.UNAVAILABLE;
    return new StoreException(code, file, sentence(code) + " (" + text(e) + ")", e);
  }

  static Code code(SQLiteErrorCode result) {
    if (result == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE) {
      // The index of the WAL cannot grow: no room.
      return Code.FULL;
    }
    // The low byte is the primary result code, the others say more about it.
    return switch (result.code & 0xFF) {
      case 5, 6, 15 -> Code.BUSY;
      case 8 -> Code.READ_ONLY;
      case 11, 26 -> Code.CORRUPT;
      case 13 -> Code.FULL;
      default -> Code.UNAVAILABLE;
    };
  }

  static String sentence(Code code) {
    return switch (code) {
      case BUSY -> "another process is writing";
      case READ_ONLY -> "cannot be written";
      case CORRUPT -> "is damaged";
      case FULL -> "there is no room on the disk";
      default -> "cannot be used";
    };
  }

  /** The driver wraps what kept it from loading its native library. */
  private static String text(SQLException e) {
    Throwable cause = e.getCause();
    String message = String.valueOf(e.getMessage());
    return e instanceof SQLiteException || cause == null ? message : message + ": " + cause;
  }
}
