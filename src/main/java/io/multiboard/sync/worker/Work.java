package io.multiboard.sync.worker;

import io.multiboard.sync.engine.Whereabouts;
import io.multiboard.sync.engine.archive.ArchiveFolder;
import io.multiboard.sync.engine.archive.Manifest;
import io.multiboard.sync.engine.target.OldAttempts;
import io.multiboard.sync.order.ArchivePlace;
import io.multiboard.sync.order.DatabaseAccess;
import io.multiboard.sync.order.Report;
import io.multiboard.sync.order.WorkOrder;
import io.multiboard.sync.postgres.Connector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What all orders have in common: the way to the database, with earlier attempts fenced off.
final class Work {
  private static final Logger LOG = LoggerFactory.getLogger(Work.class);

  private Work() {}

  /// The way into a database of the order, for sessions that a later attempt can end.
  static Connector login(DatabaseAccess access, WorkOrder order) {
    return DatabaseLogin.of(
        access, OldAttempts.application(half(order), order.assignment().attempt()));
  }

  /// Ends what earlier attempts are still doing.
  ///
  /// @param server any database of the server that is there
  static void fence(Connector server, WorkOrder order) {
    fence(server, order, order.assignment().attempt());
  }

  /// Ends what other workers that write the target are still doing, whatever their numbers: a run
  /// that comes to its end has none that may go on.
  static void fenceAll(Connector server, WorkOrder order) {
    fence(server, order, Integer.MAX_VALUE);
  }

  private static void fence(Connector server, WorkOrder order, int before) {
    int ended = OldAttempts.end(server, half(order), before);
    if (ended > 0) {
      LOG.warn("ended {} sessions of earlier attempts", ended);
    }
  }

  /// Each role counts its attempts for itself: where source and target are databases of one server,
  /// under one role, an import's second attempt must not end the export that it follows. Those that
  /// write a target go by the name that holds its lock.
  private static String half(WorkOrder order) {
    String run = order.assignment().runId().text();
    return switch (order) {
      case WorkOrder.Export _ -> run + "-export";
      case WorkOrder.Check _ -> run + "-check";
      case WorkOrder.Plan _ -> run + "-plan";
      case WorkOrder.Import _, WorkOrder.Rollback _, WorkOrder.Cleanup _ -> run;
    };
  }

  /// Tells which database it is.
  static void look(Connector connector, Draft draft) {
    draft.saw(Whereabouts.read(connector), 0, 0);
  }

  /// What is known of a whole archive.
  static Report.Archive archive(ArchivePlace place, Manifest manifest, long bytes, String sha256) {
    return new Report.Archive(
        place.syncFolder() + "/" + place.run(),
        bytes,
        sha256,
        manifest.tables().size(),
        manifest.rows(),
        manifest.contentBytes(),
        manifest.source().snapshotTime());
  }

  /// An archive that an earlier attempt has brought to its end, proved.
  static Optional<ArchiveFolder> finished(ArchivePlace place) {
    Path folder = Path.of(place.archiveFolder());
    return Files.exists(folder.resolve(Archives.MARK))
        ? Optional.of(ArchiveFolder.open(folder))
        : Optional.empty();
  }
}
