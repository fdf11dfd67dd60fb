package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Catalog;
import io.multiboard.sync.engine.catalog.Column;
import io.multiboard.sync.engine.catalog.ColumnDefault;
import io.multiboard.sync.engine.catalog.Table;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// What a table's columns have from its parents, which the copy gets again from them: as
/// `flagInhAttrs` of pg_dump's common.c. Thread-safe.
final class Inheritance {
  private final Catalog catalog;
  private final Table table;
  private final List<Table> parents;

  Inheritance(Catalog catalog, Table table) {
    this.catalog = catalog;
    this.table = table;
    this.parents =
        table.parents().stream()
            .map(parent -> catalog.find(parent, Table.class))
            .flatMap(Optional::stream)
            .toList();
  }

  /// Whether the column's NOT NULL comes with a parent. Before PostgreSQL 18 that is not noted: a
  /// parent that has one too decides. From 18 it is, but parents whose own ones are all unchecked
  /// do not make a checked one.
  boolean givesNotNull(Column column, Column.NotNull notNull) {
    if (notNull.name().isEmpty()) {
      return inParents(column).anyMatch(found -> found.column().notNull().isPresent());
    }
    return !notNull.local()
        && inParents(column)
            .flatMap(found -> found.column().notNull().stream())
            .anyMatch(Column.NotNull::valid);
  }

  /// Whether a parent has a default where the column has none, so that the copy must be told
  /// DEFAULT NULL.
  boolean takesDefaultAway(Column column) {
    return catalog.columnDefault(table.address(), column).isEmpty()
        && inParents(column)
            .filter(found -> found.column().generated() == Column.Generated.NONE)
            .flatMap(found -> found.value().stream())
            .anyMatch(value -> !value.expression().equals("NULL"));
  }

  /// Whether the column is generated as in all of its parents, which is inherited.
  boolean givesGeneration(Column column) {
    if (table.isPartition()) {
      return false;
    }
    List<Found> generated =
        inParents(column)
            .filter(found -> found.column().generated() != Column.Generated.NONE)
            .toList();
    Optional<String> expression =
        catalog.columnDefault(table.address(), column).map(ColumnDefault::expression);
    return !generated.isEmpty()
        && generated.stream()
            .allMatch(
                found -> Objects.equals(found.value().map(ColumnDefault::expression), expression));
  }

  /// A parent's column of the same name, with its default or generation expression.
  private record Found(Column column, Optional<ColumnDefault> value) {}

  private Stream<Found> inParents(Column column) {
    return parents.stream()
        .flatMap(parent ->
            parent.liveColumns().stream()
                .filter(other -> other.name().equals(column.name()))
                .map(other -> new Found(other, catalog.columnDefault(parent.address(), other))));
  }
}
