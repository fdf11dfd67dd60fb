package io.multiboard.sync.reconcile;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.order.Outcome;
import java.time.Instant;
import java.util.Optional;

/// How a worker is.
public sealed interface WorkerState {
  /// How a worker is that has ended, and said so.
  static WorkerState of(Outcome outcome, Instant at) {
    Optional<Outcome> said = Optional.of(outcome);
    return switch (outcome) {
      case Outcome.Succeeded _ -> new Succeeded(at, said);
      case Outcome.Failed failed ->
          new Failed(at, failed.reason(), failed.message(), failed.remedy(), said);
      case Outcome.Interrupted _ ->
          new Failed(
              at, Reason.Interrupted, "the worker was told to stop before it was done", "", said);
      case Outcome.Cancelled _ ->
          new Failed(at, Reason.Cancelled, "the worker was cancelled", "", said);
    };
  }

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
