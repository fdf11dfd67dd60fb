package io.multiboard.sync.engine.copy;

import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.QualifiedName;
import io.multiboard.sync.postgres.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads tables by several sessions that share one snapshot: rows by COPY, and for each table a
/// `count(*)` beside them. Not thread-safe.
public final class ExportCrew {
  private final Snapshot snapshot;
  private final int jobs;
  private final TableShares shares;
  private final EventSink events;

  /// @param jobs how many sessions read at a time, the snapshot's own among them
  /// @param chunkBytes about how much of a large table one COPY reads
  public ExportCrew(Snapshot snapshot, int jobs, long chunkBytes, EventSink events) {
    this.snapshot = snapshot;
    this.jobs = jobs;
    this.shares = new TableShares(chunkBytes, snapshot.session().version());
    this.events = events;
  }

  /// Reads all rows of all tables, and large objects where there are any. Returns when every
  /// table's sink is finished.
  public void read(List<TableExport> tables, Optional<LargeObjectExport> largeObjects)
      throws InterruptedException {
    List<List<ExportPart>> works = new ArrayList<>();
    tables.forEach(table -> works.add(work(table).parts(jobs)));
    largeObjects.ifPresent(objects -> objects.parts().forEach(part -> works.add(List.of(part))));
    try {
      work(new ShareQueue(works, jobs));
    } catch (SyncException failure) {
      throw snapshot.explained(failure);
    }
  }

  private void work(ShareQueue queue) {
    try (Crew crew = new Crew("export")) {
      crew.guard(snapshot.session());
      crew.fork(() -> holderWork(queue));
      for (int job = 1; job < jobs; job++) {
        int number = job;
        crew.fork(() -> otherWork(snapshot.join(crew), queue, number));
      }
      crew.join();
    }
  }

  private TableWork work(TableExport export) {
    SourceTable table = export.table();
    List<Share> cut = shares.cuts(table) ? shares.cut(table, blocks(table)) : shares.whole(table);
    return new TableWork(export, cut, events);
  }

  private long blocks(SourceTable table) {
    return snapshot
        .session()
        .queryOne(
            """
            SELECT pg_catalog.pg_relation_size(?::pg_catalog.regclass)
                   / pg_catalog.current_setting('block_size')::pg_catalog.int8
            """,
            row -> row.getLong(1),
            table.name().sql());
  }

  private void holderWork(ShareQueue queue) throws InterruptedException {
    Reading reading = Reading.by(snapshot.session());
    Optional<ExportPart> part = queue.nextForHolder();
    while (part.isPresent()) {
      part.get().action().run(reading);
      part = queue.nextForHolder();
    }
  }

  private static void otherWork(Session session, ShareQueue queue, int job) {
    Reading reading = Reading.by(session);
    try {
      Optional<ExportPart> part = queue.next(job);
      while (part.isPresent()) {
        run(reading, queue, part.get());
        part = queue.next(job);
      }
    } finally {
      queue.otherIsDone();
    }
  }

  /// A request for an exclusive lock that waits behind the snapshot's session would make this one
  /// wait too, for ever; that session itself may go on.
  private static void run(Reading reading, ShareQueue queue, ExportPart part) {
    if (part.table().isEmpty() || locks(reading.session(), part.table().get())) {
      part.action().run(reading);
    } else {
      queue.leaveToHolder(part);
    }
  }

  private static boolean locks(Session session, QualifiedName table) {
    try {
      session.execute(
          "SAVEPOINT part; LOCK TABLE ONLY %s IN ACCESS SHARE MODE NOWAIT; RELEASE SAVEPOINT part"
              .formatted(table.sql()));
      return true;
    } catch (SyncException refused) {
      if (refused.reason() != Reason.LockTimeout) {
        throw refused;
      }
      session.execute("ROLLBACK TO SAVEPOINT part");
      return false;
    }
  }
}
