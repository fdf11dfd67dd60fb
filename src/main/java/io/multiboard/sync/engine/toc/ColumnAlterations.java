package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Column;
import io.multiboard.sync.engine.catalog.Relation;
import io.multiboard.sync.postgres.Identifier;

/// What only ALTER TABLE can say of a column of a table or of a materialized view.
final class ColumnAlterations {
  private ColumnAlterations() {}

  /// The statements, or empty text.
  static String sql(Relation relation, Column column) {
    StringBuilder sql = new StringBuilder();
    if (column.statistics() >= 0) {
      sql.append(alter(relation, column, "SET STATISTICS " + column.statistics()));
    }
    if (column.storage() != column.typeStorage()) {
      sql.append(alter(relation, column, "SET STORAGE " + storage(column)));
    }
    if (column.compression() != Column.Compression.DEFAULT) {
      String method = column.compression() == Column.Compression.LZ4 ? "lz4" : "pglz";
      sql.append(alter(relation, column, "SET COMPRESSION " + method));
    }
    if (!column.options().isEmpty()) {
      sql.append(alter(relation, column, "SET (" + column.options() + ")"));
    }
    return sql.toString();
  }

  /// One statement about a column.
  static String alter(Relation relation, Column column, String what) {
    return "ALTER TABLE ONLY %s ALTER COLUMN %s %s;\n"
        .formatted(relation.facts().sqlName(), Identifier.quote(column.name()), what);
  }

  private static String storage(Column column) {
    return switch (column.storage()) {
      case 'p' -> "PLAIN";
      case 'e' -> "EXTERNAL";
      case 'm' -> "MAIN";
      default -> "EXTENDED";
    };
  }
}
