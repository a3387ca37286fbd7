package io.eunomia.archimedes.store;

import io.eunomia.archimedes.store.JournalEntry.Kind;
import io.eunomia.archimedes.store.StoredBundle.Metadata;
import io.eunomia.bundle.BundleDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What is asked of the tables. */
final class Reading {
  private static final String METADATA =
      """
      SELECT service, digest, version, revision, sequence, source, actor, deployment_id,
        activated_at, length(bytes)
      FROM bundle JOIN content USING (digest)
      WHERE service = ?
      """;

  private Reading() {}

  static StoreState state(Session session, String service) throws SQLException {
    List<BundleDigest> line =
        session.list(
            """
            SELECT digest FROM bundle WHERE service = ? AND position IS NOT NULL
            ORDER BY position DESC LIMIT 2
            """,
            row -> BundleDigest.parse(row.getString(1)),
            service);
    List<BundleDigest> held =
        session.list(
            "SELECT digest FROM hold WHERE service = ?",
            row -> BundleDigest.parse(row.getString(1)),
            service);
    return new StoreState(
        line.isEmpty() ? null : line.get(0),
        line.size() < 2 ? null : line.get(1),
        new HashSet<>(held));
  }

  static List<Metadata> retained(Session session, String service) throws SQLException {
    return session.list(METADATA + " ORDER BY activation DESC", Reading::metadata, service);
  }

  static Optional<StoredBundle> find(Session session, String service, BundleDigest digest)
      throws SQLException {
    Optional<Metadata> metadata =
        session.first(METADATA + " AND digest = ?", Reading::metadata, service, digest.toString());
    if (metadata.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new StoredBundle(metadata.get(), bytes(session, digest)));
  }

  /**
   * Reads every bundle of every service.
   *
   * @return how many there are
   * @throws SQLException if one is not what it was
   */
  static int checkContent(Session session) throws SQLException {
    List<BundleDigest> digests =
        session.list("SELECT digest FROM content", row -> BundleDigest.parse(row.getString(1)));
    for (BundleDigest digest : digests) {
      bytes(session, digest);
    }
    return digests.size();
  }

  private static byte[] bytes(Session session, BundleDigest digest) throws SQLException {
    byte[] bytes =
        session
            .first(
                "SELECT bytes FROM content WHERE digest = ?",
                row -> row.getBytes(1),
                digest.toString())
            .orElseGet(() -> new byte[0]);
    if (!BundleDigest.of(bytes).equals(digest)) {
      throw new SQLiteException(
          "the bytes of " + digest + " are others", SQLiteErrorCode.SQLITE_CORRUPT);
    }
    return bytes;
  }

  static List<JournalEntry> journal(Session session, String service, int limit)
      throws SQLException {
    return session.list(
        """
        SELECT id, kind, digest, previous_digest, source, actor, deployment_id, reason, at
        FROM journal WHERE service = ? ORDER BY id DESC LIMIT ?
        """,
        Reading::journalEntry,
        service,
        limit);
  }

  private static Metadata metadata(ResultSet row) throws SQLException {
    return new Metadata(
        row.getString(1),
        BundleDigest.parse(row.getString(2)),
        row.getLong(10),
        row.getString(3),
        row.getString(4),
        row.getLong(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        Instant.parse(row.getString(9)));
  }

  private static JournalEntry journalEntry(ResultSet row) throws SQLException {
    return new JournalEntry(
        row.getLong(1),
        Kind.parse(row.getString(2)),
        BundleDigest.parse(row.getString(3)),
        digestOrNull(row.getString(4)),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        Instant.parse(row.getString(9)));
  }

  private static @Nullable BundleDigest digestOrNull(@Nullable String text) {
    return text == null ? null : BundleDigest.parse(text);
  }
}
