package io.multiboard.sync.engine.preflight;

import io.multiboard.sync.engine.privilege.ActingRoles;
import io.multiboard.sync.engine.target.Finding;
import io.multiboard.sync.engine.target.ImportOptions;
import io.multiboard.sync.engine.target.Strategy;
import io.multiboard.sync.engine.target.TargetDatabase;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.postgres.Identifier;
import io.multiboard.sync.postgres.Session;
import io.multiboard.sync.postgres.SqlResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether the importing role may do on the target's server what an import does.
final class TargetRights {
  private static final String RULE = "rights of the importing role";

  /// Sessions beside those that load: the lock's, the one that ends others, one that looks.
  private static final int OTHER_SESSIONS = 3;

  private final LoginRole login;
  private final ImportOptions options;

  TargetRights(LoginRole login, ImportOptions options) {
    this.login = login;
    this.options = options;
  }

  List<Finding> findings(Session maintenance, Optional<TargetDatabase> target) {
    List<Finding> findings = new ArrayList<>(server());
    if (options.strategy() == Strategy.Swap) {
      createDatabases().ifPresent(findings::add);
      target.ifPresent(database -> findings.addAll(settings(maintenance, database)));
      target.flatMap(database -> tablespace(maintenance, database)).ifPresent(findings::add);
    }
    target.flatMap(database -> owner(maintenance, database)).ifPresent(findings::add);
    return findings;
  }

  /// What renaming a database takes.
  List<Finding> toRename(Session maintenance, TargetDatabase database) {
    List<Finding> findings = new ArrayList<>(server());
    createDatabases().ifPresent(findings::add);
    owner(maintenance, database).ifPresent(findings::add);
    return findings;
  }

  private List<Finding> server() {
    List<Finding> findings = new ArrayList<>();
    if (login.inRecovery()) {
      findings.add(
          Finding.forbids(
              "server of the target",
              Reason.ReadOnlyServer,
              "the target's server is a standby and takes no writes",
              "name the primary server"));
    }
    int needed = options.jobs() + OTHER_SESSIONS;
    if (login.connectionsLeft() < needed) {
      findings.add(
          Finding.forbids(
              "connections",
              Reason.TooManyConnections,
              "the target's server has room for %d more sessions of role \"%s\", and %d are needed"
                  .formatted(Math.max(0, login.connectionsLeft()), login.name(), needed),
              "use fewer --jobs, end sessions, or raise max_connections or the role's limit"));
    }
    return findings;
  }

  private Optional<Finding> createDatabases() {
    return login.createsDatabases()
        ? Optional.empty()
        : Optional.of(
            missing(
                "role \"" + login.name() + "\" may not create databases, which a swap needs",
                "ALTER ROLE " + Identifier.quote(login.name()) + " CREATEDB"));
  }

  /// Owning takes both: what an owner may do (inherited), and becoming it (`SET ROLE`).
  private Optional<Finding> owner(Session maintenance, TargetDatabase database) {
    boolean acts = ActingRoles.read(maintenance).names().contains(database.owner());
    boolean inherits =
        maintenance.queryOne(
            "SELECT pg_catalog.pg_has_role(session_user, ?::pg_catalog.name, 'USAGE')",
            row -> row.getBoolean(1),
            database.owner());
    return acts && inherits
        ? Optional.empty()
        : Optional.of(
            missing(
                "role \"%s\" is no member of \"%s\", which owns the target"
                    .formatted(login.name(), database.owner()),
                "GRANT %s TO %s"
                    .formatted(
                        Identifier.quote(database.owner()), Identifier.quote(login.name()))));
  }

  private Optional<Finding> tablespace(Session maintenance, TargetDatabase database) {
    boolean usable =
        maintenance.queryOne(
            "SELECT dattablespace = (SELECT oid FROM pg_catalog.pg_tablespace WHERE spcname = ?)"
                + " OR pg_catalog.has_tablespace_privilege(?, 'CREATE')"
                + " FROM pg_catalog.pg_database WHERE datname = 'template0'",
            row -> row.getBoolean(1),
            database.tablespace(),
            database.tablespace());
    return usable
        ? Optional.empty()
        : Optional.of(
            missing(
                "role \"%s\" may not create anything in tablespace \"%s\", where the target is"
                    .formatted(login.name(), database.tablespace()),
                "GRANT CREATE ON TABLESPACE %s TO %s"
                    .formatted(
                        Identifier.quote(database.tablespace()), Identifier.quote(login.name()))));
  }

  private List<Finding> settings(Session maintenance, TargetDatabase database) {
    List<Finding> findings = new ArrayList<>();
    String sql = SqlResource.text(TargetRights.class, "superuser-settings", maintenance.version());
    List<String> names = maintenance.query(sql, row -> row.getString(1), database.oid());
    if (!names.isEmpty()) {
      findings.add(
          missing(
              "the target has settings that role \"%s\" may not give to its successor: %s"
                  .formatted(login.name(), String.join(", ", names)),
              "import as a superuser, GRANT SET ON PARAMETER (from PostgreSQL 15), or reset them"));
    }
    boolean others =
        database.settings(maintenance).stream()
            .anyMatch(setting -> !setting.role().isEmpty() && !setting.role().equals(login.name()));
    if (others && !login.createsRoles()) {
      findings.add(
          missing(
              "the target has settings for single roles, which role \"%s\" may not give to its successor"
                  .formatted(login.name()),
              "ALTER ROLE "
                  + Identifier.quote(login.name())
                  + " CREATEROLE, or import as a superuser"));
    }
    return findings;
  }

  private static Finding missing(String message, String remedy) {
    return Finding.forbids(RULE, Reason.MissingPrivilege, message, remedy);
  }
}
