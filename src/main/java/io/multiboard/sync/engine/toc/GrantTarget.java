package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.GrantKind;
import io.multiboard.sync.engine.catalog.Privilege;
import io.multiboard.sync.postgres.Identifier;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a GRANT or REVOKE is about, as SQL text.
///
/// @param prefix what goes before the command, as for default privileges; empty text otherwise
/// @param object the qualified object; empty text for default privileges
/// @param column the quoted column, for privileges of a column
record GrantTarget(GrantKind kind, String prefix, String object, Optional<String> column) {
  /// An object within a schema, or without one; `name` is SQL text already.
  static GrantTarget object(GrantKind kind, Optional<String> schema, String name) {
    return new GrantTarget(kind, "", qualified(schema, name), Optional.empty());
  }

  /// A column of a table; both names are SQL text already.
  static GrantTarget column(Optional<String> schema, String table, String column) {
    return new GrantTarget(GrantKind.COLUMN, "", qualified(schema, table), Optional.of(column));
  }

  /// What new objects of a role get, everywhere or in one schema.
  static GrantTarget defaults(GrantKind kind, String role, Optional<String> schema) {
    String within = schema.map(name -> "IN SCHEMA " + Identifier.quote(name) + " ").orElse("");
    String prefix = "ALTER DEFAULT PRIVILEGES FOR ROLE " + Identifier.quote(role) + " " + within;
    return new GrantTarget(kind, prefix, "", Optional.empty());
  }

  private static String qualified(Optional<String> schema, String name) {
    return schema.map(text -> Identifier.quote(text) + "." + name).orElse(name);
  }

  /// Such as `ON TABLE shop.orders`.
  String on() {
    return "ON " + kind.sql() + (object.isEmpty() ? "" : " " + object);
  }

  /// The privileges as SQL; `ALL` where they are all that there are, so that a newer server
  /// understands it in its own way.
  String list(List<Privilege> privileges, List<Privilege> all) {
    String ofColumn = column.map(name -> "(" + name + ")").orElse("");
    if (privileges.equals(all)) {
      return "ALL" + ofColumn;
    }
    return privileges.stream()
        .map(privilege -> privilege.name() + ofColumn)
        .collect(Collectors.joining(","));
  }
}
