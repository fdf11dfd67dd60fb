package io.multiboard.sync.engine.copy;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.Session;
import io.multiboard.sync.postgres.SqlResource;
import java.time.Duration;
import java.util.Optional;

/// Tells a lost connection from a standby's answer to a query that is in the way of replay. Where
/// the session is idle just then, the server says why and closes, and the driver, about to start a
/// COPY, hears of the close alone; the server's count of conflicts knows. Thread-safe.
///
/// Source: https://www.postgresql.org/docs/current/hot-standby.html#HOT-STANDBY-CONFLICT
final class RecoveryConflicts {
  private static final String REMEDY =
      "Run the command again, and raise max_standby_streaming_delay or set hot_standby_feedback on the standby.";

  /// Up to release 14 a process of its own gathers the counts, each half a second.
  private static final Duration PAUSE = Duration.ofMillis(300);

  private static final int QUESTIONS = 5;

  private final Connector source;
  private final Optional<Long> before;

  private RecoveryConflicts(Connector source, Optional<Long> before) {
    this.source = source;
    this.before = before;
  }

  /// Those after the snapshot of a session.
  static RecoveryConflicts after(Session session, Connector source) {
    return new RecoveryConflicts(source, count(session));
  }

  /// The failure itself, or the conflict behind it.
  SyncException explained(SyncException failure) throws InterruptedException {
    if (before.isEmpty() || failure.reason() != Reason.ConnectionLost) {
      return failure;
    }
    try (Session session = source.hurried().open()) {
      return isMore(session, before.get()) ? conflict(failure) : failure;
    } catch (SyncException gone) {
      failure.addSuppressed(gone);
      return failure;
    }
  }

  private static boolean isMore(Session session, long before) throws InterruptedException {
    for (int question = 0; question < QUESTIONS; question++) {
      if (count(session).filter(now -> now > before).isPresent()) {
        return true;
      }
      Thread.sleep(PAUSE);
    }
    return false;
  }

  private static Optional<Long> count(Session session) {
    return session.queryFirst(
        SqlResource.text(RecoveryConflicts.class, "recovery-conflicts", session.version()),
        row -> row.getLong(1));
  }

  /// What a standby does whose primary has removed rows.
  static SyncException conflict(SyncException failure) {
    return new SyncException(
        Reason.SerializationFailure,
        "the source, a standby, ended the transaction whose snapshot everything is read from, as its primary has"
            + " removed rows that it reads: "
            + failure.getMessage(),
        REMEDY,
        failure);
  }
}
