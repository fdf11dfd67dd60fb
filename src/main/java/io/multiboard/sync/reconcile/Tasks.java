package io.multiboard.sync.reconcile;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.manifest.Resolved;
import io.multiboard.sync.manifest.Resolved.Endpoint;
import io.multiboard.sync.manifest.RunSpec.Operation;
import io.multiboard.sync.manifest.RunStatus.TargetState;
import io.multiboard.sync.manifest.Stage;
import io.multiboard.sync.order.Report;
import io.multiboard.sync.order.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which workers a run needs, and what each of them is told. Pure.
record Tasks(RunObservation seen, Resolved resolved, List<WorkerSeen> attempts) {
  /// What is looked at before a target is written: the source, all that is production, and the
  /// target itself.
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
    return Stream.concat(others, Stream.ofNullable(resolved.target()))
        .map(each -> task(Role.CHECK, each))
        .toList();
  }

  /// Whether the run fails where a check does. A load that is tried again needs its archive, not
  /// the source; and a target that is not there is made.
  boolean isNeeded(Task check) {
    boolean isTarget = check.endpoint().equals(resolved.target());
    return !loadHasBegun()
        && (check.endpoint().equals(resolved.source()) || (isTarget && !isAbsent(check)));
  }

  private static boolean isAbsent(Task check) {
    return check.latest().filter(Tasks::sawNoDatabase).isPresent();
  }

  /// Whether a check has found that there is no such database; what that means depends on the run.
  static boolean sawNoDatabase(WorkerSeen check) {
    return check.role() == Role.CHECK
        && check.state() instanceof WorkerState.Failed failed
        && failed.reason() == Reason.DatabaseNotFound;
  }

  /// Whether a load was tried.
  boolean loadHasBegun() {
    return attempts.stream().anyMatch(each -> each.role() == Role.IMPORT);
  }

  /// Whether a check tells the state of before the failure of a load that is due again: a server
  /// may have been started since, and another database be behind its address.
  boolean isOutdated(Task check) {
    return check
        .latest()
        .flatMap(last ->
            attempts.stream()
                .filter(each -> each.role() == Role.IMPORT)
                .reduce((_, later) -> later)
                .filter(load -> isDueAgain(load, last)))
        .isPresent();
  }

  private boolean isDueAgain(WorkerSeen load, WorkerSeen check) {
    return resolved.target() != null
        && load.state() instanceof WorkerState.Failed failed
        && check.created().isBefore(failed.at())
        && task(Role.IMPORT, resolved.target()).state(seen.now(), resolved.backoffLimit())
            instanceof Task.State.Due;
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

  Task task(Role role, Endpoint endpoint) {
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

  /// What the workers call the thing that the run is about.
  String subject() {
    String sync = seen.run().getSpec().syncName();
    return sync == null ? String.valueOf(seen.run().getSpec().connectionName()) : sync;
  }

  /// Asks the target what became of it, where its last writer could not say.
  Optional<Task> settlement() {
    return Optional.ofNullable(resolved.target())
        .map(target -> new Task(Role.CLEANUP, target, of(Role.CLEANUP)));
  }

  private List<WorkerSeen> of(Role... roles) {
    return attempts.stream().filter(each -> List.of(roles).contains(each.role())).toList();
  }

  /// What became of the target, or null where nobody knows.
  @Nullable TargetState fate() {
    List<WorkerSeen> writers = of(Role.IMPORT, Role.ROLLBACK);
    if (writers.isEmpty()) {
      return TargetState.Untouched;
    }
    return Stream.concat(
            of(Role.CLEANUP).stream().filter(Tasks::isDone), writers.reversed().stream().limit(1))
        .findFirst()
        .flatMap(WorkerSeen::outcome)
        .map(said -> said.report().target())
        .map(this::state)
        .orElse(null);
  }

  /// A rollback's own exchange puts the former database back.
  private @Nullable TargetState state(Report.Fate fate) {
    boolean back = seen.run().getSpec().operation() == Operation.Rollback;
    return switch (fate) {
      case Untouched -> TargetState.Untouched;
      case RolledBack -> back ? TargetState.Untouched : TargetState.RolledBack;
      case Swapped -> back ? TargetState.RolledBack : TargetState.Swapped;
      case Unknown -> null;
    };
  }
}
