package io.multiboard.sync.reconcile;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.multiboard.sync.manifest.Conditions;
import io.multiboard.sync.manifest.DatabaseConnection;
import io.multiboard.sync.manifest.DatabaseSync;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import io.multiboard.sync.manifest.RunSpec;
import io.multiboard.sync.manifest.RunSpec.Operation;
import io.multiboard.sync.manifest.Stage;
import io.multiboard.sync.order.Outcome;
import io.multiboard.sync.order.RunId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/// The operator's planners over resources that are in this process alone. Used by one thread.
///
/// Where there are runs, they alone are carried out, and syncs and connections are what they speak
/// of. Else each sync is carried out once: one with a trigger as in a cluster, so that a target
/// that remembers it is left alone, one with a schedule now. Else the connections are checked.
public final class Standalone {
  private static final DateTimeFormatter ORDERED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final Clock clock;
  private final OperatorOptions options;
  private final List<DatabaseConnection> connections;
  private final List<DatabaseSync> syncs;
  private final List<DatabaseSyncRun> runs = new ArrayList<>();
  private final Workers workers;
  private final Consumer<String> people;
  private final Set<String> told = new HashSet<>();
  private final Queue queue;
  private final Instant beginning;

  /// @param people hear what happens
  public Standalone(
      Clock clock,
      OperatorOptions options,
      List<DatabaseConnection> connections,
      List<DatabaseSync> syncs,
      Workers workers,
      Consumer<String> people) {
    this.clock = clock;
    this.options = options;
    this.connections = List.copyOf(connections);
    this.syncs = List.copyOf(syncs);
    this.workers = workers;
    this.people = people;
    this.queue = new Queue(options.maxConcurrentRuns(), this::target);
    this.beginning = clock.instant();
    this.connections.forEach(this::enter);
    this.syncs.forEach(this::enter);
  }

  /// As a server does with a new resource.
  private void enter(HasMetadata resource) {
    ObjectMeta metadata = resource.getMetadata();
    if (metadata.getUid() == null) {
      metadata.setUid(UUID.randomUUID().toString());
      metadata.setGeneration(1L);
      metadata.setCreationTimestamp(ORDERED.format(beginning.plusNanos(runs.size())));
    }
  }

  /// Makes the runs that are asked for.
  public void begin(List<DatabaseSyncRun> written) {
    if (!written.isEmpty()) {
      written.forEach(this::begin);
    } else if (!syncs.isEmpty()) {
      syncs.forEach(this::begin);
    } else {
      connections.forEach(connection -> act(connection, plan(connection).decisions()));
    }
  }

  /// Under a name of its own each time, so that it is never taken for a former one.
  private void begin(DatabaseSyncRun run) {
    hold(run);
    String subject = run.getSpec().syncName();
    String about = subject == null ? run.getMetadata().getName() : subject;
    run.getMetadata().setName(RunId.ofRun(run.getMetadata().getUid()).runName(about));
  }

  /// Takes a run as it is.
  void hold(DatabaseSyncRun run) {
    enter(run);
    runs.add(run);
  }

  private void begin(DatabaseSync sync) {
    SyncPlan plan = plan(sync);
    act(sync, plan.decisions());
    if (sync.getSpec().trigger() == null && !sync.getSpec().suspend()) {
      RunSpec spec =
          new RunSpec(sync.getMetadata().getName(), null, Operation.Sync, null, null, null, false);
      DatabaseSyncRun now = new DatabaseSyncRun();
      now.getMetadata().setNamespace(sync.getMetadata().getNamespace());
      now.setSpec(spec);
      begin(now);
    }
  }

  /// Looks at all runs once, has done what is due, and notes how they stand.
  ///
  /// @return how long nothing is to be done unless a worker ends; empty when all runs have ended
  public Optional<Duration> step() {
    Optional<Duration> wake = Optional.empty();
    for (DatabaseSyncRun run : List.copyOf(runs)) {
      if (!SyncObservation.hasEnded(run)) {
        RunPlan plan = plan(run);
        act(run, plan.decisions());
        run.setStatus(plan.status());
        tellRetry(run);
        Duration next = plan.wake().orElse(Duration.ZERO);
        wake = Optional.of(wake.filter(other -> other.compareTo(next) < 0).orElse(next));
      }
    }
    return wake;
  }

  /// A cluster shows it on the resource.
  private void tellRetry(DatabaseSyncRun run) {
    if (run.getStatus().stage() == Stage.BackingOff) {
      Conditions.find(run.getStatus().conditions(), "Reconciling")
          .filter(condition -> told.add(condition.message()))
          .ifPresent(condition -> people.accept(condition.message()));
    }
  }

  /// Cancels all runs that have not ended: they do when their workers have.
  public void cancel() {
    runs.stream().filter(run -> !SyncObservation.hasEnded(run)).forEach(Standalone::cancel);
  }

  private static void cancel(DatabaseSyncRun run) {
    RunSpec spec = run.getSpec();
    run.setSpec(
        new RunSpec(
            spec.syncName(),
            spec.connectionName(),
            spec.operation(),
            spec.archiveName(),
            spec.retryOf(),
            spec.rollbackOf(),
            true));
  }

  /// All runs, those that wait, go on and have ended.
  public List<DatabaseSyncRun> runs() {
    return List.copyOf(runs);
  }

  RunPlan plan(DatabaseSyncRun run) {
    return RunPlanner.plan(
        new RunObservation(
            clock.instant(),
            run,
            sync(run),
            connections,
            queue.position(run, runs),
            workers.of(ResourceName.of(run)),
            workers.progress(),
            options));
  }

  SyncPlan plan(DatabaseSync sync) {
    List<DatabaseSyncRun> own =
        runs.stream().filter(run -> sync(run).filter(sync::equals).isPresent()).toList();
    return SyncPlanner.plan(new SyncObservation(clock.instant(), sync, own));
  }

  ConnectionPlanner.Plan plan(DatabaseConnection connection) {
    ResourceName name = ResourceName.of(connection);
    List<DatabaseSyncRun> checks =
        runs.stream().filter(run -> connection(run).filter(name::equals).isPresent()).toList();
    List<Outcome> said =
        runs.stream()
            .flatMap(run -> workers.of(ResourceName.of(run)).stream())
            .filter(worker -> worker.connection().equals(name))
            .flatMap(worker -> worker.outcome().stream())
            .toList();
    return ConnectionPlanner.plan(
        new ConnectionObservation(clock.instant(), connection, checks, said));
  }

  private Optional<DatabaseSync> sync(DatabaseSyncRun run) {
    ResourceName name =
        new ResourceName(
            run.getMetadata().getNamespace(), String.valueOf(run.getSpec().syncName()));
    return syncs.stream().filter(each -> ResourceName.of(each).equals(name)).findFirst();
  }

  private static Optional<ResourceName> connection(DatabaseSyncRun run) {
    return Optional.ofNullable(run.getSpec().connectionName())
        .map(name -> new ResourceName(run.getMetadata().getNamespace(), name));
  }

  private Optional<String> target(DatabaseSyncRun run) {
    return Queue.target(
        sync(run),
        name -> connections.stream().filter(each -> ResourceName.of(each).equals(name)).findAny());
  }

  private void act(HasMetadata about, List<Decision> decisions) {
    decisions.forEach(decision -> act(about, decision));
  }

  private void act(HasMetadata about, Decision decision) {
    switch (decision) {
      case Decision.StartWorker start -> {
        if (about instanceof DatabaseSyncRun run) {
          workers.start(run, start.job());
        }
      }
      case Decision.EndWorker end -> workers.end(end.job());
      case Decision.CreateRun create -> create(create);
      case Decision.CancelRun cancel ->
          runs.stream()
              .filter(run -> ResourceName.of(run).equals(cancel.run()))
              .forEach(Standalone::cancel);
      // Nothing outlives the process, which tells all of its runs at its end.
      case Decision.RemoveRun _ -> {}
      case Decision.Tell tell -> {
        String what = String.join("/", about.getMetadata().getName(), tell.about(), tell.message());
        if (told.add(what)) {
          people.accept(tell.message());
        }
      }
    }
  }

  private void create(Decision.CreateRun create) {
    DatabaseSyncRun run = new DatabaseSyncRun();
    run.getMetadata().setNamespace(create.run().namespace());
    run.getMetadata().setName(create.run().name());
    run.getMetadata().setAnnotations(Map.copyOf(create.annotations()));
    run.setSpec(create.spec());
    hold(run);
  }
}
