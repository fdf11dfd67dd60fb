package io.multiboard.sync.engine.copy;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Identifier;
import io.multiboard.sync.postgres.QualifiedName;
import io.multiboard.sync.postgres.Session;
import io.multiboard.sync.postgres.SqlResource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Whether a role may read every row of all tables, and all large objects: asked before the first
/// is read, and answered for all at once, because a copy that is refused after an hour, a table at
/// a time, helps nobody. Row security counts as a lack: by `row_security = off` the server refuses
/// to hide rows.
///
/// Sources: https://www.postgresql.org/docs/current/predefined-roles.html,
/// https://www.postgresql.org/docs/current/lo-implementation.html
final class ReadRights {
  private static final int MOST = 10;

  /// The release that brought the role `pg_read_all_data`.
  private static final int HAS_READ_ALL_DATA = 14;

  private ReadRights() {}

  /// What a role lacks for a table, by the names that the query has for it.
  private enum Lack {
    UsageOfSchema("no USAGE on its schema"),
    Select("no SELECT"),
    BypassOfRowSecurity("row security would hide rows");

    private final String words;

    Lack(String words) {
      this.words = words;
    }
  }

  private record Unreadable(QualifiedName table, Lack lack) {
    String display() {
      return table.display() + " (" + lack.words + ")";
    }
  }

  /// Throws with the reason `MissingPrivilege` where something cannot be read whole.
  static void check(Session session, List<LockedTable> tables) {
    List<Unreadable> unreadable =
        session.query(
            SqlResource.text(ReadRights.class, "unreadable-tables", session.version()),
            row ->
                new Unreadable(
                    new QualifiedName(row.getString("schema"), row.getString("name")),
                    Lack.valueOf(row.getString("lacking"))),
            (Object) tables.stream().mapToLong(LockedTable::oid).toArray());
    long largeObjects =
        session.queryOne(
            SqlResource.text(ReadRights.class, "unreadable-large-objects", session.version()),
            row -> row.getLong(1));
    if (!unreadable.isEmpty() || largeObjects > 0) {
      throw refusal(session, tables.size(), unreadable, largeObjects);
    }
  }

  private static SyncException refusal(
      Session session, int tables, List<Unreadable> unreadable, long largeObjects) {
    String role = session.queryOne("SELECT current_user", row -> row.getString(1));
    List<String> lacks = new ArrayList<>();
    if (!unreadable.isEmpty()) {
      lacks.add(unreadable.size() + " of the " + tables + " tables: " + display(unreadable));
    }
    if (largeObjects > 0) {
      lacks.add(largeObjects + " large objects (no SELECT)");
    }
    return new SyncException(
        Reason.MissingPrivilege,
        "role \"%s\" cannot read all of \"%s\"; it is refused %s"
            .formatted(role, session.address().database(), String.join("; ", lacks)),
        "As a superuser there: "
            + remedy(session, Identifier.quote(role), unreadable, largeObjects));
  }

  private static String display(List<Unreadable> unreadable) {
    String names =
        unreadable.stream().limit(MOST).map(Unreadable::display).collect(Collectors.joining(", "));
    int more = unreadable.size() - MOST;
    return more > 0 ? names + " and " + more + " more" : names;
  }

  private static String remedy(
      Session session, String role, List<Unreadable> unreadable, long largeObjects) {
    List<String> remedies = new ArrayList<>();
    if (unreadable.stream().anyMatch(each -> each.lack() != Lack.BypassOfRowSecurity)) {
      remedies.add(grant(session, role, unreadable));
    }
    if (unreadable.stream().anyMatch(each -> each.lack() == Lack.BypassOfRowSecurity)) {
      remedies.add("ALTER ROLE " + role + " BYPASSRLS;");
    }
    if (largeObjects > 0) {
      remedies.add(grantOnLargeObjects(role));
    }
    return String.join(" ", remedies);
  }

  private static String grant(Session session, String role, List<Unreadable> unreadable) {
    if (session.version().major() >= HAS_READ_ALL_DATA) {
      return "GRANT pg_read_all_data TO " + role + ";";
    }
    String schemas =
        unreadable.stream()
            .filter(each -> each.lack() != Lack.BypassOfRowSecurity)
            .map(each -> Identifier.quote(each.table().schema()))
            .distinct()
            .collect(Collectors.joining(", "));
    return "GRANT USAGE ON SCHEMA %s TO %s; GRANT SELECT ON ALL TABLES IN SCHEMA %s TO %s;"
        .formatted(schemas, role, schemas, role);
  }

  private static String grantOnLargeObjects(String role) {
    String grant =
        Identifier.literal("GRANT SELECT ON LARGE OBJECT %s TO " + role.replace("%", "%%"));
    return "DO $$ DECLARE object oid; BEGIN FOR object IN SELECT oid FROM pg_catalog.pg_largeobject_metadata LOOP"
        + " EXECUTE pg_catalog.format("
        + grant
        + ", object); END LOOP; END $$;";
  }
}
