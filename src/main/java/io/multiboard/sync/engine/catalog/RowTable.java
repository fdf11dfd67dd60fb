package io.multiboard.sync.engine.catalog;

import io.multiboard.sync.postgres.QualifiedName;
import java.util.List;
import java.util.Optional;

/// A table whose own rows belong to a copy, as those see it who read rows. Each has one TABLE DATA
/// entry, whose catalog id is the address.
///
/// @param columns unquoted, in their order; neither dropped nor generated ones
/// @param mayTravelAsBinary whether values of every such column mean the same as binary COPY
///   elsewhere
/// @param condition SQL that chooses the rows; of an extension's table whose other rows come with
///   it
public record RowTable(
    ObjectAddress address,
    QualifiedName name,
    List<String> columns,
    boolean mayTravelAsBinary,
    Optional<String> condition,
    TableVolume volume) {
  public RowTable {
    columns = List.copyOf(columns);
  }

  static RowTable of(Table table, ColumnTypes types, Optional<String> condition) {
    return new RowTable(
        table.address(),
        table.facts().qualifiedName(),
        table.copiedColumns().stream().map(Column::name).toList(),
        table.copiedColumns().stream()
            .allMatch(column -> types.mayTravelAsBinary(column.typeOid())),
        condition,
        table.volume());
  }
}
