package io.multiboard.sync.engine.catalog;

import io.multiboard.sync.postgres.ServerVersion;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/// What the catalog says about the database itself.
///
/// @param facts its name, owner and privileges
/// @param encoding such as `UTF8`
/// @param connectionLimit -1: none
/// @param settings `name=value` texts of ALTER DATABASE … SET
/// @param roleSettings those of ALTER ROLE … IN DATABASE … SET
public record DatabaseFacts(
    ObjectFacts facts,
    String encoding,
    char localeProvider,
    String collate,
    String characterType,
    String locale,
    String icuRules,
    String tablespace,
    ServerVersion server,
    int connectionLimit,
    boolean template,
    List<String> settings,
    List<RoleSetting> roleSettings) {
  public DatabaseFacts {
    settings = List.copyOf(settings);
    roleSettings = List.copyOf(roleSettings);
  }

  /// What a role has set when it is in this database, as `name=value`.
  public record RoleSetting(String role, String setting) {}

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
        new ServerVersion(row.number("server_number"), row.text("server_version")),
        row.number("connection_limit"),
        row.flag("template"),
        row.texts("settings"),
        roleSettings(row));
  }

  private static List<RoleSetting> roleSettings(CatalogRow row) throws SQLException {
    List<String> roles = row.texts("setting_roles");
    List<String> settings = row.texts("role_settings");
    return IntStream.range(0, roles.size())
        .mapToObj(at -> new RoleSetting(roles.get(at), settings.get(at)))
        .toList();
  }
}
