package io.eunomia.archimedes.store;

import io.eunomia.archimedes.store.JournalEntry.Kind;
import io.eunomia.bundle.BundleDigest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction does to the tables. Each service has a line of bundles, the active one at its
 * end; places in the line are numbered by the journal's ids, which no clock moves.
 */
final class Writing {
  /** Holds that are remembered for a service. */
  static final int HOLDS = 1000;

  /** Longer texts of others are cut, so that a journal of so many entries has a size. */
  static final int TEXT = 4000;

  /** The longest value that every SQLite takes. */
  static final int MAX_BYTES = 1_000_000_000;

  private final StoreOptions options;
  private final Consumer<Step> steps;

  Writing(StoreOptions options, Consumer<Step> steps) {
    this.options = options;
    this.steps = steps;
  }

  StoreState activated(Session session, StoredActivation activation, byte[] bundle)
      throws SQLException {
    String service = activation.service();
    String digest = activation.digest().toString();
    steps.accept(Step.BEGUN);
    long id =
        journal(
            session,
            service,
            Kind.ACTIVATION,
            activation.digest(),
            activation.source(),
            activation.actor(),
            activation.deploymentId(),
            null,
            activation.time());
    // Bytes that are there but damaged are made whole again.
    session.update(
        """
        INSERT INTO content (digest, bytes) VALUES (?, ?)
        ON CONFLICT (digest) DO UPDATE SET bytes = excluded.bytes WHERE bytes <> excluded.bytes
        """,
        digest,
        bundle);
    steps.accept(Step.CONTENT);
    session.update(
        """
        INSERT INTO bundle (service, digest, version, revision, sequence, source, actor,
          deployment_id, activated_at, activation, position)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)
        ON CONFLICT (service, digest) DO UPDATE SET version = excluded.version,
          revision = excluded.revision, sequence = excluded.sequence, source = excluded.source,
          actor = excluded.actor, deployment_id = excluded.deployment_id
        """,
        service,
        digest,
        activation.version(),
        activation.revision(),
        activation.sequence(),
        activation.source(),
        cut(activation.actor()),
        cut(activation.deploymentId()),
        activation.time().toString(),
        id);
    steps.accept(Step.BUNDLE);
    return finish(session, service, activation.digest(), id, activation.time(), true);
  }

  StoreState rolledBack(Session session, StoredRollback rollback)
      throws SQLException, NotRetainedException {
    String service = rollback.service();
    String digest = rollback.digest().toString();
    steps.accept(Step.BEGUN);
    Optional<Long> place =
        session.first(
            "SELECT coalesce(position, 0) FROM bundle WHERE service = ? AND digest = ?",
            row -> row.getLong(1),
            service,
            digest);
    if (place.isEmpty()) {
      throw new NotRetainedException(service, rollback.digest());
    }
    long id =
        journal(
            session,
            service,
            Kind.ROLLBACK,
            rollback.digest(),
            rollback.source(),
            rollback.actor(),
            rollback.deploymentId(),
            rollback.reason(),
            rollback.time());
    boolean inLine = place.get() > 0;
    // A bundle that is not in the line gets in behind the active one, and leaves only that.
    long kept = inLine ? place.get() : lastPlace(session, service) - 1;
    session.update(
        """
        INSERT OR REPLACE INTO hold (service, digest, since)
        SELECT service, digest, ? FROM bundle WHERE service = ? AND position > ?
        """,
        id,
        service,
        kept);
    if (inLine) {
      session.update(
          "UPDATE bundle SET position = NULL WHERE service = ? AND position > ?", service, kept);
    }
    return finish(session, service, rollback.digest(), id, rollback.time(), !inLine);
  }

  void committed() {
    steps.accept(Step.COMMITTED);
  }

  private static long lastPlace(Session session, String service) throws SQLException {
    return session
        .first(
            "SELECT coalesce(max(position), 0) FROM bundle WHERE service = ?",
            row -> row.getLong(1),
            service)
        .orElse(0L);
  }

  /** What every change ends with. */
  private StoreState finish(
      Session session, String service, BundleDigest active, long id, Instant time, boolean toEnd)
      throws SQLException {
    String digest = active.toString();
    session.update(
        "UPDATE bundle SET activation = ?, activated_at = ? WHERE service = ? AND digest = ?",
        id,
        time.toString(),
        service,
        digest);
    if (toEnd) {
      session.update(
          "UPDATE bundle SET position = ? WHERE service = ? AND digest = ?", id, service, digest);
    }
    steps.accept(Step.LINE);
    session.update("DELETE FROM hold WHERE service = ? AND digest = ?", service, digest);
    session.update(
        """
        DELETE FROM hold WHERE service = ?1 AND digest IN
          (SELECT digest FROM hold WHERE service = ?1 ORDER BY since DESC, digest
           LIMIT -1 OFFSET ?2)
        """,
        service,
        HOLDS);
    steps.accept(Step.HOLDS);
    StoreState state = Reading.state(session, service);
    retain(session, service, state);
    return state;
  }

  private void retain(Session session, String service, StoreState state) throws SQLException {
    session.update(
        """
        DELETE FROM bundle WHERE service = ?1 AND digest IN
          (SELECT digest FROM bundle WHERE service = ?1
           ORDER BY digest IS ?2 OR digest IS ?3 DESC, activation DESC LIMIT -1 OFFSET ?4)
        """,
        service,
        text(state.active()),
        text(state.previous()),
        options.retained());
    steps.accept(Step.RETENTION);
    session.update("DELETE FROM content WHERE digest NOT IN (SELECT digest FROM bundle)");
    session.update(
        """
        DELETE FROM journal WHERE service = ?1 AND id <=
          (SELECT id FROM journal WHERE service = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)
        """,
        service,
        options.journalEntries());
    steps.accept(Step.CLEANED);
  }

  private long journal(
      Session session,
      String service,
      Kind kind,
      BundleDigest digest,
      String source,
      String actor,
      @Nullable String deploymentId,
      @Nullable String reason,
      Instant time)
      throws SQLException {
    session.update(
        """
        INSERT INTO journal (service, kind, digest, previous_digest, source, actor, deployment_id,
          reason, at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        service,
        kind.text(),
        digest.toString(),
        text(Reading.state(session, service).active()),
        source,
        cut(actor),
        cut(deploymentId),
        cut(reason),
        time.toString());
    steps.accept(Step.JOURNAL);
    return session.number("SELECT last_insert_rowid()");
  }

  private static @Nullable String text(@Nullable BundleDigest digest) {
    return digest == null ? null : digest.toString();
  }

  private static @Nullable String cut(@Nullable String text) {
    if (text == null || text.length() <= TEXT) {
      return text;
    }
    // Not through the middle of a character.
    return text.substring(0, Character.isHighSurrogate(text.charAt(TEXT - 1)) ? TEXT - 1 : TEXT);
  }
}
