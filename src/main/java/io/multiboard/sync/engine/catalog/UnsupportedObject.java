package io.multiboard.sync.engine.catalog;

import java.sql.SQLException;
import java.util.Optional;

/// An object that cannot be reproduced.
///
/// @param kind as archives name it, such as `TEXT SEARCH PARSER`
public record UnsupportedObject(String kind, Optional<String> schema, String name) {
  static UnsupportedObject from(CatalogRow row) throws SQLException {
    return new UnsupportedObject(row.text("kind"), row.optionalText("schema"), row.text("name"));
  }

  /// What people read, such as `OPERATOR public.===`.
  public String display() {
    return kind + " " + schema.map(within -> within + ".").orElse("") + name;
  }
}
