package io.multiboard.sync.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.multiboard.sync.manifest.ConnectionSpec;
import io.multiboard.sync.manifest.DatabaseConnection;
import io.multiboard.sync.manifest.DatabaseSync;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import io.multiboard.sync.manifest.RunStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The resources that a run reads when it starts, and that do not move it. Thread-safe.
final class Neighbours {
  private record Sources(
      Optional<InformerEventSource<DatabaseSync, DatabaseSyncRun>> syncs,
      Optional<InformerEventSource<DatabaseConnection, DatabaseSyncRun>> connections) {}

  private volatile Sources sources = new Sources(Optional.empty(), Optional.empty());

  List<EventSource<?, DatabaseSyncRun>> sources(EventSourceContext<DatabaseSyncRun> context) {
    var syncs = known(DatabaseSync.class, "syncs", context);
    var connections = known(DatabaseConnection.class, "connections", context);
    sources = new Sources(Optional.of(syncs), Optional.of(connections));
    return List.of(syncs, connections);
  }

  private static <R extends HasMetadata> InformerEventSource<R, DatabaseSyncRun> known(
      Class<R> type, String name, EventSourceContext<DatabaseSyncRun> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(type, DatabaseSyncRun.class)
            .withName(name)
            .withSecondaryToPrimaryMapper(_ -> Set.of())
            .withNamespacesInheritedFromController()
            .build(),
        context);
  }

  /// All of the watched namespaces.
  List<DatabaseConnection> connections() {
    return sources.connections().map(cache -> cache.list(_ -> true).toList()).orElse(List.of());
  }

  /// The sync that a run carries out.
  Optional<DatabaseSync> syncOf(DatabaseSyncRun run) {
    return Optional.ofNullable(run.getSpec().syncName())
        .flatMap(name ->
            sources
                .syncs()
                .flatMap(
                    cache -> cache.get(new ResourceID(name, run.getMetadata().getNamespace()))));
  }

  /// The database that a run writes, as its connection names it: once it has started, as it was
  /// then.
  Optional<String> target(DatabaseSyncRun run) {
    return switch (run.getSpec().operation()) {
      case Sync, Import, Rollback ->
          resolved(run).map(Queue::address).or(() -> Queue.target(syncOf(run), this::connection));
      case Export, Plan, Check -> Optional.empty();
    };
  }

  private static Optional<ConnectionSpec> resolved(DatabaseSyncRun run) {
    return Optional.ofNullable(run.getStatus())
        .map(RunStatus::resolved)
        .map(resolved -> resolved.target())
        .map(target -> target.spec());
  }

  private Optional<DatabaseConnection> connection(ResourceName name) {
    return sources
        .connections()
        .flatMap(cache -> cache.get(new ResourceID(name.name(), name.namespace())));
  }
}
