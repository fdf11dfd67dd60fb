package io.multiboard.sync.reconcile;

import io.multiboard.sync.manifest.Condition.Truth;
import io.multiboard.sync.manifest.RunStatus;
import io.multiboard.sync.manifest.RunStatus.TargetState;
import io.multiboard.sync.manifest.Stage;
import io.multiboard.sync.order.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A run that does not go on, on its way to its end. Pure. One use.
///
/// @param attempts all workers that it had
/// @param report of what they have said
record Stopping(RunObservation seen, List<WorkerSeen> attempts, Tasks tasks, RunReport report) {
  private static final Duration SOON = Duration.ofSeconds(1);

  /// How often the target is asked again.
  private static final int MOST_UNSETTLED = 2;

  /// First its workers end, then it is known what became of the target, then the run ends.
  ///
  /// @param reason why it does not go on, in one word
  /// @param ended is told what became of the target, or null where nobody knows
  RunPlan then(String reason, String message, Function<@Nullable TargetState, RunPlan> ended) {
    List<WorkerSeen> live =
        attempts.stream()
            .filter(worker -> worker.isLive() && worker.role() != Role.CLEANUP)
            .toList();
    if (!live.isEmpty()) {
      return ending(
          live.stream()
              .filter(worker -> !isEnding(worker))
              .<Decision>map(worker -> new Decision.EndWorker(worker.job()))
              .toList(),
          reason,
          "ends its workers: " + message);
    }
    @Nullable TargetState fate = tasks.fate();
    return fate == null
        ? tasks
            .settlement()
            .flatMap(this::settling)
            .map(decisions ->
                ending(decisions, reason, "asks what became of the target: " + message))
            .orElseGet(() -> ended.apply(null))
        : ended.apply(fate);
  }

  /// What is done to ask the target; empty where it cannot be asked.
  private Optional<List<Decision>> settling(Task settlement) {
    return switch (settlement.state(seen.now(), MOST_UNSETTLED)) {
      case Task.State.Due due -> Optional.of(List.of(settle(settlement, due.attempt())));
      case Task.State.Going _, Task.State.Later _ -> Optional.of(List.of());
      case Task.State.Done(WorkerSeen unheard) when unheard.attempt() <= MOST_UNSETTLED ->
          Optional.of(List.of(settle(settlement, unheard.attempt() + 1)));
      case Task.State.Done _, Task.State.Over _ -> Optional.empty();
    };
  }

  private Decision settle(Task settlement, int attempt) {
    return new Decision.StartWorker(new WorkerOrders(tasks).settlement(settlement, attempt));
  }

  private RunPlan ending(List<Decision> decisions, String reason, String message) {
    RunStatus status =
        report
            .stage(Stage.Cancelling)
            .say("Reconciling", Truth.True, reason, message)
            .say("Succeeded", Truth.Unknown, reason, message)
            .build();
    return new RunPlan(decisions, status, Optional.of(SOON));
  }

  private static boolean isEnding(WorkerSeen worker) {
    return worker.state() instanceof WorkerState.Waiting waiting
        && waiting.reason().equals("Ending");
  }
}
