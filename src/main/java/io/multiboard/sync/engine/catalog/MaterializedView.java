package io.multiboard.sync.engine.catalog;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// A materialized view.
///
/// @param populated false after WITH NO DATA: it cannot be read and is not refreshed in a copy
/// @param definition the query, with its semicolon
public record MaterializedView(
    ObjectFacts facts,
    List<Column> columns,
    boolean populated,
    StorageOptions storage,
    String definition)
    implements Relation {
  public MaterializedView {
    columns = List.copyOf(columns);
  }

  static MaterializedView from(CatalogRow row, Map<Long, List<Column>> columns)
      throws SQLException {
    return new MaterializedView(
        row.factsWithPrivileges(SystemCatalog.RELATION),
        columns.getOrDefault(row.oid("oid"), List.of()),
        row.flag("populated"),
        StorageOptions.from(row),
        row.text("definition"));
  }
}
