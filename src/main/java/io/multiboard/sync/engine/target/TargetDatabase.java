package io.multiboard.sync.engine.target;

import io.multiboard.sync.engine.privilege.AclItem;
import io.multiboard.sync.postgres.Session;
import io.multiboard.sync.postgres.SqlResource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A database as its server describes it, seen from another database. Immutable.
///
/// @param connectionLimit -1 for none
public record TargetDatabase(
    long oid,
    String name,
    String owner,
    DatabaseLocale locale,
    String tablespace,
    int connectionLimit,
    boolean template,
    Marks comment) {
  /// Reads a database by its name; empty where there is none.
  public static Optional<TargetDatabase> read(Session session, String name) {
    String sql = SqlResource.text(TargetDatabase.class, "database", session.version());
    return session.queryFirst(sql, TargetDatabase::from, name);
  }

  private static TargetDatabase from(ResultSet row) throws SQLException {
    return new TargetDatabase(
        row.getLong("oid"),
        row.getString("name"),
        row.getString("owner"),
        DatabaseLocale.read(row),
        row.getString("tablespace"),
        row.getInt("connection_limit"),
        row.getBoolean("template"),
        new Marks(row.getString("comment")));
  }

  /// The privileges on it that are in force.
  public Set<AclItem> privileges(Session session) {
    String sql = SqlResource.text(TargetDatabase.class, "database-privileges", session.version());
    return new LinkedHashSet<>(session.query(sql, AclItem::read, oid));
  }

  /// What sessions in it begin with.
  public List<DatabaseSetting> settings(Session session) {
    String sql = SqlResource.text(TargetDatabase.class, "database-settings", session.version());
    return session.query(sql, DatabaseSetting::read, oid);
  }
}
