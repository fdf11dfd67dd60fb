package io.multiboard.sync.engine.catalog;

import io.multiboard.sync.postgres.QualifiedName;
import java.sql.SQLException;
import java.util.Optional;

/// A range type (`pg_type`, typtype `r`, with `pg_range`). Types and functions are SQL text.
///
/// @param multirange from PostgreSQL 14
/// @param operatorClass where it is not the subtype's default
/// @param collation where it is not the subtype's own
/// @param canonical the function that makes equal ranges the same; it takes the range type, so this
///   must be known as a shell before
/// @param canonicalRoutine where that function is
public record RangeType(
    ObjectFacts facts,
    String subtype,
    Optional<String> multirange,
    Optional<QualifiedName> operatorClass,
    Optional<QualifiedName> collation,
    Optional<String> canonical,
    Optional<ObjectAddress> canonicalRoutine,
    Optional<String> difference)
    implements CatalogObject {
  static RangeType from(CatalogRow row) throws SQLException {
    return new RangeType(
        row.factsWithPrivileges(SystemCatalog.TYPE),
        row.text("subtype"),
        row.optionalText("multirange"),
        row.optionalName("operator_class_schema", "operator_class"),
        row.optionalName("collation_schema", "collation"),
        row.optionalText("canonical"),
        Optional.of(row.oid("canonical_oid"))
            .filter(oid -> oid != 0)
            .map(SystemCatalog.ROUTINE::address),
        row.optionalText("difference"));
  }
}
