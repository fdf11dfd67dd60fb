package io.multiboard.sync.engine.target;

import static io.multiboard.sync.postgres.Identifier.literal;
import static io.multiboard.sync.postgres.Identifier.quote;

import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.Session;

/// The database that is loaded beside a target: empty, from `template0`, with the target's
/// encoding, locale, owner and tablespace, and closed to everybody but its owner and the run.
public final class ShadowDatabase {
  private ShadowDatabase() {}

  /// What a new database is like.
  public record Shape(String owner, DatabaseLocale locale, String tablespace) {
    /// Like a database that is there.
    public static Shape of(TargetDatabase database) {
      return new Shape(database.owner(), database.locale(), database.tablespace());
    }
  }

  /// Creates it. A run that dies between the two statements leaves a database without a mark, which
  /// the next run knows by its name and by having nothing in it.
  ///
  /// @param session on another database, in no transaction
  public static void create(Session session, RunNames names, Shape shape) {
    String shadow = quote(names.shadow());
    session.execute(
        "CREATE DATABASE %s WITH TEMPLATE = template0 OWNER = %s %s%s"
            .formatted(
                shadow,
                quote(shape.owner()),
                shape.locale().options(),
                tablespace(session, shape.tablespace())));
    session.execute(
        """
        COMMENT ON DATABASE %1$s IS %2$s;
        REVOKE ALL ON DATABASE %1$s FROM PUBLIC;
        GRANT ALL ON DATABASE %1$s TO SESSION_USER;
        """
            .formatted(shadow, literal(Marks.shadow(names).text())));
  }

  /// Naming even the default tablespace takes a right on it that ordinary roles have not.
  private static String tablespace(Session session, String name) {
    boolean usual =
        TargetDatabase.read(session, "template0")
            .filter(template -> template.tablespace().equals(name))
            .isPresent();
    return usual ? "" : " TABLESPACE = " + quote(name);
  }

  /// Removes what a failed run has made, by a session of its own, however the run ended. What
  /// cannot be removed is told with the failure, and removed by the next run.
  public static void abandon(Connector server, RunNames names, Throwable failure) {
    try {
      Uninterrupted.run(
          () -> {
            try (Session session = server.hurried().toDatabase(TargetLock.MAINTENANCE).open()) {
              drop(session, names.shadow());
            }
            return true;
          },
          () -> {});
    } catch (SyncException left) {
      failure.addSuppressed(left);
    }
  }

  /// Removes a database and ends the sessions on it; nothing happens where there is none.
  public static void drop(Session session, String database) {
    session.execute("DROP DATABASE IF EXISTS " + quote(database) + " WITH (FORCE)");
  }
}
