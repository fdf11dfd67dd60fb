package io.multiboard.sync.engine.catalog;

import java.sql.SQLException;

/// When a trigger or a rule fires, by `session_replication_role`.
public enum Firing {
  ORIGIN("ENABLE"),
  REPLICA("ENABLE REPLICA"),
  ALWAYS("ENABLE ALWAYS"),
  DISABLED("DISABLE");

  private final String sql;

  Firing(String sql) {
    this.sql = sql;
  }

  /// The words of ALTER TABLE before `TRIGGER` or `RULE`.
  public String sql() {
    return sql;
  }

  static Firing from(CatalogRow row) throws SQLException {
    return switch (row.letter("enabled")) {
      case 'R' -> REPLICA;
      case 'A' -> ALWAYS;
      case 'D' -> DISABLED;
      default -> ORIGIN;
    };
  }
}
