package io.multiboard.sync.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.postgresql.PGConnection;
import org.postgresql.util.PSQLException;

/// Asks a server, through a connection of its own, what the session of a process id does. Only for
/// sessions in which somebody on our side waits. Thread-safe.
///
/// @param backendId the process id of the session
record PulseQuestion(DatabaseAddress address, String applicationName, int backendId)
    implements Supplier<Pulse> {
  private static final Duration TIMEOUT = Duration.ofSeconds(8);
  private static final Set<String> WAITING_FOR_US = Set.of("ClientRead", "ClientWrite");
  private static final String SQL =
      """
      SELECT pg_catalog.pg_backend_pid(), activity.pid, coalesce(activity.wait_event, '')
        FROM (SELECT 1) AS one
        LEFT JOIN pg_catalog.pg_stat_activity AS activity ON activity.pid = ?
      """;

  @Override
  public Pulse get() {
    try (Connection connection = Login.shortly(address, applicationName, TIMEOUT)) {
      return ask(connection);
    } catch (SQLException failure) {
      boolean answered =
          failure instanceof PSQLException own && own.getServerErrorMessage() != null;
      return answered
          ? new Pulse.Alive()
          : new Pulse.Dead("its server does not answer: " + SqlFailure.words(failure));
    }
  }

  private Pulse ask(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setInt(1, backendId);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return judge(connection.unwrap(PGConnection.class), row);
      }
    }
  }

  private static Pulse judge(PGConnection connection, ResultSet row) throws SQLException {
    // Behind a pooler the process ids that we know are the pooler's own.
    boolean pooled = row.getInt(1) != connection.getBackendPID();
    boolean gone = row.getObject(2) == null;
    if (!pooled && gone) {
      return new Pulse.Dead("its server has no such session any more");
    }
    return !pooled && WAITING_FOR_US.contains(row.getString(3))
        ? new Pulse.Dead("its server waits for us at the same time")
        : new Pulse.Alive();
  }
}
