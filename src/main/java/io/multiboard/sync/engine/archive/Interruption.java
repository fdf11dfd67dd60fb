package io.multiboard.sync.engine.archive;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;

/// What becomes of a thread that is interrupted: its run was cancelled.
final class Interruption {
  private Interruption() {}

  /// Keeps the interruption for the callers above.
  static SyncException cancelled(InterruptedException interruption) {
    Thread.currentThread().interrupt();
    return new SyncException(Reason.Cancelled, "the run was cancelled", "", interruption);
  }

  /// Ends long work between two of its steps.
  static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new SyncException(Reason.Cancelled, "the run was cancelled", "");
    }
  }
}
