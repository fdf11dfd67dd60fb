package io.multiboard.sync.engine.catalog;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A table or a partitioned table.
///
/// @param partitionKey as SQL, such as `RANGE (day)`; present when the table is partitioned
/// @param partitionBound as SQL, such as `FOR VALUES IN (1)`; present when it is a partition
/// @param parents what it inherits from, in order; of a partition the partitioned table
/// @param ofType the type of a typed table, as SQL
public record Table(
    ObjectFacts facts,
    List<Column> columns,
    boolean unlogged,
    Optional<String> partitionKey,
    Optional<String> partitionBound,
    List<ObjectAddress> parents,
    Optional<String> ofType,
    StorageOptions storage,
    ReplicaIdentity replicaIdentity,
    RowSecurity rowSecurity,
    TableVolume volume)
    implements Relation {
  public Table {
    columns = List.copyOf(columns);
    parents = List.copyOf(parents);
  }

  /// What a subscriber is told of an old row.
  public enum ReplicaIdentity {
    PRIMARY_KEY,
    INDEX,
    FULL,
    NOTHING
  }

  /// Whether policies are obeyed, and whether by the owner too.
  public record RowSecurity(boolean enabled, boolean forced) {}

  static Table from(CatalogRow row, Map<Long, List<Column>> columns) throws SQLException {
    return new Table(
        row.factsWithPrivileges(SystemCatalog.RELATION),
        columns.getOrDefault(row.oid("oid"), List.of()),
        row.flag("unlogged"),
        row.optionalText("partition_key"),
        row.optionalText("partition_bound"),
        row.oids("parents").stream().map(SystemCatalog.RELATION::address).toList(),
        row.optionalText("of_type"),
        StorageOptions.from(row),
        identity(row.letter("replica_identity")),
        new RowSecurity(row.flag("row_security"), row.flag("force_row_security")),
        TableVolume.from(row));
  }

  private static ReplicaIdentity identity(char letter) {
    return switch (letter) {
      case 'i' -> ReplicaIdentity.INDEX;
      case 'f' -> ReplicaIdentity.FULL;
      case 'n' -> ReplicaIdentity.NOTHING;
      default -> ReplicaIdentity.PRIMARY_KEY;
    };
  }

  /// Whether its rows are in partitions and none in itself.
  public boolean isPartitioned() {
    return partitionKey.isPresent();
  }

  /// The columns that COPY takes: neither dropped nor generated ones.
  public List<Column> copiedColumns() {
    return liveColumns().stream()
        .filter(column -> column.generated() == Column.Generated.NONE)
        .toList();
  }

  public boolean isPartition() {
    return partitionBound.isPresent();
  }

  /// Whether the statement that creates it has a column: a column that only a parent declares comes
  /// by INHERITS.
  public boolean declares(Column column) {
    return !column.dropped() && (column.local() || isPartition());
  }
}
