package io.multiboard.sync.engine.catalog;

import java.sql.SQLException;

/// The default of a column, or the expression that generates it. Its name is the relation's.
///
/// @param number the column's
/// @param expression as SQL
public record ColumnDefault(
    ObjectFacts facts,
    ObjectAddress relation,
    int number,
    String column,
    boolean generated,
    String expression)
    implements TablePart {
  static ColumnDefault from(CatalogRow row) throws SQLException {
    ObjectAddress relation = SystemCatalog.RELATION.address(row.oid("relation"));
    return new ColumnDefault(
        row.factsWithin(SystemCatalog.COLUMN_DEFAULT, relation),
        relation,
        row.number("number"),
        row.text("column"),
        row.flag("generated"),
        row.text("expression"));
  }

  @Override
  public String relationName() {
    return facts.name();
  }
}
