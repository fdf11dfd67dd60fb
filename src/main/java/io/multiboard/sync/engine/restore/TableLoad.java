package io.multiboard.sync.engine.restore;

import io.multiboard.sync.engine.copy.LoadProgress;
import io.multiboard.sync.engine.copy.TableLoader;
import io.multiboard.sync.engine.toc.CopyStatement;
import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.event.Stage;
import io.multiboard.sync.event.SyncEvent;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.util.concurrent.atomic.AtomicLong;

/// Loads the rows of one table. Thread-safe.
final class TableLoad {
  private static final long SMALL = 1024 * 1024;

  private final EventSink events;
  private final RestoreData data;

  TableLoad(EventSink events, RestoreData data) {
    this.events = events;
    this.data = data;
  }

  /// Loads them and says what is expected of the result.
  ///
  /// @param fresh the table is empty and loaded by nobody else
  /// @param ownRows the table was created by this restore
  LoadedTable load(
      RestoreSession target, TocEntry.TableData entry, boolean fresh, boolean ownRows) {
    CopyStatement copy = statement(entry);
    String table = entry.header().displayName();
    target.actFor(entry);
    try (RestoreData.TableInput rows = data.open(entry)) {
      long expectedBytes = data.estimatedBytes(entry);
      events.accept(
          new SyncEvent.TableStarted(Stage.Import, table, rows.expectedRows(), expectedBytes));
      AtomicLong bytes = new AtomicLong();
      boolean freezes = fresh && (target.isSurrounded() || !isSmall(expectedBytes));
      long loaded = copy(target, copy, freezes, rows, progress(table, bytes));
      events.accept(new SyncEvent.TableFinished(Stage.Import, table, loaded, bytes.get()));
      return new LoadedTable(entry, copy.table(), ownRows, loaded, rows.expectedRows());
    } catch (SyncException failure) {
      throw RestoreFailure.at(entry.header(), failure);
    }
  }

  private LoadProgress progress(String table, AtomicLong total) {
    return (rows, bytes) -> {
      total.addAndGet(bytes);
      events.accept(new SyncEvent.TableProgressed(Stage.Import, table, rows, bytes));
    };
  }

  /// Emptying a table makes its commit wait for the disk, which takes longer than filling a small
  /// one.
  ///
  /// @param bytes 0 where nobody knows
  private static boolean isSmall(long bytes) {
    return bytes > 0 && bytes < SMALL;
  }

  /// A table that this transaction has emptied is written as if all transactions had seen it long
  /// ago, and to no log where the server's `wal_level` is `minimal`.
  private static long copy(
      RestoreSession target,
      CopyStatement copy,
      boolean freezes,
      RestoreData.TableInput rows,
      LoadProgress progress) {
    TableLoader loader = new TableLoader(progress);
    if (!freezes || target.isSurrounded()) {
      return loader.load(target.session(), copy, freezes, rows);
    }
    target.session().execute("BEGIN; TRUNCATE TABLE ONLY " + copy.table().sql());
    long loaded = loader.load(target.session(), copy, true, rows);
    target.session().execute("COMMIT");
    return loaded;
  }

  private static CopyStatement statement(TocEntry.TableData entry) {
    return entry
        .copyStatement()
        .map(CopyStatement::parse)
        .orElseThrow(() ->
            new SyncException(
                Reason.ArchiveUnsupported,
                "the archive has the rows of \"%s\" as INSERT statements"
                    .formatted(entry.header().displayName()),
                "dump again without --inserts"));
  }
}
