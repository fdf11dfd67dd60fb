package io.multiboard.sync.reconcile;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClientException;
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
import io.multiboard.sync.manifest.Conditions;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import io.multiboard.sync.manifest.RunStatus;
import io.multiboard.sync.order.Progress;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Follows runs from their making to their end. Thread-safe.
@ControllerConfiguration(name = "multiboard-sync-run", triggerReconcilerOnAllEvents = true)
public final class RunReconciler implements Reconciler<DatabaseSyncRun>, AutoCloseable {
  private static final int UNPROCESSABLE = 422;
  private static final Duration SOON = Duration.ofSeconds(1);

  /// Those that are ours: others of the resource are somebody else's.
  private static final Set<String> CONDITIONS =
      Set.of(
          "Reconciling",
          "Stalled",
          "Succeeded",
          "Planned",
          "Preflighted",
          "Exported",
          "Imported",
          "Verified",
          "Swapped",
          "RolledBack",
          "Cancelled");

  private final Cluster cluster;
  private final OperatorOptions options;
  private final Clock clock;
  private final WorkerVoices voices = new WorkerVoices();
  private final Pace pace = new Pace();
  private final SimpleInboundEventSource<DatabaseSyncRun> nudges =
      new SimpleInboundEventSource<>("nudges");
  private final ProgressPoll poll = new ProgressPoll(nudges::propagateEvent);
  private final Queue queue;
  private final Hold hold;
  private final Neighbours neighbours = new Neighbours();

  RunReconciler(Cluster cluster, OperatorOptions options, Clock clock) {
    this.cluster = cluster;
    this.options = options;
    this.clock = clock;
    hold = new Hold(cluster);
    queue = new Queue(options.maxConcurrentRuns(), neighbours::target);
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
    List<EventSource<?, DatabaseSyncRun>> sources = new ArrayList<>(List.of(jobs, pods, nudges));
    sources.addAll(neighbours.sources(context));
    return sources;
  }

  @Override
  public UpdateControl<DatabaseSyncRun> reconcile(
      DatabaseSyncRun run, Context<DatabaseSyncRun> context) {
    if (context.isPrimaryResourceDeleted()) {
      return UpdateControl.noUpdate();
    }
    RunObservation seen = observe(run, context);
    if (run.isMarkedForDeletion()) {
      hold.leave(seen);
      return UpdateControl.noUpdate();
    }
    RunPlan plan = RunPlanner.plan(seen);
    if (isStart(seen, plan) && cluster.hasStarted(seen.name())) {
      return UpdateControl.<DatabaseSyncRun>noUpdate().rescheduleAfter(SOON);
    }
    hold.keep(seen, plan);
    listen(seen, plan);
    return tell(seen, act(seen, plan));
  }

  private static boolean isStart(RunObservation seen, RunPlan plan) {
    return seen.status().resolved() == null && plan.status().resolved() != null;
  }

  /// What the API server does not allow is told, and tried again.
  private RunPlan act(RunObservation seen, RunPlan plan) {
    try {
      cluster.act(seen.run(), plan.decisions());
      return plan;
    } catch (KubernetesClientException refused) {
      return switch (refused.getCode()) {
        case HttpURLConnection.HTTP_FORBIDDEN ->
            RunPlanner.hindered(seen, plan, "Forbidden", text(refused));
        case HttpURLConnection.HTTP_CONFLICT ->
            RunPlanner.hindered(
                seen, plan, "AlreadyExists", text(refused) + ", and is no worker: remove it");
        case UNPROCESSABLE -> RunPlanner.hindered(seen, plan, "Invalid", text(refused));
        default -> throw refused;
      };
    }
  }

  private static String text(KubernetesClientException refused) {
    return Optional.ofNullable(refused.getStatus())
        .map(Status::getMessage)
        .orElseGet(() -> String.valueOf(refused.getMessage()));
  }

  private RunObservation observe(DatabaseSyncRun run, Context<DatabaseSyncRun> context) {
    Instant now = clock.instant();
    List<Pod> pods = List.copyOf(context.getSecondaryResources(Pod.class));
    List<Job> jobs =
        context.getSecondaryResources(Job.class).stream().filter(job -> belongs(job, run)).toList();
    List<Job> known = Stream.concat(jobs.stream(), unseen(run, jobs)).toList();
    String uid = run.getMetadata().getUid();
    Stream<WorkerSeen> there =
        known.stream()
            .map(job ->
                WorkerSight.of(
                    job, podsOf(job, uid, pods), voices.of(uid, ResourceName.of(job)), now));
    List<WorkerSeen> workers = Stream.concat(there, heard(run, known)).toList();
    List<DatabaseSyncRun> runs = context.getPrimaryCache().list(_ -> true).toList();
    return new RunObservation(
        now,
        run,
        neighbours.syncOf(run),
        neighbours.connections(),
        queue.position(run, runs),
        workers,
        progress(workers),
        options);
  }

  /// Jobs that the status knows to be at work, and that no watch shows: their labels may be gone,
  /// or the watch be late.
  private Stream<Job> unseen(DatabaseSyncRun run, List<Job> jobs) {
    RunStatus status = run.getStatus();
    return status == null
        ? Stream.empty()
        : status.attempts().stream()
            .filter(told -> told.succeeded() == null)
            .filter(told ->
                jobs.stream().noneMatch(job -> job.getMetadata().getName().equals(told.jobName())))
            .flatMap(told -> cluster.jobs().find(run, told).stream());
  }

  /// Workers whose Jobs went before what they had said stood in the status.
  private Stream<WorkerSeen> heard(DatabaseSyncRun run, List<Job> known) {
    RunStatus status = run.getStatus();
    String namespace = run.getMetadata().getNamespace();
    List<ResourceName> jobs = known.stream().map(ResourceName::of).toList();
    return status == null
        ? Stream.empty()
        : status.attempts().stream()
            .filter(told -> !jobs.contains(Attempts.job(namespace, told)))
            .flatMap(told ->
                voices
                    .of(run.getMetadata().getUid(), Attempts.job(namespace, told))
                    .map(said -> Attempts.heard(namespace, told, said))
                    .stream());
  }

  private Map<String, Progress> progress(List<WorkerSeen> workers) {
    Map<String, Progress> all = new HashMap<>();
    for (WorkerSeen worker : workers) {
      poll.told(worker.job().toString()).ifPresent(told -> all.put(worker.job().name(), told));
    }
    return all;
  }

  private static boolean belongs(Job job, DatabaseSyncRun run) {
    return run.getMetadata().getUid().equals(job.getMetadata().getLabels().get(Marks.RUN_UID));
  }

  private static List<Pod> podsOf(Job job, String run, List<Pod> pods) {
    ResourceName name = ResourceName.of(job);
    return pods.stream().filter(pod -> WorkerVoices.isOf(pod, run, name)).toList();
  }

  /// Asks the workers that are at work.
  private void listen(RunObservation seen, RunPlan plan) {
    ResourceID id = ResourceID.fromResource(seen.run());
    boolean ended = seen.status().hasEnded() && plan.decisions().isEmpty();
    for (WorkerSeen worker : seen.workers()) {
      String job = worker.job().toString();
      if (ended) {
        poll.forget(job);
        voices.forget(seen.run().getMetadata().getUid(), worker.job());
      } else {
        worker
            .address()
            .ifPresentOrElse(address -> poll.watch(job, address, id), () -> poll.leave(job));
      }
    }
  }

  private UpdateControl<DatabaseSyncRun> tell(RunObservation seen, RunPlan plan) {
    RunStatus status = plan.status();
    return pace.tell(
        new Pace.News<>(
            seen.run(),
            new DatabaseSyncRun(),
            Optional.of(status)
                .filter(each -> !each.equals(seen.status()))
                .map(each -> each.with(Conditions.only(each.conditions(), CONDITIONS)))),
        plan.wake());
  }

  @Override
  public void close() {
    poll.close();
  }
}
