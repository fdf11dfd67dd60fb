package io.multiboard.sync.engine;

import io.multiboard.sync.engine.archive.SourceFacts;
import io.multiboard.sync.engine.copy.Snapshot;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.ServerVersion;
import io.multiboard.sync.postgres.Session;
import io.multiboard.sync.postgres.SqlResource;
import java.util.Set;

/// What a source must be for its copy to be faithful, and which one it is.
final class SourceChecks {
  /// Encodings that cannot be read as UTF-8 without loss: the first says nothing about its bytes,
  /// for the second the server has no conversion.
  private static final Set<String> UNREADABLE = Set.of("SQL_ASCII", "MULE_INTERNAL");

  private SourceChecks() {}

  /// Refuses a server whose catalogs are not known, and an encoding that cannot be read.
  static void check(Session session) {
    ServerVersion version = session.version();
    if (!version.isSupported()) {
      throw new SyncException(
          Reason.UnsupportedVersion,
          "the source is PostgreSQL %s; this release knows %d to %d"
              .formatted(version.text(), ServerVersion.OLDEST, ServerVersion.NEWEST),
          "use a release of Multiboard Sync that knows it");
    }
    String encoding =
        session.queryOne(
            "SELECT pg_catalog.current_setting('server_encoding')", row -> row.getString(1));
    if (UNREADABLE.contains(encoding)) {
      throw new SyncException(
          Reason.UnsupportedEncoding,
          "the source database \"%s\" has the encoding %s, whose bytes cannot be read as text"
              .formatted(session.address().database(), encoding),
          "move it into a database with the encoding UTF8 first");
    }
  }

  /// Which database it is, and as of when.
  static SourceFacts facts(Session session, Snapshot.Facts snapshot) {
    return session.queryOne(
        SqlResource.text(SourceChecks.class, "source-facts", session.version()),
        row ->
            new SourceFacts(
                row.getString("system_identifier"),
                row.getLong("database_oid"),
                row.getString("database"),
                session.version().text(),
                snapshot.takenAt(),
                snapshot.lsn()));
  }
}
