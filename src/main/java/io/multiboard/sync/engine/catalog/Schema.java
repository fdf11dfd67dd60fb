package io.multiboard.sync.engine.catalog;

import java.sql.SQLException;

/// A schema (`pg_namespace`).
public record Schema(ObjectFacts facts) implements CatalogObject {
  static Schema from(CatalogRow row) throws SQLException {
    return new Schema(row.factsWithPrivileges(SystemCatalog.SCHEMA));
  }

  /// Whether it is the schema that initdb creates for everybody.
  public boolean isPublic() {
    return name().equals("public");
  }
}
