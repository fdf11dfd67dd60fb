package io.multiboard.sync.engine.catalog;

import static io.multiboard.sync.engine.catalog.Privilege.CONNECT;
import static io.multiboard.sync.engine.catalog.Privilege.CREATE;
import static io.multiboard.sync.engine.catalog.Privilege.DELETE;
import static io.multiboard.sync.engine.catalog.Privilege.EXECUTE;
import static io.multiboard.sync.engine.catalog.Privilege.INSERT;
import static io.multiboard.sync.engine.catalog.Privilege.MAINTAIN;
import static io.multiboard.sync.engine.catalog.Privilege.REFERENCES;
import static io.multiboard.sync.engine.catalog.Privilege.SELECT;
import static io.multiboard.sync.engine.catalog.Privilege.TEMPORARY;
import static io.multiboard.sync.engine.catalog.Privilege.TRIGGER;
import static io.multiboard.sync.engine.catalog.Privilege.TRUNCATE;
import static io.multiboard.sync.engine.catalog.Privilege.UPDATE;
import static io.multiboard.sync.engine.catalog.Privilege.USAGE;

import io.multiboard.sync.postgres.ServerVersion;
import java.util.List;

/// What GRANT calls the kinds of objects that have privileges, and which privileges each kind has,
/// in the order in which pg_dump lists them. Source: `parseAclItem` of dumputils.c.
public enum GrantKind {
  TABLE(SELECT, INSERT, REFERENCES, DELETE, TRIGGER, TRUNCATE, MAINTAIN, UPDATE),
  COLUMN(SELECT, INSERT, REFERENCES, UPDATE),
  SEQUENCE(SELECT, USAGE, UPDATE),
  FUNCTION(EXECUTE),
  PROCEDURE(EXECUTE),
  LANGUAGE(USAGE),
  SCHEMA(CREATE, USAGE),
  DATABASE(CREATE, CONNECT, TEMPORARY),
  TYPE(USAGE),
  FOREIGN_DATA_WRAPPER(USAGE),
  FOREIGN_SERVER(USAGE),
  LARGE_OBJECT(SELECT, UPDATE),
  // What default privileges are given for
  TABLES(SELECT, INSERT, REFERENCES, DELETE, TRIGGER, TRUNCATE, MAINTAIN, UPDATE),
  SEQUENCES(SELECT, USAGE, UPDATE),
  FUNCTIONS(EXECUTE),
  TYPES(USAGE),
  SCHEMAS(CREATE, USAGE),
  LARGE_OBJECTS(SELECT, UPDATE);

  @SuppressWarnings("ImmutableEnumChecker") // the list is a copy that cannot be changed
  private final List<Privilege> privileges;

  GrantKind(Privilege... privileges) {
    this.privileges = List.of(privileges);
  }

  /// The word or words after `ON`; a column's privileges are granted on its table.
  public String sql() {
    return this == COLUMN ? TABLE.sql() : name().replace('_', ' ');
  }

  /// What `ALL` means for this kind on a server of that version.
  public List<Privilege> privileges(ServerVersion version) {
    return version.atLeast(17)
        ? privileges
        : privileges.stream().filter(privilege -> privilege != MAINTAIN).toList();
  }
}
