package io.multiboard.sync.engine;

import io.multiboard.sync.engine.restore.CountVerification;
import io.multiboard.sync.engine.restore.LoadedTable;
import io.multiboard.sync.engine.target.ImportOptions;
import io.multiboard.sync.engine.target.VerifyMode;
import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.event.Stage;
import io.multiboard.sync.event.SyncEvent;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.Session;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// The proof that everything which the archive holds is in the copy. For one run.
final class ImportVerification {
  private final EventSink events;
  private final Prepared prepared;
  private final ImportOptions options;

  ImportVerification(EventSink events, Prepared prepared, ImportOptions options) {
    this.events = events;
    this.prepared = prepared;
    this.options = options;
  }

  /// Proves a database that several sessions may read.
  List<ImportReport.TableRows> verify(Connector database, List<LoadedTable> loaded) {
    CountVerification counts = new CountVerification(events);
    return staged(loaded, () -> counts.verify(database, loaded, options.jobs()));
  }

  /// Proves what only one session can see yet.
  List<ImportReport.TableRows> verifyWithin(Session session, List<LoadedTable> loaded) {
    return staged(loaded, () -> new CountVerification(events).verifyWithin(session, loaded));
  }

  /// Whether the user wants the proof.
  static boolean isAsked(ImportOptions options) {
    return options.verify() != VerifyMode.None;
  }

  private List<ImportReport.TableRows> staged(
      List<LoadedTable> loaded, Supplier<List<CountVerification.Counted>> count) {
    requireAll(loaded);
    if (!isAsked(options)) {
      return loaded.stream()
          .map(table -> new ImportReport.TableRows(table.table(), table.loaded()))
          .toList();
    }
    events.accept(new SyncEvent.StageStarted(Stage.Verify));
    List<CountVerification.Counted> counted = count.get();
    events.accept(new SyncEvent.StageFinished(Stage.Verify));
    return counted.stream()
        .map(table -> new ImportReport.TableRows(table.table(), table.rows()))
        .toList();
  }

  private void requireAll(List<LoadedTable> loaded) {
    Set<Integer> missing = new HashSet<>();
    prepared.contents().tableData().forEach(entry -> missing.add(entry.header().dumpId()));
    loaded.stream().map(LoadedTable::entry).map(ImportVerification::id).forEach(missing::remove);
    if (!missing.isEmpty()) {
      throw new SyncException(
          Reason.VerificationFailed,
          missing.size()
              + " tables of the archive were not loaded, such as entry "
              + missing.iterator().next(),
          "report this; the target was left as it was");
    }
  }

  private static Integer id(TocEntry.TableData entry) {
    return entry.header().dumpId();
  }
}
