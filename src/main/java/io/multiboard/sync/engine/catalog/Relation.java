package io.multiboard.sync.engine.catalog;

import java.util.List;

/// What stands in `pg_class` and may be named in a query. Foreign tables are not among them yet.
public sealed interface Relation extends CatalogObject
    permits Table, View, MaterializedView, Sequence {
  /// The columns in their order, dropped ones too, so that the column of number n stands at n - 1.
  /// A sequence has none here.
  List<Column> columns();

  /// The columns that are not dropped.
  default List<Column> liveColumns() {
    return columns().stream().filter(column -> !column.dropped()).toList();
  }
}
