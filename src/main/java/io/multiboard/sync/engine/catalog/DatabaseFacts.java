package io.multiboard.sync.engine.catalog;

import java.sql.SQLException;

/// What the catalog says about the database itself.
///
/// @param facts its name, owner and privileges
/// @param encoding such as `UTF8`
/// @param serverVersion as `server_version`, such as `15.18 (Debian 15.18-0+deb12u1)`
public record DatabaseFacts(
    ObjectFacts facts,
    String encoding,
    char localeProvider,
    String collate,
    String characterType,
    String locale,
    String icuRules,
    String tablespace,
    String serverVersion) {
  static DatabaseFacts from(CatalogRow row) throws SQLException {
    return new DatabaseFacts(
        row.factsWithPrivileges(SystemCatalog.DATABASE),
        row.text("encoding"),
        row.letter("locale_provider"),
        row.text("collate"),
        row.text("character_type"),
        row.optionalText("locale").orElse(""),
        row.optionalText("icu_rules").orElse(""),
        row.text("tablespace"),
        row.text("server_version"));
  }
}
