package io.multiboard.sync.engine.catalog;

import java.sql.SQLException;

/// A constraint of a table.
public sealed interface TableConstraint extends TablePart {
  /// As `pg_get_constraintdef` tells it, without name.
  String definition();

  /// A CHECK.
  ///
  /// @param local whether the table declares it itself
  /// @param validated false for NOT VALID: it is added after the rows
  record Check(
      ObjectFacts facts,
      ObjectAddress relation,
      String relationName,
      String definition,
      boolean local,
      boolean validated)
      implements TableConstraint {}

  /// A PRIMARY KEY, UNIQUE or EXCLUDE constraint.
  ///
  /// @param index the address of the index that keeps it
  /// @param temporal WITHOUT OVERLAPS, from PostgreSQL 18
  record Key(
      ObjectFacts facts,
      ObjectAddress relation,
      String relationName,
      String definition,
      Type type,
      ObjectAddress index,
      boolean deferrable,
      boolean deferred,
      boolean temporal)
      implements TableConstraint {
    /// What it keeps.
    public enum Type {
      PRIMARY,
      UNIQUE,
      EXCLUDE
    }
  }

  /// A FOREIGN KEY.
  ///
  /// @param index the address of the index of the referenced columns
  /// @param onPartitioned whether the table is partitioned, so that its partitions get it too
  record ForeignKey(
      ObjectFacts facts,
      ObjectAddress relation,
      String relationName,
      String definition,
      ObjectAddress referenced,
      ObjectAddress index,
      boolean onPartitioned)
      implements TableConstraint {}

  /// A NOT NULL that is NOT VALID, from PostgreSQL 18. Others are facts of their column.
  record UncheckedNotNull(
      ObjectFacts facts,
      ObjectAddress relation,
      String relationName,
      String definition,
      boolean local)
      implements TableConstraint {}

  /// Makes the constraint of a row of `table-constraints.sql`.
  static TableConstraint from(CatalogRow row) throws SQLException {
    ObjectAddress relation = SystemCatalog.RELATION.address(row.oid("relation"));
    ObjectFacts facts = row.factsWithin(SystemCatalog.CONSTRAINT, relation);
    String table = row.text("relation_name");
    String definition = row.text("definition");
    return switch (row.letter("kind")) {
      case 'c' ->
          new Check(facts, relation, table, definition, row.flag("local"), row.flag("validated"));
      case 'f' ->
          new ForeignKey(
              facts,
              relation,
              table,
              definition,
              SystemCatalog.RELATION.address(row.oid("referenced")),
              SystemCatalog.RELATION.address(row.oid("index")),
              row.flag("partitioned"));
      case 'n' -> new UncheckedNotNull(facts, relation, table, definition, row.flag("local"));
      case 'p' -> key(row, facts, relation, Key.Type.PRIMARY);
      case 'u' -> key(row, facts, relation, Key.Type.UNIQUE);
      case 'x' -> key(row, facts, relation, Key.Type.EXCLUDE);
      default -> throw new SQLException("unknown kind of constraint \"" + row.text("kind") + "\"");
    };
  }

  private static Key key(CatalogRow row, ObjectFacts facts, ObjectAddress relation, Key.Type type)
      throws SQLException {
    return new Key(
        facts,
        relation,
        row.text("relation_name"),
        row.text("definition"),
        type,
        SystemCatalog.RELATION.address(row.oid("index")),
        row.flag("deferrable"),
        row.flag("deferred"),
        row.flag("temporal"));
  }
}
