package io.multiboard.sync.engine.catalog;

import java.sql.SQLException;
import java.util.Optional;

/// An object that cannot be reproduced.
///
/// @param address where others that need it point to; security labels have none
/// @param kind as archives name it, such as `TEXT SEARCH PARSER`
public record UnsupportedObject(
    Optional<ObjectAddress> address, String kind, Optional<String> schema, String name) {
  static UnsupportedObject from(CatalogRow row) throws SQLException {
    ObjectAddress address = new ObjectAddress(row.oid("class"), row.oid("oid"), 0);
    return new UnsupportedObject(
        Optional.of(address).filter(found -> found.classOid() != 0),
        row.text("kind"),
        row.optionalText("schema"),
        row.text("name"));
  }

  /// What people read, such as `OPERATOR public.===`.
  public String display() {
    return kind + " " + schema.map(within -> within + ".").orElse("") + name;
  }
}
