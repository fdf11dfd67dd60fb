package io.multiboard.sync.engine.catalog;

import java.sql.SQLException;

/// A rule.
///
/// @param viewQuery whether it is the query of a view or of a materialized view
/// @param definition as `pg_get_ruledef` tells it
public record Rule(
    ObjectFacts facts,
    ObjectAddress relation,
    String relationName,
    boolean viewQuery,
    Firing firing,
    String definition)
    implements TablePart {
  static Rule from(CatalogRow row) throws SQLException {
    ObjectAddress relation = SystemCatalog.RELATION.address(row.oid("relation"));
    return new Rule(
        row.factsWithin(SystemCatalog.RULE, relation),
        relation,
        row.text("relation_name"),
        row.flag("view_query"),
        Firing.from(row),
        row.text("definition"));
  }
}
