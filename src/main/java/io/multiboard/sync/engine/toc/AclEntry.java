package io.multiboard.sync.engine.toc;

import io.multiboard.sync.engine.catalog.GrantKind;
import io.multiboard.sync.engine.catalog.ObjectFacts;
import io.multiboard.sync.engine.catalog.Privileges;
import io.multiboard.sync.postgres.ServerVersion;
import java.util.Optional;

/// One ACL entry: what was granted on an object or on one of its columns.
final class AclEntry {
  private AclEntry() {}

  /// The entry of an object without columns; empty where its privileges are what its creation
  /// gives.
  static Optional<EntryText> of(
      ObjectFacts facts, Privileges privileges, GrantKind kind, String name, ServerVersion server) {
    GrantTarget target = GrantTarget.object(kind, facts.schema(), name);
    return of(facts, target, privileges, kind.sql() + " " + name, server);
  }

  /// The entry of any target; empty as above.
  static Optional<EntryText> of(
      ObjectFacts facts,
      GrantTarget target,
      Privileges privileges,
      String tag,
      ServerVersion server) {
    String sql = new GrantStatements(target, facts.owner(), server).text(privileges);
    return sql.isEmpty()
        ? Optional.empty()
        : Optional.of(EntryText.completing(EntryKind.ACL, Section.NONE, facts, tag, sql));
  }
}
