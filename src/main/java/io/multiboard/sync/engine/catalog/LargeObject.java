package io.multiboard.sync.engine.catalog;

import java.sql.SQLException;

/// A large object (`pg_largeobject_metadata`); its name is its OID, which a copy keeps.
public record LargeObject(ObjectFacts facts) implements CatalogObject {
  static LargeObject from(CatalogRow row) throws SQLException {
    return new LargeObject(row.factsWithPrivileges(SystemCatalog.LARGE_OBJECT));
  }
}
