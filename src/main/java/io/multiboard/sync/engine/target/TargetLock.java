package io.multiboard.sync.engine.target;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.Identifier;
import io.multiboard.sync.postgres.Session;
import io.multiboard.sync.postgres.SqlResource;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/// The right to write one target: an advisory lock in the database `postgres` of its server, held
/// by the session that renames, so that who has lost it can rename nothing. Not thread-safe, but
/// for [#session].
public final class TargetLock implements AutoCloseable {
  /// Where the lock is kept: advisory locks are per database, and every server has this one.
  public static final String MAINTENANCE = "postgres";

  private static final Duration OLD_ATTEMPT_ENDS = Duration.ofSeconds(10);

  /// A server notices within two seconds that a client has died, see [Session]: the lock of a run
  /// that was killed is not that of one that goes on.
  private static final Duration DEAD_CLIENT_IS_NOTICED = Duration.ofSeconds(5);

  private static final Duration SERVER_RETURNS = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Connector server;
  private final RunNames names;
  private volatile Session session;

  private TargetLock(Connector server, RunNames names) {
    this.server = server;
    this.names = names;
    this.session = locked(server, names);
  }

  private record Holder(int pid, String application, String role, String address, String since) {
    static Holder read(ResultSet row) throws SQLException {
      return new Holder(
          row.getInt("pid"),
          row.getString("application"),
          row.getString("role"),
          row.getString("address"),
          row.getString("since"));
    }

    String text() {
      return "session %d (%s) of role \"%s\" from %s, since %s"
          .formatted(pid, application, role, address, since);
    }
  }

  /// The key of a target's lock: the first 8 bytes of SHA-256 of `multiboard:` and its name.
  public static long key(String target) {
    return ByteBuffer.wrap(RunNames.sha256("multiboard:" + target)).getLong();
  }

  /// Takes the lock, or refuses with [Reason#TargetBusy] after some seconds, in which a run that
  /// was killed would lose it. The sessions of an older attempt of the same run are ended first.
  ///
  /// @param server any database of the target's server
  public static TargetLock take(Connector server, RunNames names) {
    return new TargetLock(server, names);
  }

  private static Session locked(Connector server, RunNames names) {
    Session session = open(server);
    try {
      session.execute("SET application_name = " + Identifier.literal(application(names.runId())));
      waitForOldAttempt(session, names);
      return session;
    } catch (RuntimeException failure) {
      session.close();
      throw failure;
    }
  }

  private static Session open(Connector server) {
    try {
      return server.toDatabase(MAINTENANCE).open();
    } catch (SyncException failure) {
      if (failure.reason() != Reason.MissingPrivilege
          && failure.reason() != Reason.DatabaseNotFound) {
        throw failure;
      }
      throw new SyncException(
          failure.reason(),
          "the lock of a target is kept in the database \"postgres\" of its server: "
              + failure.getMessage(),
          "GRANT CONNECT ON DATABASE postgres to the importing role, or create that database",
          failure);
    }
  }

  private static void waitForOldAttempt(Session session, RunNames names) {
    long key = key(names.target());
    long start = System.nanoTime();
    while (!tryLock(session, key)) {
      Optional<Holder> holder = holder(session, key);
      boolean others =
          holder.filter(h -> !h.application().equals(application(names.runId()))).isPresent();
      Duration patience = others ? DEAD_CLIENT_IS_NOTICED : OLD_ATTEMPT_ENDS;
      if (System.nanoTime() - start > patience.toNanos()) {
        throw busy(names.target(), holder);
      }
      holder.filter(_ -> !others).ifPresent(old -> terminate(session, old.pid()));
      Pause.of(PAUSE);
    }
  }

  private static boolean tryLock(Session session, long key) {
    return session.queryOne(
        "SELECT pg_catalog.pg_try_advisory_lock(?)", row -> row.getBoolean(1), key);
  }

  private static Optional<Holder> holder(Session session, long key) {
    String sql = SqlResource.text(TargetLock.class, "lock-holder", session.version());
    return session.queryFirst(sql, Holder::read, key);
  }

  private static void terminate(Session session, int pid) {
    session.query("SELECT pg_catalog.pg_terminate_backend(?)", row -> row.getBoolean(1), pid);
  }

  private static String application(String runId) {
    return "multiboard-sync " + runId;
  }

  private static SyncException busy(String target, Optional<Holder> holder) {
    return new SyncException(
        Reason.TargetBusy,
        "another run is writing to \"%s\": %s"
            .formatted(target, holder.map(Holder::text).orElse("a session that has just gone")),
        "wait for it to end, or end it");
  }

  /// The session that holds the lock, in the database `postgres`; another one after [#renew].
  public Session session() {
    return session;
  }

  /// Takes the lock anew after its session was lost. When this returns, the server has ended the
  /// lost session, so that whatever it was doing has either been committed or never will be.
  void renew() {
    endLost();
    long end = System.nanoTime() + SERVER_RETURNS.toNanos();
    while (true) {
      try {
        session = locked(server, names);
        return;
      } catch (SyncException failure) {
        if (!failure.reason().retryHelps() || System.nanoTime() > end) {
          throw failure;
        }
        Pause.of(PAUSE);
      }
    }
  }

  private void endLost() {
    try {
      session.close();
    } catch (SyncException broken) {
      // It is lost, which is why another one is needed.
      return;
    }
  }

  /// Gives the lock back by ending the session.
  @Override
  public void close() {
    session.close();
  }
}
