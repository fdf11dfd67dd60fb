package io.multiboard.sync.kubernetes;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import io.multiboard.sync.manifest.RunProgress;
import io.multiboard.sync.manifest.RunStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// Every status that the runs of a namespace had. Thread-safe.
final class Watched implements AutoCloseable {
  private final List<DatabaseSyncRun> seen = new CopyOnWriteArrayList<>();
  private final Watch watch;

  Watched(KubernetesClient client, String namespace) {
    watch =
        client
            .resources(DatabaseSyncRun.class)
            .inNamespace(namespace)
            .watch(
                new Watcher<>() {
                  @Override
                  public void eventReceived(Action action, DatabaseSyncRun run) {
                    seen.add(run);
                  }

                  @Override
                  public void onClose(WatcherException cause) {}
                });
  }

  /// The statuses that a run had, one after the other.
  List<RunStatus> statuses(String run) {
    List<RunStatus> all = new ArrayList<>();
    seen.stream()
        .filter(each -> each.getMetadata().getName().equals(run))
        .flatMap(each -> Optional.ofNullable(each.getStatus()).stream())
        .filter(status -> all.isEmpty() || !status.equals(all.getLast()))
        .forEach(all::add);
    return all;
  }

  /// How many of some runs had begun and not ended, at most.
  int mostAtOnce(List<String> runs) {
    Set<String> going = new HashSet<>();
    int most = 0;
    for (DatabaseSyncRun run : seen) {
      if (State.ended(run)) {
        going.remove(run.getMetadata().getName());
      } else if (State.started(run) && runs.contains(run.getMetadata().getName())) {
        going.add(run.getMetadata().getName());
      }
      most = Math.max(most, going.size());
    }
    return most;
  }

  /// The percents of a run within each of its attempts, in order.
  List<List<Integer>> percents(String run) {
    List<RunStatus> statuses =
        statuses(run).stream().filter(status -> status.progress() != null).toList();
    List<Integer> attempts = statuses.stream().map(Watched::tries).distinct().toList();
    return attempts.stream()
        .map(attempt ->
            statuses.stream()
                .filter(status -> tries(status) == attempt)
                .flatMap(status -> Optional.ofNullable(status.progress()).stream())
                .map(RunProgress::percent)
                .toList())
        .toList();
  }

  private static int tries(RunStatus status) {
    return status.attempts().stream().mapToInt(attempt -> attempt.number()).max().orElse(0);
  }

  /// The latest that is known of a run.
  List<DatabaseSyncRun> all() {
    return List.copyOf(seen);
  }

  @Override
  public void close() {
    watch.close();
  }
}
