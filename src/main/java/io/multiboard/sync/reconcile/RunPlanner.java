package io.multiboard.sync.reconcile;

import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.manifest.Condition.Truth;
import io.multiboard.sync.manifest.Resolved;
import io.multiboard.sync.manifest.RunSpec.Operation;
import io.multiboard.sync.manifest.RunStatus;
import io.multiboard.sync.manifest.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Decides what is to be done about a run. Pure: the clock stands in the observation. Thread-safe.
final class RunPlanner {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

  private static final Duration HINDERED = Duration.ofSeconds(10);

  private RunPlanner() {}

  static RunPlan plan(RunObservation seen) {
    RunStatus status = seen.status();
    if (status.hasEnded()) {
      return Aftermath.plan(seen);
    }
    Resolved resolved = status.resolved();
    if (resolved == null) {
      return beginning(seen);
    }
    RunWork work = RunWork.of(seen, resolved);
    if (seen.run().getSpec().cancel()) {
      return work.cancel();
    }
    boolean late =
        resolved.deadline() != null && !Instant.parse(resolved.deadline()).isAfter(seen.now());
    return late ? work.tooLate() : work.goOn();
  }

  /// What stands in the way of a plan, as the API server has said it.
  static RunPlan hindered(RunObservation seen, RunPlan plan, String reason, String message) {
    RunStatus status =
        RunReport.after(seen, plan.status())
            .say("Reconciling", Truth.True, reason, message)
            .say("Succeeded", Truth.Unknown, reason, message)
            .build();
    return new RunPlan(List.of(), status, Optional.of(HINDERED));
  }

  private static RunPlan beginning(RunObservation seen) {
    if (seen.run().getSpec().cancel()) {
      return Ending.cancelled(seen, RunReport.of(seen), RunStatus.TargetState.Untouched);
    }
    try {
      Resolved resolved = new Resolution(seen).resolve();
      return seen.queuePosition() > 0 ? waiting(seen) : started(seen, resolved);
    } catch (SyncException refused) {
      return Ending.failed(
          seen,
          RunReport.of(seen),
          RunStatus.TargetState.Untouched,
          new WorkerState.Failed(
              seen.now(),
              refused.reason(),
              refused.getMessage(),
              refused.remedy(),
              Optional.empty()));
    }
  }

  private static RunPlan waiting(RunObservation seen) {
    int position = seen.queuePosition();
    RunStatus status =
        RunReport.of(seen)
            .stage(Stage.Queued)
            .queued(position)
            .say("Reconciling", Truth.True, "Queued", "waits at place " + position)
            .say("Succeeded", Truth.Unknown, "Queued", "waits at place " + position)
            .build();
    return new RunPlan(List.of(), status, Optional.of(LOOK_AGAIN));
  }

  /// The resolved values are told before any worker is made, so that all of them go by the same.
  private static RunPlan started(RunObservation seen, Resolved resolved) {
    RunStatus status =
        RunReport.of(seen)
            .started(resolved)
            .stage(stage(seen.run().getSpec().operation()))
            .say("Reconciling", Truth.True, "Running", "the run has begun")
            .say("Succeeded", Truth.Unknown, "Running", "the run has begun")
            .build();
    Decision told =
        new Decision.Tell(EventReason.RunStarted, "start", seen.name().name() + " has begun");
    return new RunPlan(List.of(told), status, Optional.of(Duration.ofMillis(1)));
  }

  private static Stage stage(Operation operation) {
    return switch (operation) {
      case Sync, Export, Import, Rollback -> Stage.Preflight;
      case Plan -> Stage.Planning;
      case Check -> Stage.Checking;
    };
  }
}
