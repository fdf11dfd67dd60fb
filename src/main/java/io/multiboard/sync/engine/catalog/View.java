package io.multiboard.sync.engine.catalog;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A view.
///
/// @param options as in `reloptions`, less the check option
/// @param checkOption `LOCAL` or `CASCADED`
/// @param definition the query, with its semicolon
public record View(
    ObjectFacts facts,
    List<Column> columns,
    List<String> options,
    Optional<String> checkOption,
    String definition)
    implements Relation {
  public View {
    columns = List.copyOf(columns);
    options = List.copyOf(options);
  }

  static View from(CatalogRow row, Map<Long, List<Column>> columns) throws SQLException {
    return new View(
        row.factsWithPrivileges(SystemCatalog.RELATION),
        columns.getOrDefault(row.oid("oid"), List.of()),
        row.texts("options"),
        row.optionalText("check_option"),
        row.text("definition"));
  }
}
