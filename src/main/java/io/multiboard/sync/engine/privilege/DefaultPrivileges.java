package io.multiboard.sync.engine.privilege;

import io.multiboard.sync.postgres.Identifier;
import io.multiboard.sync.postgres.Session;
import io.multiboard.sync.postgres.SqlResource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What objects that are yet to be made will be granted (`ALTER DEFAULT PRIVILEGES`), in one
/// database. Immutable.
public record DefaultPrivileges(Map<Subject, Change> subjects) {
  /// Whose new objects, where, of which kind.
  ///
  /// @param schema empty text: in all schemas
  /// @param kind as in `pg_default_acl.defaclobjtype`
  public record Subject(String role, String schema, String kind) {}

  /// @param builtIn what PostgreSQL gives by itself; nothing where a schema is named, since what is
  ///   set there comes on top
  public record Change(Set<AclItem> builtIn, Set<AclItem> set) {}

  private record Line(Subject subject, boolean some, boolean builtIn, AclItem item) {
    static Line read(ResultSet row) throws SQLException {
      return new Line(
          new Subject(row.getString("role"), row.getString("schema"), row.getString("kind")),
          row.getString("privilege") != null,
          row.getBoolean("built_in"),
          AclItem.read(row));
    }
  }

  /// Reads the database of a session.
  public static DefaultPrivileges read(Session session) {
    String sql = SqlResource.text(DefaultPrivileges.class, "default-privileges", session.version());
    Map<Subject, Change> subjects = new LinkedHashMap<>();
    for (Line line : session.query(sql, Line::read)) {
      Change change =
          subjects.computeIfAbsent(
              line.subject(), key -> new Change(new LinkedHashSet<>(), new LinkedHashSet<>()));
      if (line.some()) {
        (line.builtIn() ? change.builtIn() : change.set()).add(line.item());
      }
    }
    return new DefaultPrivileges(subjects);
  }

  /// The roles that set them, each of which the importing role must be able to act as.
  public Set<String> roles() {
    Set<String> roles = new LinkedHashSet<>();
    subjects.keySet().forEach(subject -> roles.add(subject.role()));
    return roles;
  }

  /// The statements that set those that hold in all schemas (empty text) or in one, in a database
  /// where none are set.
  public List<RoleStatement> in(String schema) {
    return subjects.entrySet().stream()
        .filter(entry -> entry.getKey().schema().equals(schema))
        .flatMap(entry -> statements(entry.getKey(), entry.getValue()).stream())
        .toList();
  }

  private static List<RoleStatement> statements(Subject subject, Change change) {
    String role = Identifier.quote(subject.role());
    String in =
        subject.schema().isEmpty() ? "" : " IN SCHEMA " + Identifier.quote(subject.schema());
    String start = "ALTER DEFAULT PRIVILEGES FOR ROLE " + role + in + " ";
    GrantPlan plan = new GrantPlan(kindText(subject.kind()), "", subject.role());
    return plan.change(change.builtIn(), change.set()).stream()
        .map(statement -> new RoleStatement(subject.role(), start + statement.sql()))
        .toList();
  }

  private static String kindText(String kind) {
    return switch (kind) {
      case "r" -> "TABLES";
      case "S" -> "SEQUENCES";
      case "f" -> "ROUTINES";
      case "T" -> "TYPES";
      case "n" -> "SCHEMAS";
      case "L" -> "LARGE OBJECTS";
      default -> throw new IllegalStateException("a kind of default privileges not known: " + kind);
    };
  }
}
