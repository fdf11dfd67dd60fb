package io.multiboard.sync.reconcile;

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
import io.multiboard.sync.manifest.DatabaseSync;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes runs when they are due, and says how fresh a copy is. Thread-safe.
@ControllerConfiguration(name = "multiboard-sync")
public final class SyncReconciler implements Reconciler<DatabaseSync> {
  /// Those that are ours: others of the resource are somebody else's.
  private static final Set<String> CONDITIONS =
      Set.of("Ready", "Reconciling", "Stalled", "Suspended", "LastRunSucceeded");

  private final Cluster cluster;
  private final Clock clock;
  private final Pace pace = new Pace();

  SyncReconciler(Cluster cluster, Clock clock) {
    this.cluster = cluster;
    this.clock = clock;
  }

  @Override
  public List<EventSource<?, DatabaseSync>> prepareEventSources(
      EventSourceContext<DatabaseSync> context) {
    return List.of(
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(DatabaseSyncRun.class, DatabaseSync.class)
                .withName("runs")
                .withSecondaryToPrimaryMapper(SyncReconciler::syncOf)
                .withNamespacesInheritedFromController()
                .build(),
            context));
  }

  private static Set<ResourceID> syncOf(DatabaseSyncRun run) {
    return Optional.ofNullable(run.getSpec().syncName())
        .map(name -> Set.of(new ResourceID(name, run.getMetadata().getNamespace())))
        .orElse(Set.of());
  }

  @Override
  public UpdateControl<DatabaseSync> reconcile(DatabaseSync sync, Context<DatabaseSync> context) {
    SyncObservation seen =
        new SyncObservation(
            clock.instant(),
            sync,
            List.copyOf(context.getSecondaryResources(DatabaseSyncRun.class)));
    SyncPlan plan = SyncPlanner.plan(seen);
    cluster.act(sync, plan.decisions());
    return tell(seen, plan);
  }

  private UpdateControl<DatabaseSync> tell(SyncObservation seen, SyncPlan plan) {
    return pace.tell(
        new Pace.News<>(
            seen.sync(),
            new DatabaseSync(),
            Optional.of(plan.status())
                .filter(each -> !each.equals(seen.status()))
                .map(each -> each.with(Conditions.only(each.conditions(), CONDITIONS)))),
        plan.wake());
  }
}
