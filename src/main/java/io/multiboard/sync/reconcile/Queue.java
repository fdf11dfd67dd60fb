package io.multiboard.sync.reconcile;

import io.multiboard.sync.manifest.ConnectionSpec;
import io.multiboard.sync.manifest.DatabaseConnection;
import io.multiboard.sync.manifest.DatabaseSync;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import io.multiboard.sync.manifest.RunSpec.Operation;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Lets runs go, in the order in which they were made: so many at a time, and one for each target.
/// Thread-safe: what it has let go counts before the cluster shows it.
final class Queue {
  private final int most;
  private final Function<DatabaseSyncRun, Optional<String>> targets;
  private final Set<String> letGo = new HashSet<>();

  /// @param most runs at a time
  /// @param targets the database that a run would write
  Queue(int most, Function<DatabaseSyncRun, Optional<String>> targets) {
    this.most = most;
    this.targets = targets;
  }

  /// The database that a run of a sync would write, as its connection names it.
  static Optional<String> target(
      Optional<DatabaseSync> sync,
      Function<ResourceName, Optional<DatabaseConnection>> connections) {
    return sync.flatMap(each ->
            Optional.ofNullable(each.getSpec().target())
                .map(
                    to -> new ResourceName(each.getMetadata().getNamespace(), to.connectionName())))
        .flatMap(connections)
        .map(DatabaseConnection::getSpec)
        .map(Queue::address);
  }

  static String address(ConnectionSpec spec) {
    return spec.host().toLowerCase(Locale.ROOT) + ":" + spec.port() + "/" + spec.database();
  }

  /// The place of a run among those that wait, from 1; 0 where it may go.
  synchronized int position(DatabaseSyncRun asking, List<DatabaseSyncRun> all) {
    if (asking.getSpec().operation() == Operation.Check || hasStarted(asking)) {
      return 0;
    }
    List<DatabaseSyncRun> open =
        all.stream()
            .filter(run -> !SyncObservation.hasEnded(run))
            .filter(run -> run.getSpec().operation() != Operation.Check)
            .toList();
    letGo.retainAll(open.stream().map(run -> run.getMetadata().getUid()).toList());
    List<DatabaseSyncRun> going = open.stream().filter(this::goes).toList();
    Set<String> busy = new HashSet<>();
    going.forEach(run -> targets.apply(run).ifPresent(busy::add));
    return place(asking, open, most - going.size(), busy);
  }

  private int place(
      DatabaseSyncRun asking, List<DatabaseSyncRun> open, int free, Set<String> busy) {
    List<DatabaseSyncRun> waiting =
        open.stream().filter(run -> !goes(run)).sorted(SyncObservation.FIRST_MADE).toList();
    int left = free;
    int position = 0;
    for (DatabaseSyncRun run : waiting) {
      Optional<String> target = targets.apply(run);
      boolean mayGo = left > 0 && target.filter(busy::contains).isEmpty();
      target.ifPresent(busy::add);
      boolean isIt = run.getMetadata().getUid().equals(asking.getMetadata().getUid());
      if (mayGo) {
        left--;
      } else {
        position++;
      }
      if (isIt) {
        if (mayGo) {
          letGo.add(run.getMetadata().getUid());
        }
        return mayGo ? 0 : position;
      }
    }
    return goes(asking) ? 0 : position + 1;
  }

  private boolean goes(DatabaseSyncRun run) {
    return hasStarted(run) || letGo.contains(run.getMetadata().getUid());
  }

  private static boolean hasStarted(DatabaseSyncRun run) {
    return run.getStatus() != null && run.getStatus().resolved() != null;
  }
}
