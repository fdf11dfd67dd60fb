package io.multiboard.sync.reconcile;

import io.multiboard.sync.manifest.DatabaseConnection;
import io.multiboard.sync.manifest.DatabaseSync;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import io.multiboard.sync.manifest.RunStatus;
import io.multiboard.sync.order.Progress;
import io.multiboard.sync.order.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that is seen of a run at one moment.
///
/// @param sync the one that it carries out
/// @param connections all of the watched namespaces
/// @param queuePosition 0 where it may go, else its place among those that wait
/// @param workers the Jobs that exist
/// @param progress what the workers said last, by Job name
record RunObservation(
    Instant now,
    DatabaseSyncRun run,
    Optional<DatabaseSync> sync,
    List<DatabaseConnection> connections,
    int queuePosition,
    List<WorkerSeen> workers,
    Map<String, Progress> progress,
    OperatorOptions options) {
  RunStatus status() {
    return run.getStatus() == null ? RunStatus.NONE : run.getStatus();
  }

  ResourceName name() {
    return ResourceName.of(run);
  }

  RunId runId() {
    String known = annotation(Marks.RUN_ID).orElse("");
    return known.isEmpty() ? RunId.ofRun(run.getMetadata().getUid()) : new RunId(known);
  }

  Optional<String> annotation(String key) {
    return Optional.ofNullable(run.getMetadata().getAnnotations()).map(all -> all.get(key));
  }

  Optional<DatabaseConnection> connection(ResourceName name) {
    return connections.stream().filter(each -> ResourceName.of(each).equals(name)).findFirst();
  }
}
