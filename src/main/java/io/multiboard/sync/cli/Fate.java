package io.multiboard.sync.cli;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.util.function.Supplier;

/// Says with a cancellation what became of what the run was writing. Thread-safe.
final class Fate {
  private Fate() {}

  /// Runs something; where it is cancelled the failure says the fate too.
  static <T> T telling(String fate, Supplier<T> work) {
    try {
      return work.get();
    } catch (SyncException failure) {
      if (failure.reason() != Reason.Cancelled) {
        throw failure;
      }
      throw new SyncException(
          Reason.Cancelled, failure.getMessage() + ": " + fate, failure.remedy(), failure);
    }
  }
}
