package io.multiboard.sync.reconcile;

import io.multiboard.sync.manifest.Resolved.Endpoint;
import io.multiboard.sync.order.Outcome;
import io.multiboard.sync.order.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// One thing that a run needs done by a worker, over all attempts at it. Pure.
///
/// @param attempts of all of the run's tasks
record Task(Role role, Endpoint endpoint, List<WorkerSeen> attempts) {
  private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  /// How it stands.
  sealed interface State {
    /// A worker is at it.
    record Going(WorkerSeen worker) implements State {}

    /// It is done.
    record Done(WorkerSeen worker) implements State {}

    /// A worker is to be made for it.
    ///
    /// @param attempt which one
    record Due(int attempt) implements State {}

    /// It is tried again later.
    record Later(Instant at, WorkerState.Failed cause) implements State {}

    /// It has failed for good.
    record Over(WorkerState.Failed cause) implements State {}
  }

  ResourceName connection() {
    return new ResourceName(endpoint.namespace(), endpoint.connectionName());
  }

  /// @param limit how many failures of the whole run are put up with
  State state(Instant now, int limit) {
    Optional<WorkerSeen> latest = latest();
    if (latest.isEmpty()) {
      return new State.Due(1);
    }
    WorkerSeen worker = latest.get();
    return switch (worker.state()) {
      case WorkerState.Waiting _, WorkerState.Running _ -> new State.Going(worker);
      case WorkerState.Succeeded _ -> new State.Done(worker);
      case WorkerState.Failed failed -> afterFailure(failed, worker.attempt(), now, limit);
    };
  }

  private State afterFailure(WorkerState.Failed failed, int attempt, Instant now, int limit) {
    if (!failed.reason().retryHelps() || failures() > limit) {
      return new State.Over(failed);
    }
    Instant next = failed.at().plus(wait(attempt));
    return next.isAfter(now) ? new State.Later(next, failed) : new State.Due(attempt + 1);
  }

  /// How often the run has failed: halves that fail together have failed once.
  private long failures() {
    return attempts.stream()
        .filter(each -> each.state() instanceof WorkerState.Failed)
        .collect(Collectors.groupingBy(WorkerSeen::role, Collectors.counting()))
        .values()
        .stream()
        .mapToLong(Long::longValue)
        .max()
        .orElse(0);
  }

  /// Doubles with each attempt.
  static Duration wait(int attempt) {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempt - 1, 10));
    return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
  }

  Optional<WorkerSeen> latest() {
    return attempts.stream()
        .filter(each -> each.role() == role && each.connection().equals(connection()))
        .max(Comparator.comparingInt(WorkerSeen::attempt));
  }

  Optional<Outcome> outcome() {
    return latest().flatMap(WorkerSeen::outcome);
  }
}
