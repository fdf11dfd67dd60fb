package io.multiboard.sync.worker;

import io.multiboard.sync.engine.archive.FollowedArchive;
import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.event.Stage;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.order.ImportChoices;
import io.multiboard.sync.order.Outcome;
import io.multiboard.sync.order.Progress;
import io.multiboard.sync.order.Report;
import io.multiboard.sync.order.WorkOrder;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out one order, and tells an outcome whatever happens. An interrupt of the thread that
/// runs ends the work in good order. For one order; [#progress] may be called by any thread.
public final class Worker {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  private final WorkOrder order;
  private final Clock clock;
  private final FollowedArchive.Patience patience;
  private final UnaryOperator<String> mask;
  private final Tally tally;
  private final Draft draft;

  /// @param patience how long an import waits for its export
  /// @param mask takes passwords out of texts
  public Worker(
      WorkOrder order, Clock clock, FollowedArchive.Patience patience, UnaryOperator<String> mask) {
    this(order, clock, patience, mask, Optional.empty());
  }

  /// The same for a worker that somebody watches.
  ///
  /// @param eyes see what happens; without them, the log says it
  public Worker(
      WorkOrder order,
      Clock clock,
      FollowedArchive.Patience patience,
      UnaryOperator<String> mask,
      Optional<EventSink> eyes) {
    this.order = order;
    this.clock = clock;
    this.patience = patience;
    this.mask = mask;
    this.tally = new Tally(order, eyes);
    this.draft = new Draft(order, clock.instant());
  }

  /// How far it is; see [Tally#progress].
  public Progress progress() {
    return tally.progress();
  }

  /// Does it.
  ///
  /// @param interrupted whether the process was told to end
  public Outcome run(BooleanSupplier interrupted) {
    try {
      work();
      tally.enter(Progress.Stage.Done);
      return new Outcome.Succeeded(report(succeeded(), List.of()));
    } catch (SyncException failure) {
      LOG.debug("the order failed", failure);
      return outcome(failure, interrupted.getAsBoolean());
    } catch (RuntimeException | Error unexpected) {
      LOG.error("something happened that should not", unexpected);
      return outcome(unforeseen(unexpected), interrupted.getAsBoolean());
    }
  }

  private void work() {
    switch (order) {
      case WorkOrder.Export export -> new ExportWork(export, tally, draft).run();
      case WorkOrder.Import load -> new ImportWork(load, tally, draft, patience).run();
      case WorkOrder.Check check -> new SmallWork(tally, draft).check(check);
      case WorkOrder.Plan plan -> new SmallWork(tally, draft).plan(plan);
      case WorkOrder.Rollback rollback -> new SmallWork(tally, draft).rollback(rollback);
      case WorkOrder.Cleanup cleanup -> new SmallWork(tally, draft).cleanup(cleanup);
    }
  }

  private Report.Fate succeeded() {
    return switch (order) {
      case WorkOrder.Import _, WorkOrder.Rollback _ -> Report.Fate.Swapped;
      case WorkOrder.Export _, WorkOrder.Check _, WorkOrder.Plan _, WorkOrder.Cleanup _ ->
          Report.Fate.Untouched;
    };
  }

  private static SyncException unforeseen(Throwable cause) {
    return cause instanceof OutOfMemoryError
        ? new SyncException(
            Reason.OutOfMemory,
            "the worker has no memory left",
            "Give it more by worker.resources, or lower the parallelism.",
            cause)
        : new SyncException(
            Reason.InternalError,
            "something happened that should not: " + cause,
            "Report it with the worker's log.",
            cause);
  }

  private Outcome outcome(SyncException failure, boolean interrupted) {
    Report report = report(failed(failure), tally.unfinished());
    // Whatever an interrupt broke, such as a file's channel, may be what is told of it.
    boolean temporary = failure.reason() == Reason.Cancelled || failure.reason().retryHelps();
    if (interrupted && temporary) {
      return new Outcome.Interrupted(report);
    }
    return new Outcome.Failed(
        failure.reason(), mask.apply(failure.getMessage()), mask.apply(failure.remedy()), report);
  }

  /// An outcome for a process that cannot wait for its work to end.
  public Outcome abandoned() {
    return new Outcome.Interrupted(report(Report.Fate.Unknown, tally.unfinished()));
  }

  /// The target itself is as it was until the swap, or the commit of what is loaded in place; then
  /// a lost answer leaves open what it is.
  private Report.Fate failed(SyncException failure) {
    boolean swapping =
        tally.hasReached(Stage.Swap) || tally.hasReached(Stage.Rollback) || loadsInPlace();
    if (swapping && (failure.reason().retryHelps() || failure.reason() == Reason.InternalError)) {
      return Report.Fate.Unknown;
    }
    boolean begun = tally.hasReached(Stage.Import) || swapping;
    return begun ? Report.Fate.RolledBack : Report.Fate.Untouched;
  }

  private boolean loadsInPlace() {
    return order instanceof WorkOrder.Import load
        && load.choices().strategy() != ImportChoices.Strategy.Swap
        && tally.hasReached(Stage.Import);
  }

  private Report report(Report.Fate fate, List<Report.Table> failed) {
    return draft.report(clock.instant(), fate, tally.slowest(), failed);
  }
}
