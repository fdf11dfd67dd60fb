package io.multiboard.sync.engine.catalog;

import java.sql.SQLException;

/// An extension (`pg_extension`). Its members are created by its script.
///
/// @param targetSchema the schema that its objects are in, unquoted
public record Extension(ObjectFacts facts, String targetSchema) implements CatalogObject {
  static Extension from(CatalogRow row) throws SQLException {
    return new Extension(row.facts(SystemCatalog.EXTENSION), row.text("target_schema"));
  }
}
