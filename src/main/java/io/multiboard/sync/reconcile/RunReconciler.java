package io.multiboard.sync.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.multiboard.sync.manifest.DatabaseConnection;
import io.multiboard.sync.manifest.DatabaseSync;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import io.multiboard.sync.manifest.RunStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Follows runs from their making to their end. Thread-safe.
@ControllerConfiguration(name = "multiboard-sync-run")
public final class RunReconciler implements Reconciler<DatabaseSyncRun>, AutoCloseable {
  private final Cluster cluster;
  private final OperatorOptions options;
  private final Clock clock;
  private final WorkerVoices voices = new WorkerVoices();
  private final Pace pace = new Pace();
  private final SimpleInboundEventSource<DatabaseSyncRun> nudges =
      new SimpleInboundEventSource<>("nudges");
  private final ProgressPoll poll = new ProgressPoll(nudges::propagateEvent);
  private final Queue queue;
  private volatile Sources sources = new Sources(List.of(), Optional.empty(), Optional.empty());

  /// What is known of other resources.
  private record Sources(
      List<EventSource<?, DatabaseSyncRun>> all,
      Optional<InformerEventSource<DatabaseSync, DatabaseSyncRun>> syncs,
      Optional<InformerEventSource<DatabaseConnection, DatabaseSyncRun>> connections) {}

  RunReconciler(Cluster cluster, OperatorOptions options, Clock clock) {
    this.cluster = cluster;
    this.options = options;
    this.clock = clock;
    queue = new Queue(options.maxConcurrentRuns(), this::target);
  }

  @Override
  public List<EventSource<?, DatabaseSyncRun>> prepareEventSources(
      EventSourceContext<DatabaseSyncRun> context) {
    var jobs =
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(Job.class, DatabaseSyncRun.class)
                .withName("jobs")
                .withLabelSelector(Marks.WORKER_SELECTOR)
                .withSecondaryToPrimaryMapper(Marks::runOf)
                .withNamespacesInheritedFromController()
                .build(),
            context);
    var pods =
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(Pod.class, DatabaseSyncRun.class)
                .withName("pods")
                .withLabelSelector(Marks.WORKER_SELECTOR)
                .withSecondaryToPrimaryMapper(voices)
                .withNamespacesInheritedFromController()
                .build(),
            context);
    var syncs = known(DatabaseSync.class, "syncs", context);
    var connections = known(DatabaseConnection.class, "connections", context);
    sources =
        new Sources(
            List.of(jobs, pods, syncs, connections, nudges),
            Optional.of(syncs),
            Optional.of(connections));
    return sources.all();
  }

  /// Resources that a run reads when it starts, and that do not move it.
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

  @Override
  public UpdateControl<DatabaseSyncRun> reconcile(
      DatabaseSyncRun run, Context<DatabaseSyncRun> context) {
    RunObservation seen = observe(run, context);
    RunPlan plan = RunPlanner.plan(seen);
    cluster.act(run, plan.decisions());
    listen(seen, plan);
    return tell(seen, plan);
  }

  private RunObservation observe(DatabaseSyncRun run, Context<DatabaseSyncRun> context) {
    Instant now = clock.instant();
    Set<Pod> pods = context.getSecondaryResources(Pod.class);
    List<WorkerSeen> workers =
        context.getSecondaryResources(Job.class).stream()
            .filter(job -> belongs(job, run))
            .map(job -> see(job, pods, now))
            .toList();
    List<DatabaseSyncRun> runs = context.getPrimaryCache().list(_ -> true).toList();
    return new RunObservation(
        now,
        run,
        sync(run),
        sources.connections().map(cache -> cache.list(_ -> true).toList()).orElse(List.of()),
        queue.position(run, runs),
        workers,
        poll.told(),
        options);
  }

  private static boolean belongs(Job job, DatabaseSyncRun run) {
    return run.getMetadata().getUid().equals(job.getMetadata().getLabels().get(Marks.RUN_UID));
  }

  private WorkerSeen see(Job job, Set<Pod> pods, Instant now) {
    List<Pod> own =
        pods.stream()
            .filter(pod -> WorkerVoices.jobOf(pod).equals(job.getMetadata().getName()))
            .filter(
                pod -> pod.getMetadata().getNamespace().equals(job.getMetadata().getNamespace()))
            .toList();
    return WorkerSight.of(job, own, voices.of(ResourceName.of(job)), now);
  }

  private Optional<DatabaseSync> sync(DatabaseSyncRun run) {
    String name = run.getSpec().syncName();
    return name == null
        ? Optional.empty()
        : sources
            .syncs()
            .flatMap(cache -> cache.get(new ResourceID(name, run.getMetadata().getNamespace())));
  }

  /// The database that a run would write, as its connection names it.
  private Optional<String> target(DatabaseSyncRun run) {
    return Queue.target(
        sync(run),
        name ->
            sources
                .connections()
                .flatMap(cache -> cache.get(new ResourceID(name.name(), name.namespace()))));
  }

  /// Asks the workers that are at work, and wakes the runs that waited for one that has ended.
  private void listen(RunObservation seen, RunPlan plan) {
    ResourceID id = ResourceID.fromResource(seen.run());
    boolean ended = plan.status().hasEnded();
    for (WorkerSeen worker : seen.workers()) {
      String job = worker.job().name();
      if (ended) {
        poll.forget(job);
      } else {
        worker
            .address()
            .ifPresentOrElse(address -> poll.watch(job, address, id), () -> poll.leave(job));
      }
    }
  }

  private UpdateControl<DatabaseSyncRun> tell(RunObservation seen, RunPlan plan) {
    RunStatus status = plan.status();
    if (status.equals(seen.status())) {
      return reschedule(UpdateControl.noUpdate(), plan.wake());
    }
    String uid = seen.run().getMetadata().getUid();
    if (isProgressOnly(seen.status(), status)) {
      Optional<Duration> wait = pace.ask(uid, seen.now());
      if (wait.isPresent()) {
        return UpdateControl.<DatabaseSyncRun>noUpdate().rescheduleAfter(wait.get());
      }
    }
    pace.note(uid, seen.now());
    DatabaseSyncRun told = new DatabaseSyncRun();
    told.getMetadata().setNamespace(seen.name().namespace());
    told.getMetadata().setName(seen.name().name());
    told.setStatus(status);
    return reschedule(UpdateControl.patchStatus(told), plan.wake());
  }

  private static boolean isProgressOnly(RunStatus before, RunStatus now) {
    return before.conditions().equals(now.conditions())
        && before.stage() == now.stage()
        && before.attempts().equals(now.attempts());
  }

  private static UpdateControl<DatabaseSyncRun> reschedule(
      UpdateControl<DatabaseSyncRun> control, Optional<Duration> wake) {
    return wake.map(control::rescheduleAfter).orElse(control);
  }

  @Override
  public void close() {
    poll.close();
  }
}
