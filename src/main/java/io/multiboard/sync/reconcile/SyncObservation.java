package io.multiboard.sync.reconcile;

import io.multiboard.sync.manifest.DatabaseSync;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import io.multiboard.sync.manifest.SyncStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// All that is seen of a sync at one moment.
///
/// @param runs that carry it out, whoever made them
record SyncObservation(Instant now, DatabaseSync sync, List<DatabaseSyncRun> runs) {
  SyncStatus status() {
    return sync.getStatus() == null ? SyncStatus.NONE : sync.getStatus();
  }

  ResourceName name() {
    return ResourceName.of(sync);
  }

  /// The run that has not ended, the oldest first.
  Optional<DatabaseSyncRun> active() {
    return runs.stream()
        .filter(run -> !hasEnded(run))
        .min(Comparator.comparing(run -> run.getMetadata().getCreationTimestamp()));
  }

  /// Those that have ended, newest first.
  List<DatabaseSyncRun> ended() {
    return runs.stream()
        .filter(SyncObservation::hasEnded)
        .sorted(
            Comparator.<DatabaseSyncRun, String>comparing(
                    run -> String.valueOf(run.getStatus().completionTime()))
                .reversed())
        .toList();
  }

  static boolean hasEnded(DatabaseSyncRun run) {
    return run.getStatus() != null && run.getStatus().hasEnded();
  }
}
