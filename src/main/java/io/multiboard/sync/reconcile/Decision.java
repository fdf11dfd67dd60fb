package io.multiboard.sync.reconcile;

import io.multiboard.sync.manifest.RunSpec;
import java.util.Map;

/// What a planner wants done. Doing it twice is doing it once.
public sealed interface Decision {
  /// Make a worker.
  record StartWorker(WorkerJob job) implements Decision {}

  /// End a worker: its pod is told to stop, then its Job goes.
  record EndWorker(ResourceName job) implements Decision {}

  /// Make a run of a sync, or of a connection.
  ///
  /// @param annotations what asked for it
  record CreateRun(ResourceName run, RunSpec spec, Map<String, String> annotations)
      implements Decision {}

  /// Cancel a run.
  record CancelRun(ResourceName run) implements Decision {}

  /// Remove a run that has ended, and all that belongs to it.
  record RemoveRun(ResourceName run) implements Decision {}

  /// Tell people.
  ///
  /// @param about what makes it one event however often it is decided
  record Tell(EventReason reason, String about, String message) implements Decision {}
}
