package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Column;
import io.multiboard.sync.engine.catalog.ObjectAddress;
import io.multiboard.sync.engine.catalog.Relation;
import io.multiboard.sync.engine.catalog.StorageOptions;
import io.multiboard.sync.engine.catalog.Table;
import io.multiboard.sync.engine.catalog.TableConstraint;
import io.multiboard.sync.postgres.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `CREATE TABLE`. A partition is created by itself and attached afterwards, so that it keeps the
/// order of its columns.
final class TableWriter {
  private final Table table;
  private final Writing writing;
  private final ColumnWriter columns;

  private TableWriter(Table table, Writing writing) {
    this.table = table;
    this.writing = writing;
    this.columns = new ColumnWriter(table, writing);
  }

  static List<EntryText> entries(Table table, Writing writing) {
    TableWriter writer = new TableWriter(table, writing);
    String name = table.facts().sqlName();
    EntryText entry =
        EntryText.creating(
            EntryKind.TABLE, writing.section(), table.facts(), "", "DROP TABLE " + name + ";\n");
    return List.of(
        entry.withBody(
            new EntryText.Body.Sql(
                writer.definition(),
                "DROP TABLE " + name + ";\n",
                Optional.of(table.storage().tablespace().orElse("")),
                table.storage().accessMethod().filter(_ -> !table.isPartitioned()))));
  }

  private String definition() {
    StringBuilder sql = new StringBuilder("CREATE ");
    sql.append(table.unlogged() ? "UNLOGGED " : "").append("TABLE ");
    sql.append(table.facts().sqlName());
    table.ofType().ifPresent(type -> sql.append(" OF ").append(type));
    sql.append(elements()).append(inherits());
    table.partitionKey().ifPresent(key -> sql.append("\nPARTITION BY ").append(key));
    sql.append(with(table.storage())).append(";\n");
    table.liveColumns().forEach(column -> sql.append(columns.alterations(column)));
    sql.append(partitionsAccessMethod());
    return sql.append(replicaIdentity()).append(forcedRowSecurity()).toString();
  }

  /// What new partitions are stored by, from PostgreSQL 17. It is said here, because a reader of
  /// archive version 1.14 could not know that the entry's access method is not that of a stored
  /// table.
  private String partitionsAccessMethod() {
    return table
        .storage()
        .accessMethod()
        .filter(_ -> table.isPartitioned())
        .map(method ->
            "\nALTER TABLE %s SET ACCESS METHOD %s;\n"
                .formatted(table.facts().sqlName(), Identifier.quote(method)))
        .orElse("");
  }

  private String elements() {
    List<String> elements = new ArrayList<>();
    for (Column column : table.liveColumns()) {
      columns.element(column).ifPresent(elements::add);
    }
    inlineChecks(table, writing)
        .map(check -> "CONSTRAINT " + Identifier.quote(check.name()) + " " + check.definition())
        .forEach(elements::add);
    if (elements.isEmpty()) {
      return table.ofType().isPresent() ? "" : " (\n)";
    }
    return " (\n    " + String.join(",\n    ", elements) + "\n)";
  }

  /// The checks that CREATE TABLE tells: not those that come with a parent, but ATTACH PARTITION
  /// wants to find them there.
  static Stream<TableConstraint.Check> inlineChecks(Table table, Writing writing) {
    return writing.catalog().parts(table.address(), TableConstraint.Check.class).stream()
        .filter(check -> !writing.isSeparate(check.address()))
        .filter(check -> check.local() || table.isPartition());
  }

  private String inherits() {
    if (table.parents().isEmpty() || table.isPartition()) {
      return "";
    }
    return "\nINHERITS ("
        + table.parents().stream().map(this::name).collect(Collectors.joining(", "))
        + ")";
  }

  private String name(ObjectAddress relation) {
    return writing
        .catalog()
        .find(relation, Relation.class)
        .orElseThrow(
            () -> Writing.unsupported(table, "inherits from a relation that is not a table"))
        .facts()
        .sqlName();
  }

  /// The storage parameters of a relation and of its TOAST table.
  static String with(StorageOptions storage) {
    List<String> all = new ArrayList<>();
    all.add(RelationOptions.sql(storage.options(), ""));
    all.add(RelationOptions.sql(storage.toastOptions(), "toast."));
    all.removeIf(String::isEmpty);
    return all.isEmpty() ? "" : "\nWITH (" + String.join(", ", all) + ")";
  }

  private String replicaIdentity() {
    String alter = "\nALTER TABLE ONLY " + table.facts().sqlName() + " REPLICA IDENTITY ";
    return switch (table.replicaIdentity()) {
      case FULL -> alter + "FULL;\n";
      case NOTHING -> alter + "NOTHING;\n";
      // That of an index is set with the index.
      case INDEX, PRIMARY_KEY -> "";
    };
  }

  private String forcedRowSecurity() {
    return table.rowSecurity().forced()
        ? "\nALTER TABLE ONLY " + table.facts().sqlName() + " FORCE ROW LEVEL SECURITY;\n"
        : "";
  }
}
