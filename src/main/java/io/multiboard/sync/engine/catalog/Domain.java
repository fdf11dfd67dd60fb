package io.multiboard.sync.engine.catalog;

import io.multiboard.sync.postgres.QualifiedName;
import java.sql.SQLException;
import java.util.Optional;

/// A domain (`pg_type`, typtype `d`), without its constraints.
///
/// @param baseType as SQL
/// @param collation where it is not the base type's own
/// @param notNull whether it has a NOT NULL; a constraint with a name from PostgreSQL 17
/// @param defaultExpression as SQL
/// @param defaultLiteral text of a default that is no expression
public record Domain(
    ObjectFacts facts,
    String baseType,
    Optional<QualifiedName> collation,
    boolean notNull,
    Optional<String> defaultExpression,
    Optional<String> defaultLiteral)
    implements CatalogObject {
  static Domain from(CatalogRow row) throws SQLException {
    return new Domain(
        row.factsWithPrivileges(SystemCatalog.TYPE),
        row.text("base_type"),
        row.optionalName("collation_schema", "collation"),
        row.flag("not_null"),
        row.optionalText("default_expression"),
        row.optionalText("default_literal"));
  }
}
