package io.multiboard.sync.engine.preflight;

import io.multiboard.sync.postgres.Session;
import io.multiboard.sync.postgres.SqlResource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/// Which database something is, whatever address it is reached by.
///
/// @param system the identifier that initdb gave to the server's data, which physical copies share
/// @param oid within the server; empty where there is no database of that name
/// @param started when the server was started, which tells a physical copy from the server itself
public record Identity(long system, Optional<Long> oid, Instant started) {
  private static final String MAY_READ =
      "SELECT pg_catalog.has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE')";

  /// Reads it through any database of the server.
  public static Identity read(Session session, String database) {
    String sql = SqlResource.text(Identity.class, "identity", session.version());
    return session.queryOne(sql, Identity::from, database);
  }

  /// The same, where the role may read it.
  public static Optional<Identity> readIfAllowed(Session session, String database) {
    return session.queryOne(MAY_READ, row -> row.getBoolean(1))
        ? Optional.of(read(session, database))
        : Optional.empty();
  }

  private static Identity from(ResultSet row) throws SQLException {
    long oid = row.getLong("oid");
    return new Identity(
        row.getLong("system_identifier"),
        row.wasNull() ? Optional.empty() : Optional.of(oid),
        row.getObject("started", OffsetDateTime.class).toInstant());
  }

  /// Whether both are one database, or one is a physical copy of the other.
  boolean isSameDatabase(Identity other) {
    return system == other.system && oid.isPresent() && oid.equals(other.oid);
  }
}
