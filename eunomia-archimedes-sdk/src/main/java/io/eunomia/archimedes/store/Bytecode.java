package io.eunomia.archimedes.store;

import io.eunomia.bundle.BundleDigest;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What modules were compiled to: a few of them, found by name. What is damaged is not there; only
 * whoever cannot write the file is kept from putting something else in its place.
 */
final class Bytecode {
  /** How many are kept in a file, whoever's they are. */
  static final int MAX_ENTRIES = 16;

  /** What they may add up to. */
  static final int MAX_BYTES = 64 << 20;

  private Bytecode() {}

  static Optional<byte[]> find(Session session, String name) throws SQLException {
    return session
        .first(
            "SELECT bytes, digest FROM bytecode WHERE name = ?",
            row -> new Entry(row.getBytes(1), row.getString(2)),
            name)
        .filter(entry -> BundleDigest.of(entry.bytes).toString().equals(entry.digest))
        .map(Entry::bytes);
  }

  static boolean keep(Session session, String name, byte[] bytes) throws SQLException {
    if (bytes.length > MAX_BYTES) {
      return false;
    }
    session.update(
        """
        INSERT OR REPLACE INTO bytecode (name, digest, bytes, since)
        VALUES (?, ?, ?, (SELECT coalesce(max(since), 0) + 1 FROM bytecode))
        """,
        name,
        BundleDigest.of(bytes).toString(),
        bytes);
    session.update(
        """
        DELETE FROM bytecode WHERE name IN
          (SELECT name FROM
            (SELECT name, row_number() OVER latest AS place,
               sum(length(bytes)) OVER latest AS total
             FROM bytecode WINDOW latest AS (ORDER BY since DESC))
           WHERE place > ? OR total > ?)
        """,
        MAX_ENTRIES,
        MAX_BYTES);
    return true;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Entry(byte[] bytes, String digest) {}
}
