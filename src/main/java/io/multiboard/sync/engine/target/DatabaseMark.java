package io.multiboard.sync.engine.target;

import static io.multiboard.sync.postgres.Identifier.literal;
import static io.multiboard.sync.postgres.Identifier.quote;

import io.multiboard.sync.postgres.Session;

/// Writes the comment of a database.
public final class DatabaseMark {
  private DatabaseMark() {}

  /// Replaces the whole comment.
  public static void set(Session session, String database, Marks comment) {
    session.execute(
        "COMMENT ON DATABASE %s IS %s".formatted(quote(database), literal(comment.text())));
  }
}
