package io.multiboard.sync.engine.catalog;

import java.sql.SQLException;

/// A constraint of a domain (`pg_constraint` with `contypid`). Schema and owner are the domain's.
///
/// @param domainName within the same schema, unquoted
/// @param notNull a NOT NULL, which has a row from PostgreSQL 17; otherwise it is a CHECK
/// @param validated false for NOT VALID
/// @param definition as `pg_get_constraintdef` prints it
public record DomainConstraint(
    ObjectFacts facts,
    ObjectAddress domain,
    String domainName,
    boolean notNull,
    boolean validated,
    String definition)
    implements CatalogObject {
  static DomainConstraint from(CatalogRow row) throws SQLException {
    return new DomainConstraint(
        row.facts(SystemCatalog.CONSTRAINT),
        SystemCatalog.TYPE.address(row.oid("domain")),
        row.text("domain_name"),
        row.letter("kind") == 'n',
        row.flag("validated"),
        row.text("definition"));
  }
}
