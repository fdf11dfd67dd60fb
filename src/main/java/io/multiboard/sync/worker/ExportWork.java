package io.multiboard.sync.worker;

import io.multiboard.sync.engine.Export;
import io.multiboard.sync.engine.ExportReport;
import io.multiboard.sync.engine.archive.ArchiveFacts;
import io.multiboard.sync.engine.archive.ArchiveFolder;
import io.multiboard.sync.engine.archive.ArchiveWriter;
import io.multiboard.sync.engine.archive.Compression;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.order.Progress;
import io.multiboard.sync.order.Report;
import io.multiboard.sync.order.WorkOrder;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.storage.Room;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Source to archive, then the retention of the sync's archives. For one order.
final class ExportWork {
  private static final Logger LOG = LoggerFactory.getLogger(ExportWork.class);

  private final WorkOrder.Export order;
  private final Tally tally;
  private final Draft draft;

  ExportWork(WorkOrder.Export order, Tally tally, Draft draft) {
    this.order = order;
    this.tally = tally;
    this.draft = draft;
  }

  void run() {
    Connector source = Work.login(order.source(), order);
    Work.look(source, draft);
    Optional<ArchiveFolder> finished = Work.finished(order.archive());
    if (finished.isPresent()) {
      try (ArchiveFolder archive = finished.get()) {
        adopt(archive);
      }
    } else {
      Work.fence(source, order);
      export(source);
    }
    retain();
  }

  private void adopt(ArchiveFolder archive) {
    archive.facts().ifPresent(this::tell);
    LOG.info("the archive is there already");
  }

  private void export(Connector source) {
    Path folder = makeFolder();
    Compression compression = Compression.parse(order.choices().compression());
    Room room = new Room(folder);
    if (room.free() == 0) {
      throw room.full(0);
    }
    try (ArchiveWriter archive =
            ArchiveWriter.followed(
                folder,
                compression,
                order.assignment().runId().ofAttempt(order.assignment().attempt()));
        RoomWatch watch = RoomWatch.start(room, compression, archive::fail)) {
      ExportReport report =
          new Export(tally.and(watch)).run(Choices.of(source, order.choices()), archive);
      tell(report.archive());
    }
  }

  private Path makeFolder() {
    Path folder = Path.of(order.archive().archiveFolder());
    try {
      Files.createDirectories(folder.resolveSibling(""));
      return folder;
    } catch (IOException failure) {
      throw new SyncException(
          Reason.StorageError,
          "the folder of the run cannot be made: " + failure,
          "Check the volume of the archives, and that it is mounted for writing.",
          failure);
    }
  }

  private void tell(ArchiveFacts facts) {
    draft.archive(Work.archive(order.archive(), facts.manifest(), facts.bytes(), facts.sha256()));
    draft.verified(
        new Report.Verification(
            "Counts", facts.manifest().tables().size(), facts.manifest().rows()));
  }

  /// What cannot be removed fails no export, whose archive is whole: the next run tries again.
  private void retain() {
    tally.enter(Progress.Stage.Cleanup);
    try {
      if (order.retention().keepLast() > 0) {
        List<String> removed = Archives.keep(order.archive(), order.retention(), Instant.now());
        draft.removed(removed);
      }
    } catch (SyncException failure) {
      LOG.warn("older archives could not be removed: {}", failure.getMessage());
    }
  }
}
