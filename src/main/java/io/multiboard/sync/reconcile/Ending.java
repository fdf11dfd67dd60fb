package io.multiboard.sync.reconcile;

import io.multiboard.sync.manifest.Condition.Truth;
import io.multiboard.sync.manifest.RunStatus;
import io.multiboard.sync.manifest.RunStatus.TargetState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The ways in which a run ends. Pure.
final class Ending {
  private static final int ALL = 100;

  /// What is left to do when the end stands in the status.
  private static final Optional<Duration> AFTERWARDS = Optional.of(Duration.ofSeconds(1));

  private Ending() {}

  static RunPlan succeeded(
      RunObservation seen, RunReport report, EventReason event, String message) {
    RunStatus status =
        report
            .complete(ALL)
            .say("Reconciling", Truth.False, "Succeeded", message)
            .say("Succeeded", Truth.True, "Succeeded", message)
            .unsay("Stalled")
            .ended()
            .build();
    return new RunPlan(List.of(new Decision.Tell(event, "end", message)), status, AFTERWARDS);
  }

  /// @param target what became of it; null where nobody knows
  static RunPlan failed(
      RunObservation seen,
      RunReport report,
      @Nullable TargetState target,
      WorkerState.Failed cause) {
    String reason = cause.reason().name();
    String message = RunReport.sentence(cause.message(), cause.remedy());
    RunStatus status =
        targeted(report, target)
            .say("Reconciling", Truth.False, reason, message)
            .say("Stalled", Truth.True, reason, message)
            .say("Succeeded", Truth.False, reason, message)
            .ended()
            .build();
    Decision told =
        new Decision.Tell(EventReason.RunFailed, "end", seen.name().name() + ": " + message);
    return new RunPlan(List.of(told), status, AFTERWARDS);
  }

  static RunPlan cancelled(RunObservation seen, RunReport report, @Nullable TargetState target) {
    String message = "cancelled; " + fate(target);
    RunStatus status =
        targeted(report, target)
            .say("Reconciling", Truth.False, "Cancelled", message)
            .say("Stalled", Truth.True, "Cancelled", message)
            .say("Cancelled", Truth.True, "Cancelled", message)
            .say("Succeeded", Truth.False, "Cancelled", message)
            .ended()
            .build();
    Decision told =
        new Decision.Tell(EventReason.RunCancelled, "end", seen.name().name() + ": " + message);
    return new RunPlan(List.of(told), status, AFTERWARDS);
  }

  private static RunReport targeted(RunReport report, @Nullable TargetState target) {
    return target == null ? report : report.target(target);
  }

  private static String fate(@Nullable TargetState target) {
    return switch (target) {
      case null -> "what became of the target could not be asked: check it";
      case Untouched -> "the target is as it was";
      case RolledBack -> "what was begun was taken back";
      case Swapped -> "the new data was in already";
    };
  }
}
