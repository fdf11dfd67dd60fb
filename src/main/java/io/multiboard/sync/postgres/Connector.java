package io.multiboard.sync.postgres;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postgresql.PGConnection;

/// Opens sessions on one database. Thread-safe.
public final class Connector {
  /// How long a server that is full, or just starting, is asked again.
  private static final Duration PERSISTENCE = Duration.ofSeconds(20);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /// Longer than a network may stall, and short enough that a dead one is noticed within 60
  /// seconds.
  private static final Duration LOGIN_TIMEOUT = Duration.ofSeconds(45);

  private static final Duration HURRIED_LOGIN_TIMEOUT = Duration.ofSeconds(5);

  /// The SQLSTATE `invalid_password`.
  private static final String WRONG_PASSWORD = "28P01";

  private final DatabaseAddress address;
  private final String applicationName;
  private final Duration patience;
  private final Duration persistence;
  private final Duration loginTimeout;

  /// Whether the server has let the role in before, into whichever of its databases.
  private final AtomicBoolean admitted;

  /// @param applicationName what `pg_stat_activity` shows for the sessions
  public Connector(DatabaseAddress address, String applicationName) {
    this(address, applicationName, Heartbeat.PATIENCE, PERSISTENCE);
  }

  /// @param patience how long a connection may be silent before its server is asked
  /// @param persistence how long a server that has no room is asked again
  Connector(
      DatabaseAddress address, String applicationName, Duration patience, Duration persistence) {
    this(address, applicationName, patience, persistence, LOGIN_TIMEOUT, new AtomicBoolean());
  }

  private Connector(
      DatabaseAddress address,
      String applicationName,
      Duration patience,
      Duration persistence,
      Duration loginTimeout,
      AtomicBoolean admitted) {
    this.address = address;
    this.applicationName = applicationName;
    this.patience = patience;
    this.persistence = persistence;
    this.loginTimeout = loginTimeout;
    this.admitted = admitted;
  }

  public DatabaseAddress address() {
    return address;
  }

  /// Sessions on another database of the same server.
  public Connector toDatabase(String database) {
    return new Connector(
        address.withDatabase(database),
        applicationName,
        patience,
        persistence,
        loginTimeout,
        admitted);
  }

  /// The same that waits less for a server that does not answer: for tidying after a failure, whose
  /// cause may be just that, and which somebody waits to hear of.
  public Connector hurried() {
    return new Connector(
        address.withConnectTimeout(HURRIED_LOGIN_TIMEOUT),
        applicationName,
        patience,
        persistence,
        HURRIED_LOGIN_TIMEOUT,
        admitted);
  }

  /// A new session: empty search path first (CVE-2018-1058), then settings that make texts and
  /// values come out the same everywhere, and no time-outs. A server without room for one more
  /// session, or one that is starting, is asked again for a while; an interrupt ends that.
  ///
  /// @throws SyncException `PasswordChanged` where the password that is refused was accepted before
  public Session open() {
    long giveUp = System.nanoTime() + persistence.toNanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return openOnce();
      } catch (SyncException failure) {
        boolean later = System.nanoTime() + pause.toNanos() < giveUp;
        if (!later || !isPassing(failure.reason())) {
          throw failure;
        }
        sleep(pause, failure);
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                ? LONGEST_PAUSE
                : pause.multipliedBy(2);
      }
    }
  }

  private static boolean isPassing(Reason reason) {
    return reason == Reason.TooManyConnections || reason == Reason.ServerShutDown;
  }

  private static void sleep(Duration pause, SyncException cause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new SyncException(
          Reason.Cancelled, "cancelled while waiting: " + cause.getMessage(), "", cause);
    }
  }

  private Session openOnce() {
    RoleTimeouts setAside = RoleTimeouts.LEFT_ALONE;
    while (true) {
      Wire wire = new Wire();
      try {
        return openOnce(wire, setAside);
      } catch (SQLException failure) {
        setAside =
            setAside
                .andThatOf(String.valueOf(failure.getSQLState()))
                .orElseThrow(() -> refusal(wire, failure));
      }
    }
  }

  private SyncException refusal(Wire wire, SQLException failure) {
    SyncException refused = ConnectFailure.of(address, wire, failure);
    return admitted.get() && WRONG_PASSWORD.equals(failure.getSQLState())
        ? new SyncException(
            Reason.PasswordChanged,
            refused.getMessage() + "; it was right before, so somebody has changed it since",
            "Give the new password; where a Secret holds it, the next attempt reads it there.",
            refused)
        : refused;
  }

  private Session openOnce(Wire wire, RoleTimeouts setAside) throws SQLException {
    Connection connection = Login.of(address, applicationName, wire, loginTimeout, setAside);
    admitted.set(true);
    int backendId = connection.unwrap(PGConnection.class).getBackendPID();
    Heartbeat heartbeat =
        Heartbeat.start(
            wire,
            "heartbeat-" + backendId,
            patience,
            new PulseQuestion(address, applicationName, backendId));
    return Session.prepared(connection, address, heartbeat);
  }
}
