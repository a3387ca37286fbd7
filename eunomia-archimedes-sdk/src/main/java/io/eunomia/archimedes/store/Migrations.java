package io.eunomia.archimedes.store;

import java.sql.SQLException;
import java.util.List;

/**
 * How a file becomes what this version expects. The file's {@code user_version} is the number of
 * migrations it has seen; a migration that was released is never changed.
 */
final class Migrations {
  /** "EUNO": says that a SQLite file is ours. */
  static final int APPLICATION_ID = 0x45554E4F;

  private static final List<String> FIRST =
      List.of(
          // The bytes, once for all services that have them.
          """
          CREATE TABLE content (
            digest TEXT NOT NULL PRIMARY KEY CHECK (digest GLOB 'sha256:*' AND length(digest) = 71),
            bytes BLOB NOT NULL
          ) STRICT
          """,
          // What is retained. Numbers of activations are the journal's ids. A bundle that has a
          // position is in its service's line; the last one there is active.
          """
          CREATE TABLE bundle (
            service TEXT NOT NULL,
            digest TEXT NOT NULL REFERENCES content (digest),
            version TEXT NOT NULL,
            revision TEXT NOT NULL,
            sequence INTEGER NOT NULL,
            source TEXT NOT NULL,
            actor TEXT NOT NULL,
            deployment_id TEXT,
            activated_at TEXT NOT NULL,
            activation INTEGER NOT NULL,
            position INTEGER,
            PRIMARY KEY (service, digest)
          ) STRICT
          """,
          "CREATE INDEX bundle_by_digest ON bundle (digest)",
          "CREATE UNIQUE INDEX bundle_by_position ON bundle (service, position)",
          // What a rollback left, whether it is retained or not.
          """
          CREATE TABLE hold (
            service TEXT NOT NULL,
            digest TEXT NOT NULL,
            since INTEGER NOT NULL,
            PRIMARY KEY (service, digest)
          ) STRICT
          """,
          // AUTOINCREMENT: an id is never used twice, even after its entry is gone.
          """
          CREATE TABLE journal (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            service TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('activation', 'rollback')),
            digest TEXT NOT NULL,
            previous_digest TEXT,
            source TEXT NOT NULL,
            actor TEXT NOT NULL,
            deployment_id TEXT,
            reason TEXT,
            at TEXT NOT NULL
          ) STRICT
          """,
          "CREATE INDEX journal_by_service ON journal (service, id)");

  private static final List<String> BYTECODE =
      List.of(
          // What modules were compiled to, if that is kept. Numbers say who came first.
          """
          CREATE TABLE bytecode (
            name TEXT NOT NULL PRIMARY KEY,
            digest TEXT NOT NULL,
            bytes BLOB NOT NULL,
            since INTEGER NOT NULL
          ) STRICT
          """);

  /** All of them, in order. */
  static final List<List<String>> ALL = List.of(FIRST, BYTECODE);

  private Migrations() {}

  /** Brings the file from its version to the next one. Runs within a transaction. */
  static void apply(Session session, int version, List<String> statements) throws SQLException {
    for (String statement : statements) {
      session.run(statement);
    }
    session.run("PRAGMA application_id = " + APPLICATION_ID);
    session.run("PRAGMA user_version = " + (version + 1));
  }
}
