package io.multiboard.sync.reconcile;

import io.multiboard.sync.manifest.Condition;
import io.multiboard.sync.manifest.Condition.Truth;
import io.multiboard.sync.manifest.Conditions;
import io.multiboard.sync.manifest.ConnectionStatus;
import io.multiboard.sync.manifest.ConnectionStatus.Identity;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import io.multiboard.sync.manifest.RunSpec;
import io.multiboard.sync.manifest.RunSpec.Operation;
import io.multiboard.sync.order.Outcome;
import io.multiboard.sync.order.Report;
import io.multiboard.sync.order.Role;
import io.multiboard.sync.order.RunId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides what is to be done about a connection. Pure. Thread-safe.
final class ConnectionPlanner {
  private static final int LONGEST_NAME = 52;
  private static final int CHECKS_KEPT = 3;

  /// What is to be done, and what is to be said.
  record Plan(List<Decision> decisions, ConnectionStatus status) {}

  private ConnectionPlanner() {}

  static Plan plan(ConnectionObservation seen) {
    long generation = seen.connection().getMetadata().getGeneration();
    List<Decision> decisions = new ArrayList<>();
    Long observed = seen.status().observedGeneration();
    boolean isNew = observed == null || observed != generation;
    if (isNew || (isAwaited(seen) && ownCheck(seen).isEmpty())) {
      decisions.add(check(seen, generation));
    }
    seen.runs().stream()
        .filter(SyncObservation::hasEnded)
        .sorted(SyncObservation.LATEST_FIRST)
        .skip(CHECKS_KEPT)
        .forEach(run -> decisions.add(new Decision.RemoveRun(ResourceName.of(run))));
    return new Plan(decisions, status(seen, generation, isNew));
  }

  private static Decision check(ConnectionObservation seen, long generation) {
    return new Decision.CreateRun(
        checkOf(seen, generation),
        new RunSpec(null, seen.name().name(), Operation.Check, null, null, null, false),
        Map.of(Marks.RUN_ID, id(seen, generation).text()));
  }

  private static RunId id(ConnectionObservation seen, long generation) {
    return RunId.ofGeneration(seen.connection().getMetadata().getUid(), generation);
  }

  /// The run that checks a generation.
  private static ResourceName checkOf(ConnectionObservation seen, long generation) {
    String name = seen.name().name();
    String cut = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    return new ResourceName(seen.name().namespace(), id(seen, generation).runName(cut));
  }

  private static ConnectionStatus status(
      ConnectionObservation seen, long generation, boolean isNew) {
    ConnectionStatus before = seen.status();
    Optional<Outcome> latest =
        isNew ? Optional.empty() : latest(seen).filter(said -> isNewer(said, before.lastChecked()));
    List<Condition> said = new ArrayList<>();
    if (isNew) {
      said.add(say(seen, "Reconciling", Truth.True, "Checking", "it is being checked"));
      said.add(say(seen, "Stalled", Truth.False, "Checking", "it is being checked"));
    }
    if (isNew && Conditions.find(before.conditions(), "Ready").isEmpty()) {
      said.add(say(seen, "Ready", Truth.Unknown, "Checking", "it has not been checked yet"));
    }
    latest.ifPresent(outcome -> said.addAll(found(seen, outcome)));
    if (!isNew && latest.isEmpty()) {
      said.addAll(unheard(seen));
    }
    Optional<Report.Database> database = latest.flatMap(outcome -> outcome.report().database());
    return new ConnectionStatus(
        generation,
        Conditions.merge(before.conditions(), said, Set.of()),
        database.map(Report.Database::serverVersion).orElse(before.serverVersion()),
        database.map(Report.Database::bytes).filter(bytes -> bytes > 0).orElse(before.sizeBytes()),
        database
            .flatMap(Report.Database::identity)
            .map(ConnectionPlanner::identity)
            .orElse(before.identity()),
        latest
            .map(outcome -> RunReport.text(outcome.report().ended()))
            .orElse(before.lastChecked()));
  }

  /// What was said last of the database as it is written down now: while that is being checked,
  /// nobody else's word counts.
  private static Optional<Outcome> latest(ConnectionObservation seen) {
    RunId own = id(seen, seen.connection().getMetadata().getGeneration());
    return seen.checks().stream()
        .filter(said -> !isAwaited(seen) || said.report().runId().equals(own))
        .filter(said -> said.report().role() == Role.CHECK || said instanceof Outcome.Succeeded)
        .max(Comparator.comparing(said -> said.report().ended()));
  }

  private static boolean isAwaited(ConnectionObservation seen) {
    return Conditions.holds(seen.status().conditions(), "Reconciling");
  }

  /// The run that checks the present generation, where it is there.
  private static Optional<DatabaseSyncRun> ownCheck(ConnectionObservation seen) {
    ResourceName name = checkOf(seen, seen.connection().getMetadata().getGeneration());
    return seen.runs().stream().filter(run -> ResourceName.of(run).equals(name)).findFirst();
  }

  /// Times are told in whole seconds: what is told already says nothing new when it is said again.
  private static boolean isNewer(Outcome said, @Nullable String lastChecked) {
    return lastChecked == null || RunReport.text(said.report().ended()).compareTo(lastChecked) >= 0;
  }

  private static Identity identity(io.multiboard.sync.order.DatabaseIdentity identity) {
    return new Identity(identity.system(), identity.database(), RunReport.text(identity.started()));
  }

  private static List<Condition> found(ConnectionObservation seen, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Succeeded _ -> reached(seen);
      case Outcome.Failed failed ->
          failed(
              seen, failed.reason().name(), RunReport.sentence(failed.message(), failed.remedy()));
      case Outcome.Interrupted _, Outcome.Cancelled _ -> List.of();
    };
  }

  /// A check that ended without a word that was heard: its run says what came of it.
  private static List<Condition> unheard(ConnectionObservation seen) {
    return ownCheck(seen)
        .filter(run -> isAwaited(seen) && SyncObservation.hasEnded(run))
        .flatMap(run -> Conditions.find(run.getStatus().conditions(), "Succeeded"))
        .map(end -> end.holds() ? reached(seen) : failed(seen, end.reason(), end.message()))
        .orElse(List.of());
  }

  private static List<Condition> reached(ConnectionObservation seen) {
    return List.of(
        say(seen, "Ready", Truth.True, "Succeeded", "the database can be reached"),
        say(seen, "Reconciling", Truth.False, "Succeeded", "it was checked"),
        say(seen, "Stalled", Truth.False, "Succeeded", "it was checked"));
  }

  private static List<Condition> failed(ConnectionObservation seen, String reason, String message) {
    return List.of(
        say(seen, "Ready", Truth.False, reason, message),
        say(seen, "Reconciling", Truth.False, reason, "it was checked"),
        say(seen, "Stalled", Truth.True, reason, message));
  }

  private static Condition say(
      ConnectionObservation seen, String type, Truth truth, String reason, String message) {
    Instant now = seen.now();
    long generation = seen.connection().getMetadata().getGeneration();
    return new Condition(type, truth, reason, message, RunReport.text(now), generation);
  }
}
