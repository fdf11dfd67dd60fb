package io.multiboard.sync.reconcile;

import io.multiboard.sync.manifest.Api;
import java.util.List;

/// The finalizer of runs. The cluster's garbage collector removes the workers of a run that goes,
/// but for those in other namespaces: while there are such, and only then, a run is held until they
/// were told to end. It lets go at once, so a namespace that is going is never held up.
/// Thread-safe.
record Hold(Cluster cluster) {
  static final String FINALIZER = Api.GROUP + "/workers";

  /// Before workers in other namespaces are made the run is held; when they have ended it is not.
  void keep(RunObservation seen, RunPlan plan) {
    String own = seen.name().namespace();
    boolean starts =
        plan.decisions().stream()
            .anyMatch(decision ->
                decision instanceof Decision.StartWorker start
                    && !start.job().job().namespace().equals(own));
    boolean needed = starts || !outside(seen).isEmpty();
    if (needed && !seen.run().hasFinalizer(FINALIZER)) {
      cluster.hold(seen.run(), FINALIZER);
    } else if (!needed && seen.run().hasFinalizer(FINALIZER)) {
      cluster.letGo(seen.run(), FINALIZER);
    }
  }

  /// The run is going.
  void leave(RunObservation seen) {
    if (seen.run().hasFinalizer(FINALIZER)) {
      cluster.act(
          seen.run(),
          outside(seen).stream()
              .<Decision>map(worker -> new Decision.EndWorker(worker.job()))
              .toList());
      cluster.letGo(seen.run(), FINALIZER);
    }
  }

  private static List<WorkerSeen> outside(RunObservation seen) {
    return seen.workers().stream()
        .filter(worker -> !worker.job().namespace().equals(seen.name().namespace()))
        .filter(WorkerSeen::isLive)
        .toList();
  }
}
