package io.multiboard.sync.engine.target;

import io.multiboard.sync.postgres.Session;
import io.multiboard.sync.postgres.SqlResource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// Who is connected to a database, and sending them away.
public final class DatabaseSessions {
  private DatabaseSessions() {}

  /// A session of a client.
  ///
  /// @param endable whether the role that asks has the right to end it
  public record Client(int pid, String role, String application, String address, boolean endable) {
    static Client read(ResultSet row) throws SQLException {
      return new Client(
          row.getInt("pid"),
          row.getString("role"),
          row.getString("application"),
          row.getString("address"),
          row.getBoolean("endable"));
    }

    /// As people read it.
    public String display() {
      String name = application.isEmpty() ? "" : " (" + application + ")";
      String from = address.isEmpty() ? "" : " from " + address;
      return "session %d of role \"%s\"%s%s".formatted(pid, role, name, from);
    }
  }

  /// The client sessions on some databases, but for the one that asks.
  public static List<Client> on(Session session, Collection<Long> databases) {
    String sql = SqlResource.text(DatabaseSessions.class, "sessions", session.version());
    return session.query(sql, Client::read, array(databases));
  }

  /// Asks the server to end those that the session's role may end.
  ///
  /// @return those that it may not end
  public static List<Client> end(Session session, Collection<Long> databases) {
    List<Client> clients = on(session, databases);
    clients.stream()
        .filter(Client::endable)
        .forEach(client ->
            session.query(
                "SELECT pg_catalog.pg_terminate_backend(?)",
                row -> row.getBoolean(1),
                client.pid()));
    return clients.stream().filter(client -> !client.endable()).toList();
  }

  private static String array(Collection<Long> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
  }
}
