package io.multiboard.sync.reconcile;

import io.multiboard.sync.manifest.ConnectionStatus;
import io.multiboard.sync.manifest.Resolved;
import io.multiboard.sync.manifest.Resolved.Endpoint;
import io.multiboard.sync.manifest.RunStatus.TargetState;
import io.multiboard.sync.manifest.Stage;
import io.multiboard.sync.order.Assignment;
import io.multiboard.sync.order.DatabaseIdentity;
import io.multiboard.sync.order.DoneMark;
import io.multiboard.sync.order.Protection;
import io.multiboard.sync.order.Report;
import io.multiboard.sync.order.Role;
import io.multiboard.sync.order.WorkOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which workers a run needs, and what each of them is told. Pure.
record Tasks(RunObservation seen, Resolved resolved, List<WorkerSeen> attempts) {
  private static final long SPARE_SECONDS = 120;

  /// What is looked at before a target is written: the source, all that is production, and the
  /// target itself where it may remember the trigger.
  List<Task> checks() {
    boolean writes =
        switch (seen.run().getSpec().operation()) {
          case Sync, Import, Rollback -> resolved.target() != null;
          case Export, Plan, Check -> false;
        };
    if (!writes) {
      return List.of();
    }
    Stream<Endpoint> others =
        Stream.concat(Stream.ofNullable(resolved.source()), resolved.production().stream());
    boolean asks = resolved.trigger() != null && resolved.firstRun();
    Stream<Endpoint> target = asks ? Stream.ofNullable(resolved.target()) : Stream.empty();
    return Stream.concat(others, target).map(each -> task(Role.CHECK, each)).toList();
  }

  /// Whether the run fails where a check does.
  boolean isNeeded(Task check) {
    return check.endpoint().equals(resolved.source()) || check.endpoint().equals(resolved.target());
  }

  Optional<Task> targetCheck() {
    return checks().stream().filter(each -> each.endpoint().equals(resolved.target())).findFirst();
  }

  /// What the run is for.
  List<Task> work() {
    List<Task> work = new ArrayList<>();
    switch (seen.run().getSpec().operation()) {
      case Sync -> {
        add(work, Role.EXPORT, resolved.source());
        add(work, Role.IMPORT, resolved.target());
      }
      case Export -> add(work, Role.EXPORT, resolved.source());
      case Import -> add(work, Role.IMPORT, resolved.target());
      case Rollback -> add(work, Role.ROLLBACK, resolved.target());
      case Check -> add(work, Role.CHECK, resolved.source());
      case Plan -> {
        add(work, Role.PLAN, resolved.source());
        add(work, Role.PLAN, resolved.target());
      }
    }
    return work;
  }

  private void add(List<Task> work, Role role, @Nullable Endpoint endpoint) {
    if (endpoint != null) {
      work.add(task(role, endpoint));
    }
  }

  private Task task(Role role, Endpoint endpoint) {
    return new Task(role, endpoint, attempts);
  }

  Stage stage() {
    return switch (seen.run().getSpec().operation()) {
      case Sync, Export -> resolved.source() == null ? Stage.Importing : Stage.Copying;
      case Import -> Stage.Importing;
      case Rollback -> Stage.RollingBack;
      case Plan -> Stage.Planning;
      case Check -> Stage.Checking;
    };
  }

  /// An import needs an export that goes on or is done; a target's plan needs the source's.
  boolean mayStart(Task task, List<Task> work) {
    return switch (task.role()) {
      case IMPORT ->
          exportOf(work).map(Tasks::goesOnOrIsDone).orElse(true) || exportStartsNow(work);
      case PLAN ->
          work.getFirst().connection().equals(task.connection())
              || work.getFirst().latest().filter(Tasks::isDone).isPresent();
      case EXPORT -> work.stream().noneMatch(each -> each.role() == Role.IMPORT && isLive(each));
      case CHECK, ROLLBACK, CLEANUP -> true;
    };
  }

  private boolean exportStartsNow(List<Task> work) {
    return exportOf(work)
        .filter(task -> task.state(seen.now(), resolved.backoffLimit()) instanceof Task.State.Due)
        .isPresent();
  }

  private static boolean isLive(Task task) {
    return task.latest().filter(WorkerSeen::isLive).isPresent();
  }

  private static boolean goesOnOrIsDone(Task export) {
    return export.latest().filter(worker -> worker.isLive() || isDone(worker)).isPresent();
  }

  private static boolean isDone(WorkerSeen worker) {
    return worker.state() instanceof WorkerState.Succeeded;
  }

  private static Optional<Task> exportOf(List<Task> work) {
    return work.stream().filter(task -> task.role() == Role.EXPORT).findFirst();
  }

  /// Whether a worker follows an export that has failed.
  boolean followsIntoNothing(Task task, List<Task> work) {
    return task.role() == Role.IMPORT
        && exportOf(work).filter(export -> !goesOnOrIsDone(export)).isPresent();
  }

  WorkerJob worker(Task task, int attempt) {
    boolean storage = task.role() != Role.CHECK && task.role() != Role.ROLLBACK;
    ResourceName job =
        new ResourceName(
            task.role() == Role.CHECK ? task.endpoint().namespace() : seen.name().namespace(),
            ResourceName.job(seen.name().name(), task.role(), task.connection(), attempt));
    return new WorkerJob(
        job,
        order(task, attempt),
        task.endpoint(),
        Optional.ofNullable(resolved.claimName()).filter(_ -> storage),
        resolved.worker(),
        Optional.ofNullable(resolved.deadline()).map(this::secondsUntil));
  }

  /// The operator ends it in time; should it be away, the cluster does, a little later.
  private long secondsUntil(String deadline) {
    long seconds = Duration.between(seen.now(), Instant.parse(deadline)).toSeconds();
    return Math.max(1, seconds) + SPARE_SECONDS;
  }

  private WorkOrder order(Task task, int attempt) {
    Assignment assignment =
        new Assignment(
            seen.name().namespace(), subject(), seen.name().name(), seen.runId(), attempt);
    var access = Orders.access(task.endpoint());
    return switch (task.role()) {
      case EXPORT ->
          new WorkOrder.Export(
              assignment,
              access,
              Orders.place(path()),
              Orders.choices(resolved),
              Orders.retention(resolved.retention()));
      case IMPORT ->
          new WorkOrder.Import(
              assignment,
              access,
              Orders.place(path()),
              resolved.source() != null,
              Orders.choices(resolved.load(), resolved.verify()),
              protection(),
              Optional.ofNullable(resolved.trigger())
                  .map(trigger -> DoneMark.of(seen.name().namespace(), subject(), trigger)));
      case CHECK -> new WorkOrder.Check(assignment, access);
      case PLAN ->
          new WorkOrder.Plan(
              assignment,
              task.endpoint().equals(resolved.source())
                  ? WorkOrder.Plan.Side.Source
                  : WorkOrder.Plan.Side.Target,
              access,
              Orders.place(path()),
              Orders.choices(resolved),
              Orders.choices(resolved.load(), resolved.verify()),
              protection());
      case ROLLBACK ->
          new WorkOrder.Rollback(
              assignment, access, Orders.keepPrevious(resolved.load()), protection());
      case CLEANUP ->
          new WorkOrder.Cleanup(
              assignment,
              Optional.of(access),
              Optional.empty(),
              Orders.retention(resolved.retention()));
    };
  }

  private String path() {
    String path = resolved.archivePath();
    return path == null
        ? seen.name().namespace() + "_" + subject() + "/" + seen.name().name()
        : path;
  }

  /// What the workers call the thing that the run is about.
  String subject() {
    String sync = seen.run().getSpec().syncName();
    return sync == null ? String.valueOf(seen.run().getSpec().connectionName()) : sync;
  }

  private Protection protection() {
    List<Protection.Other> others = new ArrayList<>();
    if (resolved.source() != null) {
      others.add(other(resolved.source(), Protection.Kind.Source));
    }
    resolved.production().forEach(each -> others.add(other(each, Protection.Kind.Production)));
    return new Protection(others, resolved.physicalCopy());
  }

  private Protection.Other other(Endpoint endpoint, Protection.Kind kind) {
    Optional<DatabaseIdentity> identity =
        task(Role.CHECK, endpoint)
            .outcome()
            .flatMap(said -> said.report().database())
            .flatMap(Report.Database::identity);
    Optional<String> lastKnown =
        seen.connection(new ResourceName(endpoint.namespace(), endpoint.connectionName()))
            .map(connection -> connection.getStatus())
            .map(ConnectionStatus::identity)
            .map(ConnectionStatus.Identity::systemIdentifier);
    return new Protection.Other(endpoint.connectionName(), kind, identity, lastKnown);
  }

  /// What became of the target, or null where nobody knows.
  @Nullable TargetState fate() {
    Optional<WorkerSeen> writer =
        attempts.stream()
            .filter(each -> each.role() == Role.IMPORT || each.role() == Role.ROLLBACK)
            .reduce((_, later) -> later);
    if (writer.isEmpty()) {
      return TargetState.Untouched;
    }
    return writer
        .flatMap(WorkerSeen::outcome)
        .map(said -> said.report().target())
        .map(Tasks::state)
        .orElse(null);
  }

  private static @Nullable TargetState state(Report.Fate fate) {
    return switch (fate) {
      case Untouched -> TargetState.Untouched;
      case RolledBack -> TargetState.RolledBack;
      case Swapped -> TargetState.Swapped;
      case Unknown -> null;
    };
  }
}
