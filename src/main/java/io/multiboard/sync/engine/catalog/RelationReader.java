package io.multiboard.sync.engine.catalog;

import io.multiboard.sync.postgres.QualifiedName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads tables, views, materialized views and sequences: what is in several catalogs comes
/// together here. Not thread-safe.
final class RelationReader {
  /// Sequences per query: each is a table of its own, so one query asks many.
  private static final int SEQUENCES_PER_QUERY = 200;

  private final CatalogQueries queries;

  RelationReader(CatalogQueries queries) {
    this.queries = queries;
  }

  List<Relation> relations() {
    Map<Long, List<Column>> columns = columns();
    Map<Long, Sequence.Value> values = sequenceValues();
    List<Relation> relations = new ArrayList<>();
    relations.addAll(queries.list("tables", row -> Table.from(row, columns)));
    relations.addAll(queries.list("views", row -> View.from(row, columns)));
    relations.addAll(
        queries.list("materialized-views", row -> MaterializedView.from(row, columns)));
    relations.addAll(queries.list("sequences", row -> Sequence.from(row, values)));
    return relations;
  }

  private Map<Long, List<Column>> columns() {
    Map<Long, List<Column>> columns = new HashMap<>();
    queries.list(
        "columns",
        row ->
            columns
                .computeIfAbsent(row.oid("relation"), _ -> new ArrayList<>())
                .add(Column.from(row)));
    return columns;
  }

  private record NamedSequence(long oid, QualifiedName name, boolean readable) {
    static NamedSequence from(CatalogRow row) throws SQLException {
      return new NamedSequence(
          row.oid("oid"),
          new QualifiedName(row.text("schema"), row.text("name")),
          row.flag("readable"));
    }

    /// The row of this sequence, in a query over several.
    String sql() {
      return "SELECT %d::pg_catalog.oid AS oid, last_value, is_called FROM %s"
          .formatted(oid, name.sql());
    }
  }

  private Map<Long, Sequence.Value> sequenceValues() {
    List<NamedSequence> sequences =
        queries.list("sequences", NamedSequence::from).stream()
            .filter(NamedSequence::readable)
            .toList();
    Map<Long, Sequence.Value> values = new HashMap<>();
    for (int at = 0; at < sequences.size(); at += SEQUENCES_PER_QUERY) {
      values.putAll(
          values(sequences.subList(at, Math.min(at + SEQUENCES_PER_QUERY, sequences.size()))));
    }
    return values;
  }

  private Map<Long, Sequence.Value> values(List<NamedSequence> sequences) {
    String sql = String.join("\nUNION ALL\n", sequences.stream().map(NamedSequence::sql).toList());
    Map<Long, Sequence.Value> values = new HashMap<>();
    queries.run(
        sql,
        row ->
            values.put(
                row.oid("oid"),
                new Sequence.Value(row.bigNumber("last_value"), row.flag("is_called"))));
    return values;
  }
}
