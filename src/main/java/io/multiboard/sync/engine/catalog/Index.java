package io.multiboard.sync.engine.catalog;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// An index, of a constraint or by itself.
///
/// @param definition as `pg_get_indexdef` tells it
/// @param constraint the constraint that it keeps
/// @param parent the partitioned index that it is attached to
/// @param statistics targets of ANALYZE by the number of the index's column
public record Index(
    ObjectFacts facts,
    ObjectAddress relation,
    String relationName,
    String definition,
    Optional<ObjectAddress> constraint,
    Optional<ObjectAddress> parent,
    boolean clustered,
    boolean replicaIdentity,
    boolean nullsNotDistinct,
    Optional<String> tablespace,
    List<String> options,
    List<String> keyColumns,
    List<String> includedColumns,
    SortedMap<Integer, Integer> statistics)
    implements TablePart {
  public Index {
    options = List.copyOf(options);
    keyColumns = List.copyOf(keyColumns);
    includedColumns = List.copyOf(includedColumns);
  }

  static Index from(CatalogRow row) throws SQLException {
    ObjectAddress relation = SystemCatalog.RELATION.address(row.oid("relation"));
    return new Index(
        row.factsWithin(SystemCatalog.RELATION, relation),
        relation,
        row.text("relation_name"),
        row.text("definition"),
        optional(SystemCatalog.CONSTRAINT, row.oid("constraint")),
        optional(SystemCatalog.RELATION, row.oid("parent")),
        row.flag("clustered"),
        row.flag("replica_identity"),
        row.flag("nulls_not_distinct"),
        row.optionalText("tablespace"),
        row.texts("options"),
        row.texts("key_columns"),
        row.texts("included_columns"),
        statistics(row));
  }

  private static Optional<ObjectAddress> optional(SystemCatalog catalog, long oid) {
    return oid == 0 ? Optional.empty() : Optional.of(catalog.address(oid));
  }

  private static SortedMap<Integer, Integer> statistics(CatalogRow row) throws SQLException {
    List<Integer> columns = row.numbers("statistics_columns");
    List<Integer> targets = row.numbers("statistics_targets");
    SortedMap<Integer, Integer> statistics = new TreeMap<>();
    for (int at = 0; at < columns.size(); at++) {
      statistics.put(columns.get(at), targets.get(at));
    }
    return statistics;
  }
}
