package io.multiboard.sync.engine.catalog;

import java.sql.SQLException;
import java.util.List;

/// An enum type (`pg_type`, typtype `e`).
///
/// @param labels in their order; there may be none
public record EnumType(ObjectFacts facts, List<String> labels) implements CatalogObject {
  public EnumType {
    labels = List.copyOf(labels);
  }

  static EnumType from(CatalogRow row) throws SQLException {
    return new EnumType(row.factsWithPrivileges(SystemCatalog.TYPE), row.texts("labels"));
  }
}
