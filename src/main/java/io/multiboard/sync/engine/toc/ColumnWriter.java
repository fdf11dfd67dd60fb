package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.Column;
import io.multiboard.sync.engine.catalog.ColumnDefault;
import io.multiboard.sync.engine.catalog.Table;
import io.multiboard.sync.postgres.Identifier;
import java.util.Optional;

/// The columns of a table: what CREATE TABLE says of each, and what only ALTER TABLE can say.
final class ColumnWriter {
  private final Table table;
  private final Writing writing;
  private final Inheritance inheritance;

  ColumnWriter(Table table, Writing writing) {
    this.table = table;
    this.writing = writing;
    this.inheritance = new Inheritance(writing.catalog(), table);
  }

  /// The element of CREATE TABLE, unless the column comes entirely from a parent or from the type.
  Optional<String> element(Column column) {
    if (!table.declares(column)) {
      // From 18 a table may add its own NOT NULL to a column that only its parent declares.
      return isNamedByServer(column)
          ? notNull(column, " " + Identifier.quote(column.name()))
          : Optional.empty();
    }
    Optional<String> notNull = notNull(column, "");
    String value = value(column);
    if (table.ofType().isPresent() && value.isEmpty() && notNull.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Identifier.quote(column.name())
            + (table.ofType().isPresent() ? "" : " " + column.type())
            + value
            + notNull.map(words -> " " + words).orElse("")
            + column.collation().map(name -> " COLLATE " + name.sql()).orElse(""));
  }

  /// The default or the generation, where this table's statement tells it.
  private String value(Column column) {
    if (inheritance.takesDefaultAway(column)) {
      return " DEFAULT NULL";
    }
    return writing
        .catalog()
        .columnDefault(table.address(), column)
        .filter(value -> !writing.isSeparate(value.address()))
        .filter(value -> !inheritance.givesGeneration(column))
        .map(value -> value(column, value))
        .orElse("");
  }

  private static String value(Column column, ColumnDefault value) {
    return switch (column.generated()) {
      case NONE -> " DEFAULT " + value.expression();
      case STORED -> " GENERATED ALWAYS AS (" + value.expression() + ") STORED";
      case VIRTUAL -> " GENERATED ALWAYS AS (" + value.expression() + ")";
    };
  }

  /// NOT NULL where the table itself says so, with the name where it is not the one that PostgreSQL
  /// would choose.
  ///
  /// @param of which column, where the constraint is not part of one
  private Optional<String> notNull(Column column, String of) {
    return column
        .notNull()
        .filter(Column.NotNull::valid)
        .filter(notNull -> table.isPartition() || !inheritance.givesNotNull(column, notNull))
        .map(notNull -> notNull(column, notNull, of));
  }

  private String notNull(Column column, Column.NotNull notNull, String of) {
    boolean named =
        !notNull.name().isEmpty()
            && (writing.catalog().comment(notNull.address()).isPresent()
                || !notNull.name().equals(table.name() + "_" + column.name() + "_not_null"));
    return (named ? "CONSTRAINT " + Identifier.quote(notNull.name()) + " " : "")
        + "NOT NULL"
        + of
        + (notNull.noInherit() ? " NO INHERIT" : "");
  }

  /// Whether the server knows NOT NULL as constraints with names, from 18.
  private static boolean isNamedByServer(Column column) {
    return column.notNull().filter(notNull -> !notNull.name().isEmpty()).isPresent();
  }

  /// What only ALTER TABLE can say of a column.
  String alterations(Column column) {
    boolean setNotNull =
        !table.declares(column) && !isNamedByServer(column) && notNull(column, "").isPresent();
    return (setNotNull ? ColumnAlterations.alter(table, column, "SET NOT NULL") : "")
        + ColumnAlterations.sql(table, column);
  }
}
