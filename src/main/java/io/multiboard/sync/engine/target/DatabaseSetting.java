package io.multiboard.sync.engine.target;

import io.multiboard.sync.postgres.Identifier;
import io.multiboard.sync.postgres.SettingText;
import java.sql.ResultSet;
import java.sql.SQLException;

/// A setting that sessions of one database begin with.
///
/// @param role whose sessions; empty text for all roles'
/// @param value as the catalog keeps it
public record DatabaseSetting(String role, String name, String value) {
  static DatabaseSetting read(ResultSet row) throws SQLException {
    return new DatabaseSetting(
        row.getString("role"), row.getString("name"), row.getString("value"));
  }

  /// The statement that gives it to a database.
  String sql(String database) {
    String whose =
        role.isEmpty()
            ? "ALTER DATABASE " + Identifier.quote(database)
            : "ALTER ROLE " + Identifier.quote(role) + " IN DATABASE " + Identifier.quote(database);
    return whose + " " + SettingText.clause(name, value);
  }
}
