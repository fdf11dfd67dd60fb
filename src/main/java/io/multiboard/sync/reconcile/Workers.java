package io.multiboard.sync.reconcile;

import io.multiboard.sync.manifest.DatabaseSyncRun;
import io.multiboard.sync.order.Progress;
import java.util.List;
import java.util.Map;

/// Who carries out orders where there is no cluster. Called by one thread.
public interface Workers {
  /// Has an order carried out.
  void start(DatabaseSyncRun run, WorkerJob job);

  /// Tells a worker to end; telling it again changes nothing.
  void end(ResourceName job);

  /// The workers of a run, at work and ended.
  List<WorkerSeen> of(ResourceName run);

  /// What those at work say, by the names of their jobs.
  Map<String, Progress> progress();
}
