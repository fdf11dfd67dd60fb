package io.multiboard.sync.reconcile;

import io.multiboard.sync.manifest.ConnectionStatus;
import io.multiboard.sync.manifest.Resolved;
import io.multiboard.sync.manifest.Resolved.Endpoint;
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

/// What each of a run's workers is told. Pure.
record WorkerOrders(Tasks tasks) {
  private static final long SPARE_SECONDS = 120;

  /// In seconds; a run does not wait longer for its end where no pod can be had.
  private static final long LONGEST_SETTLEMENT = 60;

  WorkerJob worker(Task task, int attempt) {
    boolean storage = task.role() != Role.CHECK && task.role() != Role.ROLLBACK;
    ResourceName job =
        new ResourceName(
            task.role() == Role.CHECK ? task.endpoint().namespace() : seen().name().namespace(),
            ResourceName.job(seen().name().name(), task.role(), task.connection(), attempt));
    return new WorkerJob(
        job,
        order(task, attempt),
        task.endpoint(),
        Optional.ofNullable(resolved().claimName()).filter(_ -> storage),
        resolved().worker(),
        Optional.ofNullable(resolved().deadline()).map(this::secondsUntil));
  }

  /// Finds out what became of the target, and removes what a lost worker has left beside it.
  WorkerJob settlement(Task task, int attempt) {
    return cleanup(task, order(task, attempt), Optional.empty(), Optional.of(LONGEST_SETTLEMENT));
  }

  /// Removes what is over its limits.
  WorkerJob cleanup(Endpoint endpoint, int attempt, boolean archives, boolean formerDatabase) {
    Task task = tasks.task(Role.CLEANUP, endpoint);
    WorkOrder order =
        new WorkOrder.Cleanup(
            assignment(attempt),
            Optional.of(Orders.access(endpoint)).filter(_ -> formerDatabase),
            Optional.of(Orders.place(path())).filter(_ -> archives),
            Orders.retention(resolved().retention()),
            false);
    Optional<String> claim = Optional.ofNullable(resolved().claimName()).filter(_ -> archives);
    return cleanup(task, order, claim, Optional.empty());
  }

  private WorkerJob cleanup(
      Task task, WorkOrder order, Optional<String> claim, Optional<Long> deadline) {
    int attempt = order.assignment().attempt();
    ResourceName job =
        new ResourceName(
            seen().name().namespace(),
            ResourceName.job(seen().name().name(), Role.CLEANUP, task.connection(), attempt));
    return new WorkerJob(job, order, task.endpoint(), claim, resolved().worker(), deadline);
  }

  private Assignment assignment(int attempt) {
    return new Assignment(
        seen().name().namespace(), tasks.subject(), seen().name().name(), seen().runId(), attempt);
  }

  /// The operator ends it in time; should it be away, the cluster does, a little later.
  private long secondsUntil(String deadline) {
    long seconds = Duration.between(seen().now(), Instant.parse(deadline)).toSeconds();
    return Math.max(1, seconds) + SPARE_SECONDS;
  }

  private WorkOrder order(Task task, int attempt) {
    Assignment assignment = assignment(attempt);
    var access = Orders.access(task.endpoint());
    return switch (task.role()) {
      case EXPORT ->
          new WorkOrder.Export(
              assignment,
              access,
              Orders.place(path()),
              Orders.choices(resolved()),
              Orders.retention(resolved().retention()));
      case IMPORT ->
          new WorkOrder.Import(
              assignment,
              access,
              Orders.place(path()),
              resolved().source() != null,
              Orders.choices(resolved().load(), resolved().verify()),
              protection(),
              Optional.ofNullable(resolved().trigger())
                  .map(
                      trigger -> DoneMark.of(seen().name().namespace(), tasks.subject(), trigger)));
      case CHECK -> new WorkOrder.Check(assignment, access);
      case PLAN ->
          new WorkOrder.Plan(
              assignment,
              task.endpoint().equals(resolved().source())
                  ? WorkOrder.Plan.Side.Source
                  : WorkOrder.Plan.Side.Target,
              access,
              Orders.place(path()),
              Orders.choices(resolved()),
              Orders.choices(resolved().load(), resolved().verify()),
              protection());
      case ROLLBACK ->
          new WorkOrder.Rollback(
              assignment, access, Orders.keepPrevious(resolved().load()), protection());
      case CLEANUP ->
          new WorkOrder.Cleanup(
              assignment,
              Optional.of(access),
              Optional.empty(),
              Orders.retention(resolved().retention()),
              true);
    };
  }

  private String path() {
    String path = resolved().archivePath();
    return path == null
        ? seen().name().namespace() + "_" + tasks.subject() + "/" + seen().name().name()
        : path;
  }

  private Protection protection() {
    List<Protection.Other> others = new ArrayList<>();
    if (resolved().source() != null) {
      others.add(other(resolved().source(), Protection.Kind.Source));
    }
    resolved().production().forEach(each -> others.add(other(each, Protection.Kind.Production)));
    return new Protection(others, resolved().physicalCopy());
  }

  private Protection.Other other(Endpoint endpoint, Protection.Kind kind) {
    Optional<DatabaseIdentity> identity =
        tasks
            .task(Role.CHECK, endpoint)
            .outcome()
            .flatMap(said -> said.report().database())
            .flatMap(Report.Database::identity);
    Optional<String> lastKnown =
        seen()
            .connection(new ResourceName(endpoint.namespace(), endpoint.connectionName()))
            .map(connection -> connection.getStatus())
            .map(ConnectionStatus::identity)
            .map(ConnectionStatus.Identity::systemIdentifier);
    return new Protection.Other(endpoint.connectionName(), kind, identity, lastKnown);
  }

  private RunObservation seen() {
    return tasks.seen();
  }

  private Resolved resolved() {
    return tasks.resolved();
  }
}
