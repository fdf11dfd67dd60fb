package io.multiboard.sync.engine;

import io.multiboard.sync.engine.preflight.Identity;
import io.multiboard.sync.engine.preflight.LoginRole;
import io.multiboard.sync.engine.target.DatabaseSessions;
import io.multiboard.sync.engine.target.FormerDatabase;
import io.multiboard.sync.engine.target.OurDatabases;
import io.multiboard.sync.engine.target.RunNames;
import io.multiboard.sync.engine.target.TargetDatabase;
import io.multiboard.sync.engine.target.TargetLock;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.ServerVersion;
import io.multiboard.sync.postgres.Session;
import io.multiboard.sync.postgres.SqlResource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Looks at one database: that it can be reached, what it is, what the role may do there, and its
/// former databases. Thread-safe.
public final class Check {
  private final Connector connector;

  public Check(Connector connector) {
    this.connector = connector;
  }

  /// What was found.
  ///
  /// @param identity empty where the role may not read the system identifier
  /// @param bytes of the whole database on the server's disk
  /// @param tables that hold rows, of all schemas
  /// @param unreadable tables and sequences among them that the role may not read: an export fails
  /// @param overwritable whether the database is marked as one that may be overwritten
  /// @param clients sessions on it, but for ours
  /// @param formers its former databases, the latest first
  /// @param removed names of former databases that were removed because their time was over
  public record Report(
      String database,
      ServerVersion server,
      LoginRole login,
      Optional<Identity> identity,
      long bytes,
      long tables,
      long unreadable,
      String owner,
      boolean overwritable,
      List<DatabaseSessions.Client> clients,
      List<FormerDatabase> formers,
      List<String> removed) {}

  private record Inside(long bytes, long tables, long unreadable) {
    static Inside read(ResultSet row) throws SQLException {
      return new Inside(row.getLong("bytes"), row.getLong("tables"), row.getLong("unreadable"));
    }
  }

  /// Connects and looks. It changes nothing, and takes no lock that a run would wait for.
  public Report look() {
    return run(Optional.empty());
  }

  /// The same, and removes former databases whose time is over.
  ///
  /// @param runId under which they are removed; see [ImportRequest]
  public Report lookAndTidy(String runId) {
    return run(Optional.of(runId));
  }

  private Report run(Optional<String> tidying) {
    String name = connector.address().database();
    try (Session session = connector.open()) {
      Inside inside =
          session.queryOne(
              SqlResource.text(Check.class, "database-check", session.version()), Inside::read);
      TargetDatabase database =
          TargetDatabase.read(session, name)
              .orElseThrow(
                  () -> new SyncException(Reason.DatabaseNotFound, "no database " + name, ""));
      List<FormerDatabase> before = new OurDatabases(session, name).formers();
      List<String> removed =
          tidying
              .filter(_ -> !before.isEmpty())
              .map(runId -> removeOutdated(name, runId))
              .orElse(List.of());
      return new Report(
          name,
          session.version(),
          LoginRole.read(session),
          Identity.readIfAllowed(session, name),
          inside.bytes(),
          inside.tables(),
          inside.unreadable(),
          database.owner(),
          database.comment().overwritable(),
          DatabaseSessions.on(session, List.of(database.oid())),
          before.stream().filter(former -> !removed.contains(former.name())).toList(),
          removed);
    }
  }

  /// Only looking must not fail because somebody else is at work, or because the role may only
  /// look.
  private List<String> removeOutdated(String name, String runId) {
    try (TargetLock lock = TargetLock.take(connector, new RunNames(name, runId))) {
      return new OurDatabases(lock.session(), name).dropOutdated();
    } catch (SyncException failure) {
      return switch (failure.reason()) {
        case TargetBusy, MissingPrivilege, AuthenticationFailed, ReadOnlyServer -> List.of();
        default -> throw failure;
      };
    }
  }
}
