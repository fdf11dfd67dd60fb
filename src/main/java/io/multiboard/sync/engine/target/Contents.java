package io.multiboard.sync.engine.target;

import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.Session;
import io.multiboard.sync.postgres.SqlResource;

/// Whether a database holds anything worth keeping.
public final class Contents {
  private Contents() {}

  /// Whether there are tables, views, sequences, functions, types, large objects or other objects
  /// in it. Schemas and extensions alone do not count: they hold no data.
  public static boolean any(Session session) {
    String sql = SqlResource.text(Contents.class, "user-objects", session.version());
    return session.queryOne(sql, row -> row.getBoolean(1));
  }

  /// The same for a database that nobody is connected to yet.
  static boolean any(Connector server, String database) {
    try (Session session = server.toDatabase(database).open()) {
      return any(session);
    }
  }
}
