package io.multiboard.sync.engine.copy;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.Identifier;
import io.multiboard.sync.postgres.Session;
import io.multiboard.sync.postgres.SqlResource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// One view of a database that several sessions share, with every table locked against change.
/// Tables are locked before the snapshot is taken, because LOCK TABLE takes none: nothing can be
/// rewritten or truncated between the two, which would show a table empty to the snapshot. It lasts
/// as long as the session that took it; all its sessions are read only.
public final class Snapshot {
  private static final String BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
  private static final int ATTEMPTS = 5;

  /// How long the snapshot's own session may take to say why it ended.
  private static final Duration OWN_ANSWER = Duration.ofSeconds(5);

  private final Connector source;
  private final Session session;
  private final Duration lockTimeout;
  private final Facts facts;
  private final RecoveryConflicts conflicts;

  /// What is known of the moment.
  ///
  /// @param id what `SET TRANSACTION SNAPSHOT` takes
  /// @param takenAt by the server's clock
  /// @param lsn the position in the write-ahead log, such as `0/1A2B3C4`; on a standby the last
  ///   replayed one
  public record Facts(String id, Instant takenAt, String lsn) {}

  private Snapshot(Connector source, Session session, Duration lockTimeout, Facts facts) {
    this.source = source;
    this.session = session;
    this.lockTimeout = lockTimeout;
    this.facts = facts;
    this.conflicts = RecoveryConflicts.after(session, source);
  }

  /// Locks all tables and takes a snapshot.
  ///
  /// @param session without a transaction; holds locks and snapshot until it is closed
  /// @param source for the other sessions
  /// @param lockTimeout how long one wait for a lock may last, here and in all that reads the
  ///   snapshot
  public static Snapshot take(Session session, Connector source, Duration lockTimeout)
      throws InterruptedException {
    String last = "";
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        setLockTimeout(session, lockTimeout);
        return new Snapshot(source, session, lockTimeout, lockAndFreeze(session));
      } catch (TableLocks.Vanished vanished) {
        last = String.valueOf(vanished.getMessage());
        session.execute("ROLLBACK");
        Thread.sleep(50L << attempt);
      }
    }
    throw new SyncException(
        Reason.ConcurrentSchemaChange,
        "tables of \""
            + source.address().database()
            + "\" were changed each time that they were to be locked: "
            + last,
        "run it again when no migration is going on");
  }

  private static Facts lockAndFreeze(Session session) throws TableLocks.Vanished {
    List<LockedTable> listed = TableLocks.list(session);
    ReadRights.check(session, listed);
    session.execute(BEGIN);
    TableLocks locks = new TableLocks(session);
    locks.take(listed);
    Facts facts =
        session.queryOne(
            SqlResource.text(Snapshot.class, "take-snapshot", session.version()),
            row ->
                new Facts(
                    row.getString("id"),
                    row.getObject("taken_at", java.time.OffsetDateTime.class).toInstant(),
                    row.getString("lsn")));
    locks.completeFor(TableLocks.list(session));
    return facts;
  }

  private static void setLockTimeout(Session session, Duration lockTimeout) {
    session.execute("SET lock_timeout = " + lockTimeout.toMillis());
  }

  /// The session that took the snapshot and holds the locks. Whoever uses it must be the only one.
  public Session session() {
    return session;
  }

  public Facts facts() {
    return facts;
  }

  /// What a failure of one of its sessions came from.
  SyncException explained(SyncException failure) throws InterruptedException {
    return conflicts.explained(failure);
  }

  /// Another session that sees the same, opened in a crew that the snapshot's own session works in.
  public Session join(Crew crew) throws InterruptedException {
    Session other = crew.open(source);
    setLockTimeout(other, lockTimeout);
    other.execute(BEGIN);
    try {
      other.execute("SET TRANSACTION SNAPSHOT " + Identifier.literal(facts.id()));
    } catch (SyncException failure) {
      if (failure.reason() != Reason.StatementFailed) {
        throw failure;
      }
      // The server ended the snapshot's own session or transaction, which hears why.
      crew.awaitFailure(OWN_ANSWER);
      throw ended(other, failure);
    }
    return other;
  }

  /// Where the session itself says nothing, as one that waits for a slow disk.
  private static SyncException ended(Session other, SyncException failure) {
    other.execute("ROLLBACK");
    boolean standby =
        other.queryOne("SELECT pg_catalog.pg_is_in_recovery()", row -> row.getBoolean(1));
    return standby
        ? RecoveryConflicts.conflict(failure)
        : new SyncException(
            Reason.ConnectionLost,
            "the source ended the session whose snapshot everything is read from: "
                + failure.getMessage(),
            "See the server's log for who ended it, then run the command again.",
            failure);
  }
}
