package io.multiboard.sync.reconcile;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.order.Outcome;
import java.time.Instant;
import java.util.Optional;

/// How a worker is.
sealed interface WorkerState {
  /// Not working yet.
  ///
  /// @param reason why, in one word
  record Waiting(String reason, String message) implements WorkerState {}

  /// At work.
  ///
  /// @param address of its pod, for its progress
  record Running(Optional<String> address) implements WorkerState {}

  /// Done.
  ///
  /// @param outcome empty where nobody heard it
  record Succeeded(Instant at, Optional<Outcome> outcome) implements WorkerState {}

  /// Ended without being done.
  ///
  /// @param outcome empty where it could not say
  record Failed(Instant at, Reason reason, String message, String remedy, Optional<Outcome> outcome)
      implements WorkerState {}
}
