package io.multiboard.sync.reconcile;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.manifest.Condition.Truth;
import io.multiboard.sync.manifest.Resolved;
import io.multiboard.sync.manifest.RunSpec.Operation;
import io.multiboard.sync.manifest.RunStatus.TargetState;
import io.multiboard.sync.manifest.Stage;
import io.multiboard.sync.order.DoneMark;
import io.multiboard.sync.order.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A run that has started, and what its workers are to do next. Pure.
///
/// @param attempts all workers that it had
record RunWork(RunObservation seen, Resolved resolved, List<WorkerSeen> attempts, Tasks tasks) {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final int MOST_UNHEARD = 5;

  static RunWork of(RunObservation seen, Resolved resolved) {
    List<WorkerSeen> attempts =
        Attempts.all(seen.name().namespace(), seen.status().attempts(), seen.workers(), seen.now());
    return new RunWork(seen, resolved, attempts, new Tasks(seen, resolved, attempts));
  }

  RunPlan goOn() {
    List<Task> checks = tasks.checks();
    for (Task check : checks) {
      if (state(check) instanceof Task.State.Over over && tasks.isNeeded(check)) {
        return failed(over.cause());
      }
    }
    boolean checked = checks.stream().allMatch(this::isSettled);
    if (!checked) {
      return advance(checks, Stage.Preflight);
    }
    if (isDoneAlready()) {
      String message = "the target remembers this trigger: nothing was overwritten";
      return Ending.succeeded(
          seen, report().target(TargetState.Untouched), EventReason.AlreadyDone, message);
    }
    return work();
  }

  private RunPlan work() {
    List<Task> work = tasks.work();
    for (Task task : work) {
      if (state(task) instanceof Task.State.Over over) {
        return failed(over.cause());
      }
    }
    if (work.stream().allMatch(task -> state(task) instanceof Task.State.Done)) {
      return Ending.succeeded(
          seen, report(), EventReason.RunSucceeded, seen.name().name() + " is done");
    }
    return advance(work, tasks.stage());
  }

  /// A check that nobody heard is made again, because what it says goes into the import's order.
  private Task.State state(Task task) {
    Task.State state = task.state(seen.now(), resolved.backoffLimit());
    boolean forOthers =
        task.role() == Role.CHECK && seen.run().getSpec().operation() != Operation.Check;
    if (forOthers && tasks.isOutdated(task)) {
      return new Task.State.Due(task.latest().map(WorkerSeen::attempt).orElse(0) + 1);
    }
    return forOthers
            && state instanceof Task.State.Done(WorkerSeen worker)
            && worker.outcome().isEmpty()
            && worker.attempt() < MOST_UNHEARD
        ? new Task.State.Due(worker.attempt() + 1)
        : state;
  }

  /// A Production database that cannot be reached does not keep the run from going on: the importer
  /// refuses every target on its system.
  private boolean isSettled(Task check) {
    return switch (state(check)) {
      case Task.State.Done _ -> true;
      case Task.State.Over _, Task.State.Later _ -> !tasks.isNeeded(check);
      case Task.State.Going _, Task.State.Due _ -> false;
    };
  }

  private boolean isDoneAlready() {
    String trigger = resolved.trigger();
    if (trigger == null
        || tasks.loadHasBegun()
        || !resolved.firstRun()
        || seen.run().getSpec().operation() != Operation.Sync) {
      return false;
    }
    String mark = DoneMark.of(seen.name().namespace(), tasks.subject(), trigger).text();
    return tasks
        .targetCheck()
        .flatMap(Task::outcome)
        .flatMap(said -> said.report().database())
        .filter(database -> database.done().contains(mark))
        .isPresent();
  }

  /// Makes the workers that are due and ends those that follow into nothing.
  private RunPlan advance(List<Task> wanted, Stage stage) {
    List<Decision> decisions = new ArrayList<>();
    RunReport report = report().stage(stage);
    List<Decision> news = news();
    Optional<Instant> next = Optional.empty();
    for (Task task : wanted) {
      switch (state(task)) {
        case Task.State.Due due -> {
          if (tasks.mayStart(task, wanted)) {
            decisions.add(
                new Decision.StartWorker(new WorkerOrders(tasks).worker(task, due.attempt())));
            decisions.add(started(task, due.attempt()));
          }
        }
        case Task.State.Later later -> {
          if (next.isEmpty() || later.cause().reason() != Reason.ExportLost) {
            tellRetry(report, later);
          }
          next = Optional.of(earlier(next, later.at()));
        }
        case Task.State.Going going -> {
          if (tasks.followsIntoNothing(task, wanted) && !endsSoon(going.worker())) {
            decisions.add(new Decision.EndWorker(going.worker().job()));
          }
        }
        case Task.State.Done _, Task.State.Over _ -> {}
      }
    }
    next.ifPresent(report::nextAttempt);
    if (next.isEmpty()) {
      WorkerState.Waiting how = how(wanted);
      report.say("Reconciling", Truth.True, how.reason(), how.message());
      report.say("Succeeded", Truth.Unknown, how.reason(), how.message());
    }
    Duration wake = wake(decisions, next);
    decisions.addAll(news);
    return new RunPlan(decisions, report.build(), Optional.of(wake));
  }

  /// The failures that the status does not tell yet.
  private List<Decision> news() {
    return attempts.stream()
        .filter(worker -> worker.state() instanceof WorkerState.Failed && !isTold(worker))
        .filter(worker -> !Tasks.sawNoDatabase(worker))
        .<Decision>map(worker ->
            new Decision.Tell(
                EventReason.AttemptFailed,
                worker.job().toString(),
                worker.job().name() + ": " + cause(worker)))
        .toList();
  }

  private boolean isTold(WorkerSeen worker) {
    return seen.status().attempts().stream()
        .anyMatch(told ->
            told.jobName().equals(worker.job().name()) && Boolean.FALSE.equals(told.succeeded()));
  }

  private static String cause(WorkerSeen worker) {
    return worker.state() instanceof WorkerState.Failed failed
        ? RunReport.sentence(failed.message(), failed.remedy())
        : "";
  }

  private Duration wake(List<Decision> decisions, Optional<Instant> next) {
    if (!decisions.isEmpty()) {
      return SOON;
    }
    Duration wait = next.map(at -> Duration.between(seen.now(), at)).orElse(LOOK_AGAIN);
    Duration least = wait.compareTo(SOON) < 0 ? SOON : wait;
    boolean awaited = attempts.stream().anyMatch(RunWork::endsSoon);
    return awaited ? SOON : least.compareTo(LOOK_AGAIN) < 0 ? least : LOOK_AGAIN;
  }

  private static boolean endsSoon(WorkerSeen worker) {
    return worker.state() instanceof WorkerState.Waiting waiting
        && (waiting.reason().equals("Ended") || waiting.reason().equals("Ending"));
  }

  private static Instant earlier(Optional<Instant> one, Instant other) {
    return one.filter(at -> at.isBefore(other)).orElse(other);
  }

  private static void tellRetry(RunReport report, Task.State.Later later) {
    String reason = later.cause().reason().name();
    String message =
        "tries again at " + RunReport.text(later.at()) + ": " + later.cause().message();
    report.stage(Stage.BackingOff);
    report.say("Reconciling", Truth.True, reason, message);
    report.say("Succeeded", Truth.Unknown, reason, message);
  }

  /// What stands in the way of a worker that does not start, or what goes on.
  private WorkerState.Waiting how(List<Task> wanted) {
    for (Task task : wanted) {
      if (state(task) instanceof Task.State.Going(WorkerSeen worker)
          && worker.state() instanceof WorkerState.Waiting waiting) {
        String message = worker.job().name() + " waits: " + waiting.message();
        return new WorkerState.Waiting(waiting.reason(), message);
      }
    }
    return new WorkerState.Waiting("Running", "the workers are at it");
  }

  private static Decision started(Task task, int attempt) {
    String what = task.role().text() + " of " + task.connection();
    return new Decision.Tell(
        EventReason.WorkerStarted, what + attempt, "attempt " + attempt + ": " + what);
  }

  RunPlan cancel() {
    boolean done = tasks.work().stream().allMatch(task -> state(task) instanceof Task.State.Done);
    if (done) {
      return goOn();
    }
    return stopping()
        .then("Cancelled", "the run is cancelled", fate -> Ending.cancelled(seen, report(), fate));
  }

  RunPlan tooLate() {
    return failed(
        new WorkerState.Failed(
            seen.now(),
            Reason.DeadlineExceeded,
            "the run took longer than activeDeadlineSeconds",
            "Raise it, or look for what is slow.",
            Optional.empty()));
  }

  /// Ends what still works, then the run.
  private RunPlan failed(WorkerState.Failed cause) {
    RunPlan plan =
        stopping()
            .then(
                cause.reason().name(),
                cause.message(),
                fate -> Ending.failed(seen, report(), fate, cause));
    List<Decision> decisions = new ArrayList<>(news());
    decisions.addAll(plan.decisions());
    return new RunPlan(decisions, plan.status(), plan.wake());
  }

  private Stopping stopping() {
    return new Stopping(seen, attempts, tasks, report());
  }

  private RunReport report() {
    return Findings.tell(RunReport.of(seen), seen, resolved, attempts);
  }
}
