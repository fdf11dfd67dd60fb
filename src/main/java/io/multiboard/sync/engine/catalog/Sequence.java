package io.multiboard.sync.engine.catalog;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A sequence.
///
/// @param type `smallint`, `integer` or `bigint`
/// @param owning the column that it belongs to
/// @param identity whether it makes that column's identity
/// @param value where it stands; read with the catalog, though sequences know no snapshots; empty
///   for an unlogged sequence of a standby
public record Sequence(
    ObjectFacts facts,
    boolean unlogged,
    String type,
    long start,
    long increment,
    long minimum,
    long maximum,
    long cache,
    boolean cycles,
    Optional<ObjectAddress> owning,
    boolean identity,
    Optional<Value> value)
    implements Relation {

  /// Where a sequence stands.
  ///
  /// @param called whether `last` was given out already
  public record Value(long last, boolean called) {}

  static Sequence from(CatalogRow row, Map<Long, Value> values) throws SQLException {
    return new Sequence(
        row.factsWithPrivileges(SystemCatalog.RELATION),
        row.flag("unlogged"),
        row.text("type"),
        row.bigNumber("start"),
        row.bigNumber("increment"),
        row.bigNumber("minimum"),
        row.bigNumber("maximum"),
        row.bigNumber("cache"),
        row.flag("cycles"),
        owning(row),
        row.flag("identity"),
        Optional.ofNullable(values.get(row.oid("oid"))));
  }

  private static Optional<ObjectAddress> owning(CatalogRow row) throws SQLException {
    long table = row.oid("owning_table");
    return table == 0
        ? Optional.empty()
        : Optional.of(SystemCatalog.RELATION.address(table).column(row.number("owning_column")));
  }

  @Override
  public List<Column> columns() {
    return List.of();
  }
}
