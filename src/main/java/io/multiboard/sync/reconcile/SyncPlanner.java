package io.multiboard.sync.reconcile;

import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import io.multiboard.sync.manifest.RunSpec;
import io.multiboard.sync.manifest.RunSpec.Operation;
import io.multiboard.sync.manifest.SyncSpec;
import io.multiboard.sync.manifest.SyncSpec.ConcurrencyPolicy;
import io.multiboard.sync.order.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides what is to be done about a sync. Pure: the clock stands in the observation. One use.
final class SyncPlanner {
  /// A clock that was put forward makes no time come later than that.
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final SyncObservation seen;
  private final SyncSpec spec;
  private final String uid;
  private final List<Decision> decisions = new ArrayList<>();
  private Optional<String> handledTrigger;
  private Optional<Instant> lastSchedule;

  private SyncPlanner(SyncObservation seen) {
    this.seen = seen;
    spec = seen.sync().getSpec();
    uid = seen.sync().getMetadata().getUid();
    handledTrigger = Optional.ofNullable(seen.status().handledTrigger());
    lastSchedule = Optional.ofNullable(seen.status().lastScheduleTime()).map(Instant::parse);
  }

  static SyncPlan plan(SyncObservation seen) {
    return new SyncPlanner(seen).plan();
  }

  private SyncPlan plan() {
    try {
      Optional<Schedule> schedule =
          Optional.ofNullable(spec.schedule())
              .map(text -> Schedule.of(text, spec.timeZone(), seen.now()));
      if (!spec.suspend()) {
        heedTrigger();
        schedule.ifPresent(this::heedSchedule);
      }
      trimHistory();
      Optional<Instant> next =
          spec.suspend() ? Optional.empty() : schedule.flatMap(times -> times.next(seen.now()));
      return plan(next, Optional.empty());
    } catch (SyncException invalid) {
      trimHistory();
      return plan(Optional.empty(), Optional.of(invalid));
    }
  }

  private SyncPlan plan(Optional<Instant> next, Optional<SyncException> invalid) {
    SyncReport report = new SyncReport(seen, handledTrigger, lastSchedule, next, invalid);
    Optional<Duration> wake =
        next.map(at -> Duration.between(seen.now(), at).plusMillis(50))
            .map(wait -> wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
    return new SyncPlan(List.copyOf(decisions), report.status(), wake);
  }

  private void heedTrigger() {
    Optional<String> trigger = Optional.ofNullable(spec.trigger());
    if (trigger.isEmpty() || trigger.equals(handledTrigger)) {
      return;
    }
    create(
        RunId.ofTrigger(uid, trigger.get()), Map.of(Marks.TRIGGER, trigger.get()), "the trigger");
    handledTrigger = trigger;
  }

  /// At most one run makes up for all times that were missed.
  private void heedSchedule(Schedule schedule) {
    Instant since =
        lastSchedule.orElseGet(
            () -> Instant.parse(seen.sync().getMetadata().getCreationTimestamp()));
    Optional<Instant> due = schedule.latest(since, seen.now());
    if (due.isEmpty() || isAwaited(seen.now())) {
      return;
    }
    Instant time = due.get();
    lastSchedule = due;
    Optional<DatabaseSyncRun> active = seen.active();
    if (isMade(RunId.ofSchedule(uid, time))) {
      return;
    }
    if (isTooLate(time)) {
      missed(time, "it came later than startingDeadlineSeconds allow");
    } else if (active.isPresent() && spec.concurrencyPolicy() == ConcurrencyPolicy.Forbid) {
      missed(time, active.get().getMetadata().getName() + " had not ended");
    } else {
      active.ifPresent(run -> decisions.add(new Decision.CancelRun(ResourceName.of(run))));
      create(RunId.ofSchedule(uid, time), Map.of(Marks.SCHEDULED, time.toString()), "the schedule");
    }
  }

  /// The run may be there before the status tells of it: it must not stand in its own way.
  private boolean isMade(RunId id) {
    String name = id.runName(seen.name().name());
    return seen.runs().stream().anyMatch(run -> run.getMetadata().getName().equals(name));
  }

  /// A time that was announced and has not come shows that none was missed: one that a changed
  /// schedule puts into the past is not made up for.
  private boolean isAwaited(Instant now) {
    return Optional.ofNullable(seen.status().nextRunTime())
        .map(Instant::parse)
        .filter(at -> at.isAfter(now))
        .isPresent();
  }

  private boolean isTooLate(Instant time) {
    Integer limit = spec.startingDeadlineSeconds();
    return limit != null && time.plusSeconds(limit).isBefore(seen.now());
  }

  private void missed(Instant time, String why) {
    decisions.add(
        new Decision.Tell(
            EventReason.ScheduleMissed,
            time.toString(),
            "the time " + time + " was left out: " + why));
  }

  private void create(RunId id, Map<String, String> asked, String what) {
    String name = id.runName(seen.name().name());
    Map<String, String> annotations = new java.util.TreeMap<>(asked);
    annotations.put(Marks.RUN_ID, id.text());
    RunSpec run = new RunSpec(seen.name().name(), null, Operation.Sync, null, null, null, false);
    decisions.add(
        new Decision.CreateRun(new ResourceName(seen.name().namespace(), name), run, annotations));
    decisions.add(new Decision.Tell(EventReason.RunCreated, name, what + " made " + name));
  }

  /// The run whose former database is kept stays until that is removed, and one that may leave no
  /// archive until it has left none.
  private void trimHistory() {
    int succeeded = 0;
    int failed = 0;
    Optional<DatabaseSyncRun> wayBack =
        seen.ended().stream().filter(run -> run.getStatus().wayBack() != null).findFirst();
    for (DatabaseSyncRun run : seen.ended()) {
      boolean within =
          SyncReport.hasSucceeded(run)
              ? ++succeeded <= spec.successfulRunsHistoryLimit()
              : ++failed <= spec.failedRunsHistoryLimit();
      if (!within && wayBack.filter(run::equals).isEmpty() && !Aftermath.isOwed(run.getStatus())) {
        decisions.add(new Decision.RemoveRun(ResourceName.of(run)));
      }
    }
  }
}
