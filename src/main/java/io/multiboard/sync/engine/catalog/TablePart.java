package io.multiboard.sync.engine.catalog;

/// What belongs to a table or to a view and goes with it: schema and owner are the relation's.
public sealed interface TablePart extends CatalogObject
    permits ColumnDefault, TableConstraint, Index, Trigger, Rule, Policy {
  /// The address of the relation.
  ObjectAddress relation();

  /// The unqualified name of the relation.
  String relationName();
}
