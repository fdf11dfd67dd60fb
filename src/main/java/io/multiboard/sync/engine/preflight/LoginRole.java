package io.multiboard.sync.engine.preflight;

import io.multiboard.sync.postgres.Session;
import io.multiboard.sync.postgres.SqlResource;
import java.sql.ResultSet;
import java.sql.SQLException;

/// What the importing role may do on its server, and what the server has room for.
///
/// @param endsSessions of other roles, but for superusers' unless it is one
/// @param inRecovery the server is a standby and takes no writes
/// @param connectionsLeft for this role, until the server or its limit refuses one
public record LoginRole(
    String name,
    boolean superuser,
    boolean createsDatabases,
    boolean createsRoles,
    boolean endsSessions,
    boolean inRecovery,
    int connectionsLeft) {
  public static LoginRole read(Session session) {
    String sql = SqlResource.text(LoginRole.class, "login", session.version());
    return session.queryOne(sql, LoginRole::from);
  }

  private static LoginRole from(ResultSet row) throws SQLException {
    return new LoginRole(
        row.getString("name"),
        row.getBoolean("superuser"),
        row.getBoolean("creates_databases"),
        row.getBoolean("creates_roles"),
        row.getBoolean("ends_sessions"),
        row.getBoolean("in_recovery"),
        Math.min(row.getInt("role_connections_left"), row.getInt("connections_left")));
  }
}
