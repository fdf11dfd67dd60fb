package io.multiboard.sync.engine.preflight;

import io.multiboard.sync.engine.privilege.ActingRoles;
import io.multiboard.sync.engine.privilege.DefaultPrivileges;
import io.multiboard.sync.engine.privilege.ObjectOwners;
import io.multiboard.sync.engine.target.Contents;
import io.multiboard.sync.engine.target.DatabaseSessions;
import io.multiboard.sync.engine.target.Finding;
import io.multiboard.sync.engine.target.Guard;
import io.multiboard.sync.engine.target.ImportOptions;
import io.multiboard.sync.engine.target.Marks;
import io.multiboard.sync.engine.target.Ownership;
import io.multiboard.sync.engine.target.Privileges;
import io.multiboard.sync.engine.target.Strategy;
import io.multiboard.sync.engine.target.TargetDatabase;
import io.multiboard.sync.engine.target.TargetOnlyObjects;
import io.multiboard.sync.engine.target.VerifyMode;
import io.multiboard.sync.engine.toc.TableOfContents;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Looks at a target and writes nothing. Everything that is wrong is found in one go.
public final class Preflight {
  private final Connector target;
  private final ImportOptions options;
  private final Protection protection;

  public Preflight(Connector target, ImportOptions options, Guard guard) {
    this.target = target;
    this.options = options;
    this.protection = new Protection(guard, target.address().database());
  }

  /// What can be seen without an archive.
  ///
  /// @param maintenance a session on another database of the target's server
  public TargetView look(Session maintenance) {
    List<Finding> findings = new ArrayList<>(strategy());
    findings.addAll(protection.name(options.strategy()));
    findings.addAll(protection.identity(maintenance));
    LoginRole login = LoginRole.read(maintenance);
    if (!protection.name(options.strategy()).isEmpty()) {
      // Such a database is not even looked into.
      return new TargetView(
          maintenance.version(), login, Optional.empty(), false, List.of(), findings);
    }
    String name = target.address().database();
    Optional<TargetDatabase> database = TargetDatabase.read(maintenance, name);
    findings.addAll(new TargetRights(login, options).findings(maintenance, database));
    List<DatabaseSessions.Client> clients =
        database
            .map(there -> DatabaseSessions.on(maintenance, List.of(there.oid())))
            .orElse(List.of());
    database.ifPresent(
        there -> findings.addAll(Obstacles.findings(maintenance, there, swapped(clients))));
    boolean empty = database.map(there -> inside(there, maintenance, findings)).orElse(true);
    findings.addAll(
        protection.mark(database.map(TargetDatabase::comment).orElse(new Marks("")), empty));
    findings.addAll(inPlace(database, empty));
    return new TargetView(maintenance.version(), login, database, empty, clients, findings);
  }

  private List<DatabaseSessions.Client> swapped(List<DatabaseSessions.Client> clients) {
    return options.strategy() == Strategy.Swap ? clients : List.of();
  }

  private List<Finding> strategy() {
    List<Finding> findings = new ArrayList<>();
    if (options.strategy() == Strategy.DataOnly) {
      findings.add(later("--strategy data-only", "use --strategy swap"));
    }
    if (options.verify() == VerifyMode.Content) {
      findings.add(later("--verify content", "use --verify counts"));
    }
    return findings;
  }

  private static Finding later(String what, String remedy) {
    return Finding.forbids(
        "options", Reason.UnsupportedStrategy, what + " comes in a later release", remedy);
  }

  private List<Finding> inPlace(Optional<TargetDatabase> database, boolean empty) {
    if (options.strategy() != Strategy.InPlace) {
      return List.of();
    }
    if (database.isEmpty()) {
      return List.of(
          Finding.forbids(
              "options",
              Reason.DatabaseNotFound,
              "--strategy in-place needs a target that is there",
              "create the database, or use --strategy swap"));
    }
    return empty
        ? List.of()
        : List.of(
            later(
                "--strategy in-place into a target that is not empty",
                "use --strategy swap, or empty the target"));
  }

  /// @return whether the target is empty
  private boolean inside(TargetDatabase database, Session maintenance, List<Finding> findings) {
    try (Session inside = target.open()) {
      Set<String> acting = ActingRoles.read(maintenance).names();
      if (options.privileges() == Privileges.Target && options.strategy() == Strategy.Swap) {
        defaultPrivileges(inside, acting).ifPresent(findings::add);
      }
      if (options.ownership() == Ownership.Target && options.strategy() == Strategy.Swap) {
        owners(inside, database, acting).ifPresent(findings::add);
      }
      return !Contents.any(inside);
    }
  }

  private static Optional<Finding> defaultPrivileges(Session inside, Set<String> acting) {
    Set<String> foreign = new TreeSet<>(DefaultPrivileges.read(inside).roles());
    foreign.removeAll(acting);
    return foreign.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.forbids(
                "rights of the importing role",
                Reason.MissingPrivilege,
                "the target has default privileges of roles that the importing role cannot act as: "
                    + Some.of(foreign, ", "),
                "GRANT these roles to it, or choose --privileges none"));
  }

  private static Optional<Finding> owners(
      Session inside, TargetDatabase database, Set<String> acting) {
    Set<String> foreign = new TreeSet<>(ObjectOwners.read(inside).otherThan(database.owner()));
    foreign.removeAll(acting);
    foreign.remove("pg_database_owner");
    return foreign.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Finding.tells(
                "rights of the importing role",
                Reason.MissingPrivilege,
                "objects of %s will belong to \"%s\", because the importing role cannot act as their owners"
                    .formatted(Some.of(foreign, ", "), database.owner()),
                "GRANT these roles to it to keep the owners"));
  }

  /// What forbids putting a former database back in a target's place.
  ///
  /// @param maintenance a session on another database of the target's server
  public static List<Finding> ofRollback(
      Connector target, Guard guard, Session maintenance, String former) {
    ImportOptions options = ImportOptions.DEFAULTS;
    Preflight preflight = new Preflight(target, options, guard);
    List<Finding> findings = new ArrayList<>(preflight.protection.name(options.strategy()));
    findings.addAll(preflight.protection.identity(maintenance));
    for (String name : List.of(target.address().database(), former)) {
      TargetDatabase.read(maintenance, name)
          .ifPresent(there -> findings.addAll(preflight.ofRename(maintenance, there)));
    }
    return findings;
  }

  private List<Finding> ofRename(Session maintenance, TargetDatabase database) {
    TargetRights rights = new TargetRights(LoginRole.read(maintenance), options);
    List<Finding> findings = new ArrayList<>(rights.toRename(maintenance, database));
    findings.addAll(
        Obstacles.findings(
            maintenance, database, DatabaseSessions.on(maintenance, List.of(database.oid()))));
    return findings;
  }

  /// What forbids allowing that a database be overwritten.
  ///
  /// @param maintenance a session on another database of its server
  public static List<Finding> ofMark(Connector target, Guard guard, Session maintenance) {
    Preflight preflight = new Preflight(target, ImportOptions.DEFAULTS, guard);
    List<Finding> findings = new ArrayList<>(preflight.protection.name(Strategy.Swap));
    findings.addAll(preflight.protection.identity(maintenance));
    return findings;
  }

  /// What can be seen when the table of contents is known.
  ///
  /// @param maintenance a session on another database of the target's server
  public List<Finding> compare(
      Session maintenance,
      TargetView view,
      TableOfContents contents,
      Optional<Protection.Origin> origin) {
    List<Finding> findings = new ArrayList<>(protection.origin(maintenance, origin));
    ContentsChecks checks = new ContentsChecks(contents, options, view.login());
    findings.addAll(
        checks.findings(
            ServerSupply.read(maintenance), view.server(), ActingRoles.read(maintenance)));
    if (options.strategy() == Strategy.InPlace) {
      LockNeed.finding(maintenance, contents).ifPresent(findings::add);
    }
    if (view.database().isPresent() && options.strategy() == Strategy.Swap) {
      // Schemas and extensions of a target without data are worth a word, but no refusal.
      TargetOnlyObjects choice =
          view.empty() ? TargetOnlyObjects.Drop : options.targetOnlyObjects();
      try (Session inside = target.open()) {
        findings.addAll(TargetOnly.findings(inside, contents, choice));
      }
    }
    return findings;
  }
}
