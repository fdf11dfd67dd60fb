package io.multiboard.sync.engine.catalog;

import java.sql.SQLException;

/// A trigger.
///
/// @param cloned whether it came with the one of the partitioned table and only fires differently
/// @param definition as `pg_get_triggerdef` tells it
public record Trigger(
    ObjectFacts facts,
    ObjectAddress relation,
    String relationName,
    Firing firing,
    boolean cloned,
    String definition)
    implements TablePart {
  static Trigger from(CatalogRow row) throws SQLException {
    ObjectAddress relation = SystemCatalog.RELATION.address(row.oid("relation"));
    return new Trigger(
        row.factsWithin(SystemCatalog.TRIGGER, relation),
        relation,
        row.text("relation_name"),
        Firing.from(row),
        row.flag("cloned"),
        row.text("definition"));
  }
}
