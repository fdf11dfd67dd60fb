package io.multiboard.sync.worker;

import io.multiboard.sync.engine.Import;
import io.multiboard.sync.engine.ImportReport;
import io.multiboard.sync.engine.ImportRequest;
import io.multiboard.sync.engine.archive.ArchiveFolder;
import io.multiboard.sync.engine.archive.ArchiveSource;
import io.multiboard.sync.engine.archive.ArchiveWriter;
import io.multiboard.sync.engine.archive.FollowedArchive;
import io.multiboard.sync.engine.archive.Manifest;
import io.multiboard.sync.engine.target.Memory;
import io.multiboard.sync.engine.target.TargetLock;
import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.event.Stage;
import io.multiboard.sync.event.SyncEvent;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.order.DoneMark;
import io.multiboard.sync.order.Progress;
import io.multiboard.sync.order.Report;
import io.multiboard.sync.order.WorkOrder;
import io.multiboard.sync.postgres.Connector;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Archive to target, while the archive is still being written or after. For one order.
final class ImportWork {
  private static final Logger LOG = LoggerFactory.getLogger(ImportWork.class);

  private final WorkOrder.Import order;
  private final Tally tally;
  private final Draft draft;
  private final FollowedArchive.Patience patience;

  ImportWork(WorkOrder.Import order, Tally tally, Draft draft, FollowedArchive.Patience patience) {
    this.order = order;
    this.tally = tally;
    this.draft = draft;
    this.patience = patience;
  }

  void run() {
    Connector target = Work.login(order.target(), order);
    Work.fence(target.toDatabase(TargetLock.MAINTENANCE), order);
    tally.enter(Progress.Stage.Waiting);
    Path folder = Path.of(order.archive().archiveFolder());
    try (ArchiveSource archive =
        order.follows() ? FollowedArchive.follow(folder, patience) : ArchiveFolder.open(folder)) {
      Thread planner = Thread.ofVirtual().name("planned").start(() -> plan(archive));
      ImportReport report = new Import(tally).run(request(target, archive));
      planner.interrupt();
      tell(report, archive.manifest());
    }
    look(target);
  }

  /// The target is filled: that it cannot be looked at any more fails no run.
  private void look(Connector target) {
    try {
      Work.look(target, draft);
    } catch (SyncException failure) {
      LOG.warn("the target could not be looked at afterwards: {}", failure.getMessage());
    }
  }

  private ImportRequest request(Connector target, ArchiveSource archive) {
    return new ImportRequest(
        target,
        archive,
        order.assignment().runId().ofAttempt(order.assignment().attempt()),
        Choices.of(order.choices()),
        Guards.of(order.protection()),
        estimates(archive),
        new Memory(
            Optional.of(order.assignment().runId().text()), order.done().map(DoneMark::text)));
  }

  private static ToLongFunction<TocEntry.TableData> estimates(ArchiveSource archive) {
    return entry -> estimate(archive, entry).map(ArchiveWriter.Estimate::bytes).orElse(0L);
  }

  private static Optional<ArchiveWriter.Estimate> estimate(
      ArchiveSource archive, TocEntry.TableData entry) {
    return archive instanceof FollowedArchive followed
        ? followed.estimate(entry)
        : Optional.empty();
  }

  /// Says what there will be to load, as soon as that is known.
  private void plan(ArchiveSource archive) {
    try {
      List<TocEntry.TableData> tables = archive.contents().tableData().toList();
      List<ArchiveWriter.Estimate> estimates =
          tables.stream().flatMap(entry -> estimate(archive, entry).stream()).toList();
      Optional<Manifest> whole = archive.manifest();
      tally.accept(
          new SyncEvent.Planned(
              Stage.Import,
              tables.size(),
              whole
                  .map(Manifest::rows)
                  .orElse(estimates.stream().mapToLong(ArchiveWriter.Estimate::rows).sum()),
              whole
                  .map(Manifest::contentBytes)
                  .orElse(estimates.stream().mapToLong(ArchiveWriter.Estimate::bytes).sum())));
    } catch (SyncException failure) {
      LOG.debug("the import is told the same", failure);
    }
  }

  private void tell(ImportReport report, Optional<Manifest> manifest) {
    if (report.verified()) {
      // Another attempt's counts were those of the manifest, or it would not have swapped.
      boolean before = report.tables().isEmpty();
      draft.verified(
          new Report.Verification(
              order.choices().verify().name(),
              before ? manifest.map(m -> m.tables().size()).orElse(0) : report.tables().size(),
              before ? manifest.map(Manifest::rows).orElse(0L) : report.rows()));
    }
    draft.removed(report.removed());
    report.former().ifPresent(draft::keeps);
  }
}
