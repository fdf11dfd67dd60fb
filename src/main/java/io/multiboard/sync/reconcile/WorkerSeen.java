package io.multiboard.sync.reconcile;

import io.multiboard.sync.order.Outcome;
import io.multiboard.sync.order.Role;
import java.time.Instant;
import java.util.Optional;

/// A worker as the cluster shows it, or as the run's status remembers it.
///
/// @param connection which it uses
/// @param present whether its Job still exists
public record WorkerSeen(
    ResourceName job,
    Role role,
    int attempt,
    ResourceName connection,
    Instant created,
    boolean present,
    WorkerState state) {
  /// Whether it may still do something.
  boolean isLive() {
    return switch (state) {
      case WorkerState.Waiting _, WorkerState.Running _ -> true;
      case WorkerState.Succeeded _, WorkerState.Failed _ -> false;
    };
  }

  /// What it said at its end.
  public Optional<Outcome> outcome() {
    return switch (state) {
      case WorkerState.Succeeded done -> done.outcome();
      case WorkerState.Failed failed -> failed.outcome();
      case WorkerState.Waiting _, WorkerState.Running _ -> Optional.empty();
    };
  }

  /// The address to ask for progress.
  Optional<String> address() {
    return state instanceof WorkerState.Running running ? running.address() : Optional.empty();
  }

  WorkerSeen with(WorkerState other) {
    return new WorkerSeen(job, role, attempt, connection, created, present, other);
  }
}
