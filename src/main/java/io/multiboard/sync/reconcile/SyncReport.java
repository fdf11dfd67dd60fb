package io.multiboard.sync.reconcile;

import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.manifest.ArchiveReport;
import io.multiboard.sync.manifest.Condition;
import io.multiboard.sync.manifest.Condition.Truth;
import io.multiboard.sync.manifest.Conditions;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import io.multiboard.sync.manifest.RunProgress;
import io.multiboard.sync.manifest.RunStatus;
import io.multiboard.sync.manifest.SyncStatus;
import io.multiboard.sync.manifest.SyncStatus.ActiveRun;
import io.multiboard.sync.manifest.SyncStatus.RunSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Says how a sync stands. Pure.
record SyncReport(
    SyncObservation seen,
    Optional<String> handledTrigger,
    Optional<Instant> lastSchedule,
    Optional<Instant> next,
    Optional<SyncException> invalid) {
  private static final int MOST_HISTORY = 20;
  private static final int MOST_ARCHIVES = 100;

  static boolean hasSucceeded(DatabaseSyncRun run) {
    return run.getStatus() != null && Conditions.holds(run.getStatus().conditions(), "Succeeded");
  }

  SyncStatus status() {
    List<RunSummary> history = history();
    Optional<RunSummary> last = history.stream().findFirst();
    return new SyncStatus(
        seen.sync().getMetadata().getGeneration(),
        conditions(last),
        active().orElse(null),
        last.orElse(null),
        lastSuccess().orElse(null),
        lastSchedule.map(RunReport::text).orElse(null),
        next.map(RunReport::text).orElse(null),
        handledTrigger.orElse(null),
        history,
        archives());
  }

  private Optional<ActiveRun> active() {
    return seen.active()
        .map(run -> {
          RunStatus status = Objects.requireNonNullElse(run.getStatus(), RunStatus.NONE);
          return new ActiveRun(run.getMetadata().getName(), status.stage(), status.progress());
        });
  }

  /// Those that are there, and those that the status remembers.
  private List<RunSummary> history() {
    List<RunSummary> there =
        seen.ended().stream().filter(seen::fulfils).map(SyncReport::summary).toList();
    Set<String> names =
        there.stream().map(RunSummary::name).collect(java.util.stream.Collectors.toSet());
    return Stream.concat(
            there.stream(),
            seen.status().history().stream().filter(each -> !names.contains(each.name())))
        .limit(MOST_HISTORY)
        .toList();
  }

  private static RunSummary summary(DatabaseSyncRun run) {
    RunStatus status = run.getStatus();
    Optional<RunProgress> progress = Optional.ofNullable(status.progress());
    return new RunSummary(
        run.getMetadata().getName(),
        hasSucceeded(run),
        Conditions.find(status.conditions(), "Succeeded").map(Condition::reason).orElse("Unknown"),
        status.startTime(),
        status.completionTime(),
        progress.map(RunProgress::rows).orElse(null),
        progress.map(RunProgress::bytes).orElse(null));
  }

  private Optional<String> lastSuccess() {
    return history().stream()
        .filter(RunSummary::succeeded)
        .map(RunSummary::completionTime)
        .filter(Objects::nonNull)
        .findFirst()
        .or(() -> Optional.ofNullable(seen.status().lastSuccessTime()));
  }

  private List<ArchiveReport> archives() {
    int keep = seen.sync().getSpec().archive().retention().keepLast();
    List<ArchiveReport> there =
        seen.ended().stream()
            .map(run -> run.getStatus().archive())
            .filter(Objects::nonNull)
            .toList();
    Set<String> names =
        there.stream().map(ArchiveReport::name).collect(java.util.stream.Collectors.toSet());
    Set<String> removed =
        seen.ended().stream()
            .flatMap(run -> run.getStatus().removed().stream())
            .collect(java.util.stream.Collectors.toSet());
    return Stream.concat(
            there.stream(),
            seen.status().archives().stream().filter(each -> !names.contains(each.name())))
        .filter(each -> !removed.contains(each.name()))
        .limit(Math.min(keep, MOST_ARCHIVES))
        .toList();
  }

  private List<Condition> conditions(Optional<RunSummary> last) {
    List<Condition> said = new ArrayList<>();
    said.add(suspended());
    last.ifPresent(run -> said.add(lastRun(run)));
    said.addAll(health(last));
    return Conditions.merge(seen.status().conditions(), said, Set.of());
  }

  private Condition suspended() {
    return seen.sync().getSpec().suspend()
        ? say("Suspended", Truth.True, "Suspended", "no runs are started")
        : say("Suspended", Truth.False, "NotSuspended", "runs are started when they are due");
  }

  private Condition lastRun(RunSummary run) {
    Truth truth = run.succeeded() ? Truth.True : Truth.False;
    return say("LastRunSucceeded", truth, run.reason(), "run " + run.name());
  }

  private List<Condition> health(Optional<RunSummary> last) {
    if (invalid.isPresent()) {
      return stalled(
          invalid.get().reason().name(),
          RunReport.sentence(invalid.get().getMessage(), invalid.get().remedy()));
    }
    boolean goesOn = seen.active().isPresent();
    if (last.isPresent() && !last.get().succeeded()) {
      return goesOn || triggerIsNew()
          ? reconciling("Retrying", "the last run has not succeeded, and another one is under way")
          : stalled(last.get().reason(), "the run " + last.get().name() + " has not succeeded");
    }
    if (seen.sync().getSpec().schedule() != null || lastSuccess().isPresent()) {
      String reason = seen.sync().getSpec().schedule() == null ? "Succeeded" : "Scheduled";
      return well(reason, next.map(at -> "the next run is at " + at).orElse("the copy was made"));
    }
    return seen.sync().getSpec().suspend() && !goesOn
        ? waiting()
        : reconciling("FirstRun", "no run has succeeded yet");
  }

  private boolean triggerIsNew() {
    return !seen.sync().getSpec().suspend()
        && !handledTrigger.equals(Optional.ofNullable(seen.sync().getSpec().trigger()));
  }

  private List<Condition> well(String reason, String message) {
    return List.of(
        say("Ready", Truth.True, reason, message),
        say("Reconciling", Truth.False, reason, message),
        say("Stalled", Truth.False, reason, message));
  }

  private List<Condition> reconciling(String reason, String message) {
    return List.of(
        say("Ready", Truth.False, reason, message),
        say("Reconciling", Truth.True, reason, message),
        say("Stalled", Truth.False, reason, message));
  }

  private List<Condition> waiting() {
    String message = "no run has succeeded yet, and none is started while suspend is set";
    return List.of(
        say("Ready", Truth.False, "Suspended", message),
        say("Reconciling", Truth.False, "Suspended", message),
        say("Stalled", Truth.False, "Suspended", message));
  }

  private List<Condition> stalled(String reason, String message) {
    return List.of(
        say("Ready", Truth.False, reason, message),
        say("Reconciling", Truth.False, reason, message),
        say("Stalled", Truth.True, reason, message));
  }

  private Condition say(String type, Truth truth, String reason, String message) {
    return new Condition(
        type,
        truth,
        reason,
        message,
        RunReport.text(seen.now()),
        seen.sync().getMetadata().getGeneration());
  }
}
