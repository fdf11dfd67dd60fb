package io.multiboard.sync.engine.privilege;

import io.multiboard.sync.postgres.Identifier;
import io.multiboard.sync.postgres.Session;
import io.multiboard.sync.postgres.SqlResource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The roles that the role of a session can act as (`SET ROLE`), itself among them.
public record ActingRoles(Set<String> names) {
  public ActingRoles {
    names = Set.copyOf(names);
  }

  public static ActingRoles read(Session session) {
    String sql = SqlResource.text(ActingRoles.class, "acting-roles", session.version());
    return new ActingRoles(new TreeSet<>(session.query(sql, row -> row.getString(1))));
  }

  /// Runs statements, each as its role, or, where the session's role cannot act as that one, as the
  /// substitute. All of them, or none, take effect.
  public void run(Session session, List<RoleStatement> statements, String substitute) {
    if (!statements.isEmpty()) {
      session.execute("BEGIN");
      runWithin(session, statements, substitute);
      session.execute("COMMIT");
    }
  }

  /// The same in the transaction that the session is in.
  public void runWithin(Session session, List<RoleStatement> statements, String substitute) {
    String acting = "";
    for (RoleStatement statement : statements) {
      String role = names.contains(statement.role()) ? statement.role() : substitute;
      String change = role.equals(acting) ? "" : "SET LOCAL ROLE " + Identifier.quote(role) + "; ";
      session.execute(change + statement.sql());
      acting = role;
    }
    if (!acting.isEmpty()) {
      session.execute("SET LOCAL ROLE NONE");
    }
  }
}
