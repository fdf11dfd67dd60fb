package io.multiboard.sync.worker;

import io.multiboard.sync.engine.Whereabouts;
import io.multiboard.sync.engine.target.FormerDatabase;
import io.multiboard.sync.order.Report;
import io.multiboard.sync.order.WorkOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A report while it is being found out. Thread-safe.
final class Draft {
  private final WorkOrder order;
  private final Instant started;
  private Optional<Report.Archive> archive = Optional.empty();
  private Optional<Report.Verification> verification = Optional.empty();
  private Optional<Report.Database> database = Optional.empty();
  private Optional<Report.WayBack> wayBack = Optional.empty();
  private Optional<Report.Plan> plan = Optional.empty();
  private Optional<Report.Fate> settled = Optional.empty();
  private final List<String> removed = new ArrayList<>();

  Draft(WorkOrder order, Instant started) {
    this.order = order;
    this.started = started;
  }

  synchronized void archive(Report.Archive whole) {
    archive = Optional.of(whole);
  }

  synchronized void verified(Report.Verification proved) {
    verification = Optional.of(proved);
  }

  synchronized void saw(Whereabouts whereabouts, long bytes, long tables) {
    database =
        Optional.of(
            new Report.Database(
                whereabouts.serverVersion(),
                whereabouts.place().map(Places::told),
                bytes,
                tables,
                whereabouts.overwritable(),
                whereabouts.empty(),
                whereabouts.done().stream().limit(Report.MOST_DONE).toList()));
  }

  synchronized void keeps(FormerDatabase former) {
    wayBack = Optional.of(new Report.WayBack(former.name(), former.until()));
  }

  synchronized void planned(Report.Plan thought) {
    plan = Optional.of(thought);
  }

  /// What became of a target that another worker wrote.
  synchronized void settled(Report.Fate fate) {
    settled = Optional.of(fate);
  }

  synchronized void removed(List<String> names) {
    removed.addAll(names);
  }

  /// The report as far as it is known.
  synchronized Report report(
      Instant ended, Report.Fate fate, List<Report.Table> slowest, List<Report.Table> failed) {
    return new Report(
        order.role(),
        order.assignment().runId(),
        order.assignment().attempt(),
        started,
        ended,
        settled.orElse(fate),
        archive,
        verification,
        database,
        wayBack,
        plan,
        slowest,
        failed,
        removed.stream().limit(Report.MOST_REMOVED).toList());
  }
}
