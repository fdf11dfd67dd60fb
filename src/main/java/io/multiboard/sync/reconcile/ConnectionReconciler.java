package io.multiboard.sync.reconcile;

import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.multiboard.sync.manifest.Conditions;
import io.multiboard.sync.manifest.DatabaseConnection;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import io.multiboard.sync.order.Outcome;
import io.multiboard.sync.order.Role;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Has connections checked when they change, and says what checks have found. Thread-safe.
@ControllerConfiguration(name = "multiboard-sync-connection")
public final class ConnectionReconciler implements Reconciler<DatabaseConnection> {
  private static final Set<String> CONDITIONS = Set.of("Ready", "Reconciling", "Stalled");

  private final Cluster cluster;
  private final Clock clock;
  private final Pace pace = new Pace();

  ConnectionReconciler(Cluster cluster, Clock clock) {
    this.cluster = cluster;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, DatabaseConnection>> prepareEventSources(
      EventSourceContext<DatabaseConnection> context) {
    return List.of(
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(DatabaseSyncRun.class, DatabaseConnection.class)
                .withName("checks")
                .withSecondaryToPrimaryMapper(ConnectionReconciler::connectionOf)
                .withNamespacesInheritedFromController()
                .build(),
            context),
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(Pod.class, DatabaseConnection.class)
                .withName("checkers")
                .withLabelSelector(
                    Marks.WORKER_SELECTOR
                        + ",%s in (%s,%s)"
                            .formatted(Marks.ROLE, Role.CHECK.text(), Role.IMPORT.text()))
                .withSecondaryToPrimaryMapper(Marks::connectionOf)
                .withNamespacesInheritedFromController()
                .build(),
            context));
  }

  private static Set<ResourceID> connectionOf(DatabaseSyncRun run) {
    return Optional.ofNullable(run.getSpec().connectionName())
        .map(name -> Set.of(new ResourceID(name, run.getMetadata().getNamespace())))
        .orElse(Set.of());
  }

  @Override
  public UpdateControl<DatabaseConnection> reconcile(
      DatabaseConnection connection, Context<DatabaseConnection> context) {
    List<Outcome> checks =
        context.getSecondaryResources(Pod.class).stream()
            .flatMap(pod -> WorkerSight.outcome(pod).stream())
            .toList();
    ConnectionObservation seen =
        new ConnectionObservation(
            clock.instant(),
            connection,
            List.copyOf(context.getSecondaryResources(DatabaseSyncRun.class)),
            checks);
    ConnectionPlanner.Plan plan = ConnectionPlanner.plan(seen);
    cluster.act(connection, plan.decisions());
    return pace.tell(
        new Pace.News<>(
            connection,
            new DatabaseConnection(),
            Optional.of(plan.status())
                .filter(each -> !each.equals(seen.status()))
                .map(each -> each.with(Conditions.only(each.conditions(), CONDITIONS)))),
        Optional.empty());
  }
}
