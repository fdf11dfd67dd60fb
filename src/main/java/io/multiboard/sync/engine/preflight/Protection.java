package io.multiboard.sync.engine.preflight;

import io.multiboard.sync.engine.target.Finding;
import io.multiboard.sync.engine.target.Guard;
import io.multiboard.sync.engine.target.Marks;
import io.multiboard.sync.engine.target.Strategy;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The rules of design section 5 that a target must meet whatever the user asks for, as far as a
/// command line knows them.
public final class Protection {
  private static final String RULE_2 = "protection rule 2 (the target carries a mark)";
  private static final String RULE_4 = "protection rule 4 (the target is no maintenance database)";

  private final Guard guard;
  private final String target;

  public Protection(Guard guard, String target) {
    this.guard = guard;
    this.target = target;
  }

  /// Where an archive comes from, as it says itself.
  public record Origin(long system, long oid) {}

  /// Rule 4.
  public List<Finding> name(Strategy strategy) {
    if (Set.of("template0", "template1").contains(target)) {
      return List.of(
          Finding.forbids(
              RULE_4,
              Reason.TargetIsMaintenanceDatabase,
              "\"" + target + "\" is a database that PostgreSQL needs",
              "name another target"));
    }
    if (target.equals("postgres") && strategy != Strategy.DataOnly) {
      return List.of(
          Finding.forbids(
              RULE_4,
              Reason.TargetIsMaintenanceDatabase,
              "\"postgres\" is the database that tools connect to for maintenance",
              "name another target"));
    }
    return List.of();
  }

  /// Rule 2.
  public List<Finding> mark(Marks comment, boolean empty) {
    if (empty || comment.overwritable()) {
      return List.of();
    }
    return List.of(
        Finding.forbids(
            RULE_2,
            Reason.TargetNotMarked,
            "\"%s\" holds objects and its comment does not contain \"%s\""
                .formatted(target, Marks.OVERWRITABLE),
            "if it may be overwritten, run 'multiboard-sync allow --target DB' once"));
  }

  /// Rule 3, for a live source and for each database with production data.
  ///
  /// @param maintenance a session on another database of the target's server
  public List<Finding> identity(Session maintenance) {
    List<Finding> findings = new ArrayList<>();
    guard
        .source()
        .ifPresent(source ->
            compare(new OtherDatabase("the source", Reason.TargetIsSource), source, maintenance)
                .ifPresent(findings::add));
    for (Guard.Production production : guard.productions()) {
      production(production, maintenance).ifPresent(findings::add);
    }
    for (Guard.Known known : guard.known()) {
      known(known, maintenance).ifPresent(findings::add);
    }
    return findings;
  }

  private Optional<Finding> known(Guard.Known known, Session maintenance) {
    OtherDatabase other =
        new OtherDatabase(
            known.name(), known.production() ? Reason.TargetIsProduction : Reason.TargetIsSource);
    Identity identity = Identity.read(maintenance, target);
    if (known.place().isEmpty()) {
      boolean elsewhere =
          known.lastKnownSystem().filter(system -> system != identity.system()).isPresent();
      return elsewhere
          ? Optional.empty()
          : Optional.of(
              unreadable(
                  other,
                  "no check could read it",
                  "make it reachable, or take its connection away if it is no longer in use"));
    }
    Guard.Place place = known.place().get();
    return other.finding(other.compare(place, identity, guard.physicalCopy()), target);
  }

  /// Rule 3, for an archive that says which database it is of.
  public List<Finding> origin(Session maintenance, Optional<Origin> origin) {
    boolean same =
        origin.isPresent()
            && guard.source().isEmpty()
            && isAt(origin.get(), Identity.read(maintenance, target));
    return same
        ? List.of(
            Finding.forbids(
                OtherDatabase.RULE,
                Reason.TargetIsSource,
                "the archive is of the target \""
                    + target
                    + "\" itself, or of a physical copy of it",
                "name another target"))
        : List.of();
  }

  private static boolean isAt(Origin origin, Identity identity) {
    return identity.system() == origin.system() && identity.oid().equals(Optional.of(origin.oid()));
  }

  private Optional<Finding> production(Guard.Production production, Session maintenance) {
    OtherDatabase other =
        new OtherDatabase(
            "the production database of " + production.name(), Reason.TargetIsProduction);
    try {
      return compare(other, production.connector(), maintenance);
    } catch (SyncException unreadable) {
      long system = Identity.read(maintenance, target).system();
      boolean elsewhere = production.lastKnownSystem().filter(known -> known != system).isPresent();
      return elsewhere
          ? Optional.empty()
          : Optional.of(
              unreadable(
                  other,
                  String.valueOf(unreadable.getMessage()),
                  "make it reachable from here, or unset %s if it names no production database any more"
                      .formatted(production.name())));
    }
  }

  private Optional<Finding> compare(OtherDatabase other, Connector connector, Session maintenance) {
    try (Session session = connector.open()) {
      String database = connector.address().database();
      Identity before = Identity.read(session, database);
      Identity identity = Identity.read(maintenance, target);
      Identity after = Identity.read(session, database);
      return other.finding(other.compare(before, identity, after, guard.physicalCopy()), target);
    }
  }

  private static Finding unreadable(OtherDatabase other, String cause, String remedy) {
    return Finding.forbids(
        OtherDatabase.RULE,
        other.reason(),
        "%s cannot be read, so that no target on its server can be told from it: %s"
            .formatted(other.name(), cause),
        remedy);
  }
}
