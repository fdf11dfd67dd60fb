package io.multiboard.sync.engine.target;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.Session;
import java.time.Duration;

/// The one transaction in which a target is filled in place. A commit whose answer is lost is
/// settled by asking the server what became of the transaction. Not thread-safe.
public final class InPlaceTransaction implements AutoCloseable {
  private static final Duration SERVER_RETURNS = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Connector target;
  private final Session session;
  private final String id;

  private InPlaceTransaction(Connector target, Session session) {
    this.target = target;
    this.session = session;
    session.execute("BEGIN");
    this.id =
        session.queryOne(
            "SELECT pg_catalog.pg_current_xact_id()::pg_catalog.text", row -> row.getString(1));
  }

  public static InPlaceTransaction begin(Connector target) {
    Session session = target.open();
    try {
      return new InPlaceTransaction(target, session);
    } catch (RuntimeException failure) {
      session.close();
      throw failure;
    }
  }

  /// The session that is in the transaction.
  public Session session() {
    return session;
  }

  /// Makes everything visible, with this comment on the database, or nothing.
  public void commit(Marks comment) {
    DatabaseMark.set(session, target.address().database(), comment);
    Uninterrupted.run(
        () -> {
          commitAndSettle();
          return true;
        },
        () -> {});
  }

  private void commitAndSettle() {
    try {
      session.execute("COMMIT");
    } catch (SyncException lost) {
      if (!"committed".equals(status(lost))) {
        throw lost;
      }
    }
  }

  private String status(SyncException lost) {
    long end = System.nanoTime() + SERVER_RETURNS.toNanos();
    while (System.nanoTime() < end) {
      try (Session other = target.open()) {
        String status =
            other.queryOne(
                "SELECT coalesce(pg_catalog.pg_xact_status(?::pg_catalog.xid8), 'unknown')",
                row -> row.getString(1),
                id);
        if (!status.equals("in progress")) {
          return status;
        }
      } catch (SyncException failure) {
        if (!failure.reason().retryHelps()) {
          throw failure;
        }
        lost.addSuppressed(failure);
      }
      Pause.of(PAUSE);
    }
    throw new SyncException(
        Reason.ConnectionLost,
        "the connection broke while the import was being committed, and the server cannot be asked whether it was",
        "look into the target: it is either empty or complete",
        lost);
  }

  /// Ends the session, and with it a transaction that was not committed.
  @Override
  public void close() {
    session.close();
  }
}
