package io.multiboard.sync.reconcile;

import io.multiboard.sync.manifest.DatabaseSync;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import io.multiboard.sync.manifest.RunSpec.Operation;
import io.multiboard.sync.manifest.SyncStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// All that is seen of a sync at one moment.
///
/// @param runs that carry it out, whoever made them
record SyncObservation(Instant now, DatabaseSync sync, List<DatabaseSyncRun> runs) {
  /// Runs that have ended. Times are whole seconds: names tell those of one second apart.
  static final Comparator<DatabaseSyncRun> LATEST_FIRST =
      Comparator.<DatabaseSyncRun, String>comparing(
              run -> String.valueOf(run.getStatus().completionTime()))
          .thenComparing(run -> run.getMetadata().getName())
          .reversed();

  /// In which runs go.
  static final Comparator<DatabaseSyncRun> FIRST_MADE =
      Comparator.<DatabaseSyncRun, String>comparing(
              run -> String.valueOf(run.getMetadata().getCreationTimestamp()))
          .thenComparing(run -> ResourceName.of(run).toString());

  SyncStatus status() {
    return sync.getStatus() == null ? SyncStatus.NONE : sync.getStatus();
  }

  ResourceName name() {
    return ResourceName.of(sync);
  }

  /// The run that moves data and has not ended, the oldest first. A plan stands in nobody's way.
  Optional<DatabaseSyncRun> active() {
    return runs.stream()
        .filter(run -> !hasEnded(run))
        .filter(run -> run.getSpec().operation() != Operation.Plan)
        .min(FIRST_MADE);
  }

  /// Those that have ended, newest first.
  List<DatabaseSyncRun> ended() {
    return runs.stream().filter(SyncObservation::hasEnded).sorted(LATEST_FIRST).toList();
  }

  /// Whether a run does what the sync is there for: neither a plan nor a half of it does.
  boolean fulfils(DatabaseSyncRun run) {
    return switch (run.getSpec().operation()) {
      case Sync -> true;
      case Import -> sync.getSpec().target() != null;
      case Export -> sync.getSpec().target() == null;
      case Plan, Rollback, Check -> false;
    };
  }

  static boolean hasEnded(DatabaseSyncRun run) {
    return run.getStatus() != null && run.getStatus().hasEnded();
  }
}
