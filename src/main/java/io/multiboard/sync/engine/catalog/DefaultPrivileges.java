package io.multiboard.sync.engine.catalog;

import java.sql.SQLException;

/// What new objects of a role get (`pg_default_acl`): the facts' owner is that role, their schema
/// the one where it holds, or none for everywhere.
///
/// @param kind the kind of objects: one of the plural ones
public record DefaultPrivileges(ObjectFacts facts, GrantKind kind) implements CatalogObject {
  static DefaultPrivileges from(CatalogRow row) throws SQLException {
    return new DefaultPrivileges(
        row.factsWithPrivileges(SystemCatalog.DEFAULT_ACL), kind(row.letter("kind")));
  }

  private static GrantKind kind(char letter) throws SQLException {
    return switch (letter) {
      case 'r' -> GrantKind.TABLES;
      case 'S' -> GrantKind.SEQUENCES;
      case 'f' -> GrantKind.FUNCTIONS;
      case 'T' -> GrantKind.TYPES;
      case 'n' -> GrantKind.SCHEMAS;
      case 'L' -> GrantKind.LARGE_OBJECTS;
      default -> throw new SQLException("unknown kind of default privileges: " + letter);
    };
  }
}
