package io.multiboard.sync.engine.restore;

import io.multiboard.sync.engine.toc.EntryHeader;
import io.multiboard.sync.engine.toc.EntryKind;
import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.postgres.Identifier;
import java.util.Optional;

/// What a session of a restore has set, and the texts that entries need in it. Immutable.
///
/// @param role as whom it acts; empty text for the role of the login
/// @param tablespace where new objects go; empty text for the database's own
/// @param accessMethod of new tables; empty text for the server's default
record SessionState(String role, String tablespace, String accessMethod) {
  static final SessionState FRESH = new SessionState("", "", "");

  /// The SQL of an entry, what it needs set included, and the state in which that leaves a session.
  record Step(String sql, SessionState after) {}

  Step step(TocEntry.Statement entry, RestoreSettings settings) {
    StringBuilder sql = new StringBuilder();
    SessionState before = prepared(entry, settings);
    sql.append(change(before));
    sql.append(definition(entry));
    if (settings.owner() instanceof ObjectOwner.AsInSource source
        && entry.header().owner().filter(source.missing()::contains).isEmpty()) {
      OwnerStatement.of(entry).ifPresent(sql::append);
    }
    boolean resets = sql.indexOf("SESSION AUTHORIZATION") >= 0;
    return new Step(
        sql.toString(),
        resets ? new SessionState("", before.tablespace, before.accessMethod) : before);
  }

  private SessionState prepared(TocEntry.Statement entry, RestoreSettings settings) {
    String space =
        entry
            .tablespace()
            .map(name -> settings.tablespaces().contains(name) ? name : "")
            .orElse(tablespace);
    return new SessionState(
        roleFor(entry.header(), settings.owner()),
        space,
        entry.accessMethod().orElse(accessMethod));
  }

  /// The role that makes an entry's object; empty text for the role of the login.
  static String roleFor(EntryHeader header, ObjectOwner owner) {
    return switch (owner) {
      case ObjectOwner.Role role -> role.asLogin().test(header) ? "" : role.name();
      case ObjectOwner.AsInSource source -> "";
      case ObjectOwner.Login login -> "";
    };
  }

  private static String definition(TocEntry.Statement entry) {
    String text = entry.definition();
    if (entry.header().kind() == EntryKind.SCHEMA && text.startsWith("--")) {
      return "";
    }
    if (entry.header().kind() == EntryKind.BLOB_METADATA) {
      return LargeObjectGroup.creation(entry);
    }
    return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
  }

  /// The SQL that leads from this state to another.
  String change(SessionState to) {
    StringBuilder sql = new StringBuilder();
    if (!role.equals(to.role)) {
      sql.append(to.role.isEmpty() ? "RESET ROLE" : "SET ROLE " + Identifier.quote(to.role));
      sql.append(";\n");
    }
    if (!tablespace.equals(to.tablespace)) {
      sql.append("SET default_tablespace = ")
          .append(Identifier.literal(to.tablespace))
          .append(";\n");
    }
    if (!accessMethod.equals(to.accessMethod)) {
      sql.append("SET default_table_access_method = ");
      sql.append(Identifier.quote(to.accessMethod)).append(";\n");
    }
    return sql.toString();
  }

  /// Acting as another role.
  SessionState as(String other) {
    return new SessionState(other, tablespace, accessMethod);
  }

  /// The schema that an entry creates, if it is one that does.
  static Optional<String> createdSchema(TocEntry.Statement entry) {
    boolean creates =
        entry.header().kind() == EntryKind.SCHEMA && entry.definition().startsWith("CREATE");
    return creates ? Optional.of(entry.header().tag()) : Optional.empty();
  }
}
