package io.multiboard.sync.engine.copy;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.QualifiedName;
import io.multiboard.sync.postgres.Session;
import io.multiboard.sync.postgres.SqlFailure;
import io.multiboard.sync.postgres.SqlResource;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// ACCESS SHARE locks on every table of a database, so that none is dropped, truncated or altered
/// while it is read. Not thread-safe.
final class TableLocks {
  /// As pg_dump: statements of about this many characters.
  private static final int BATCH = 100_000;

  /// SQLSTATEs of a name that means nothing, or something else, by now: undefined table, invalid
  /// schema name, wrong object type.
  private static final Set<String> VANISHED = Set.of("42P01", "3F000", "42809");

  /// An object went away between being listed and being locked; the next listing knows better.
  static final class Vanished extends Exception {
    private static final long serialVersionUID = 1L;

    Vanished(String message) {
      super(message);
    }
  }

  private final Session session;
  private final List<LockedTable> locked = new ArrayList<>();

  TableLocks(Session session) {
    this.session = session;
  }

  /// The tables of the database as the session sees them.
  static List<LockedTable> list(Session session) {
    return session.query(
        SqlResource.text(TableLocks.class, "lockable-tables", session.version()),
        row ->
            new LockedTable(
                row.getLong("oid"),
                new QualifiedName(row.getString("schema"), row.getString("name"))));
  }

  /// Locks in batches; throws with the reason `LockTimeout` when others hold a table for longer
  /// than the session's `lock_timeout`.
  void take(List<LockedTable> tables) throws Vanished {
    List<LockedTable> batch = new ArrayList<>();
    int size = 0;
    for (LockedTable table : tables) {
      batch.add(table);
      size += table.lockItem().length();
      if (size > BATCH) {
        lock(batch);
        batch = new ArrayList<>();
        size = 0;
      }
    }
    lock(batch);
  }

  private void lock(List<LockedTable> batch) throws Vanished {
    if (batch.isEmpty()) {
      return;
    }
    try {
      session.execute(lockStatement(batch));
      locked.addAll(batch);
    } catch (SyncException failure) {
      throw explained(failure, batch);
    }
  }

  private static String lockStatement(List<LockedTable> batch) {
    List<String> items = batch.stream().map(LockedTable::lockItem).toList();
    return "LOCK TABLE " + String.join(", ", items) + " IN ACCESS SHARE MODE";
  }

  private SyncException explained(SyncException failure, List<LockedTable> batch) throws Vanished {
    if (failure.getCause() instanceof SQLException cause
        && VANISHED.contains(SqlFailure.state(cause))) {
      throw new Vanished(String.valueOf(cause.getMessage()));
    }
    return failure.reason() == Reason.LockTimeout ? timedOut(failure, batch) : failure;
  }

  private SyncException timedOut(SyncException failure, List<LockedTable> batch) {
    session.execute("ROLLBACK");
    String holder =
        session
            .queryFirst(
                SqlResource.text(TableLocks.class, "lock-holders", session.version()),
                row ->
                    "table \"%s.%s\", which process %d (%s) has locked"
                        .formatted(
                            row.getString("schema"),
                            row.getString("name"),
                            row.getInt("pid"),
                            row.getString("application")),
                (Object) oids(batch))
            .orElse(
                "a table, one of "
                    + batch.size()
                    + " from \""
                    + batch.getFirst().name().display()
                    + "\" on");
    return new SyncException(
        Reason.LockTimeout,
        "waited in vain to read " + holder,
        "run it again when that is over, or allow a longer wait with --lock-timeout",
        failure);
  }

  /// Locks what the snapshot sees and was not locked before it, then makes sure that every locked
  /// table is still what the snapshot sees.
  void completeFor(List<LockedTable> seen) throws Vanished {
    Set<LockedTable> before = Set.copyOf(locked);
    take(seen.stream().filter(table -> !before.contains(table)).toList());
    List<String> changed =
        session.query(
            SqlResource.text(TableLocks.class, "changed-tables", session.version()),
            row -> row.getString("schema") + "." + row.getString("name"),
            (Object) oids(seen));
    if (!changed.isEmpty()) {
      throw new Vanished("changed meanwhile: " + String.join(", ", changed));
    }
  }

  private static long[] oids(List<LockedTable> tables) {
    return tables.stream().mapToLong(LockedTable::oid).toArray();
  }
}
