package io.multiboard.sync.engine.target;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.time.Duration;

/// Waiting that an interrupt ends.
final class Pause {
  private Pause() {}

  /// Sleeps; an interrupt cancels the run.
  static void of(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new SyncException(Reason.Cancelled, "the run was cancelled", "");
    }
  }
}
