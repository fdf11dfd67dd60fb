package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Catalog;
import io.multiboard.sync.engine.catalog.Column;
import io.multiboard.sync.engine.catalog.MaterializedView;
import io.multiboard.sync.engine.catalog.Table;
import io.multiboard.sync.postgres.QualifiedName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What fills relations: rows of tables, the refresh of materialized views; and the attaching of
/// partitions.
final class TableDataWriter {
  private TableDataWriter() {}

  static List<EntryText> rows(Table table, Catalog catalog) {
    Optional<QualifiedName> root = root(table, catalog);
    CopyStatement copy =
        new CopyStatement(
            root.orElseGet(table.facts()::qualifiedName),
            table.copiedColumns().stream().map(Column::name).toList(),
            CopyEncoding.TEXT);
    return List.of(
        EntryText.creating(EntryKind.TABLE_DATA, Section.DATA, table.facts(), "", "")
            .withBody(new EntryText.Body.Rows(copy.archiveText(), root.map(QualifiedName::sql))));
  }

  /// The table through which rows must go in, since it may choose other partitions for them: the
  /// topmost parent, when any parent hashes enum values.
  private static Optional<QualifiedName> root(Table table, Catalog catalog) {
    List<Table> above =
        Stream.iterate(
                parent(table, catalog),
                Optional::isPresent,
                next -> next.flatMap(one -> parent(one, catalog)))
            .flatMap(Optional::stream)
            .toList();
    return above.stream().anyMatch(one -> one.volume().hashesEnum())
        ? Optional.of(above.getLast().facts().qualifiedName())
        : Optional.empty();
  }

  private static Optional<Table> parent(Table table, Catalog catalog) {
    return table.isPartition()
        ? catalog.find(table.parents().getFirst(), Table.class)
        : Optional.empty();
  }

  static List<EntryText> refresh(MaterializedView view) {
    return List.of(
        EntryText.creating(
            EntryKind.MATERIALIZED_VIEW_DATA,
            Section.POST_DATA,
            view.facts(),
            "REFRESH MATERIALIZED VIEW " + view.facts().sqlName() + ";\n",
            ""));
  }

  static List<EntryText> attach(Table table, Catalog catalog) {
    Table parent = parent(table, catalog).orElseThrow();
    String sql =
        "ALTER TABLE ONLY "
            + parent.facts().sqlName()
            + " ATTACH PARTITION "
            + table.facts().sqlName()
            + " "
            + table.partitionBound().orElseThrow()
            + ";\n";
    return List.of(
        EntryText.creating(EntryKind.TABLE_ATTACH, Section.PRE_DATA, table.facts(), sql, ""));
  }
}
