package io.multiboard.sync.engine;

import io.multiboard.sync.engine.restore.LoadedTable;
import io.multiboard.sync.engine.restore.Restore;
import io.multiboard.sync.engine.restore.RestoreSettings;
import io.multiboard.sync.engine.target.InPlaceTransaction;
import io.multiboard.sync.engine.target.TargetDatabase;
import io.multiboard.sync.engine.target.TargetLock;
import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.event.Stage;
import io.multiboard.sync.event.SyncEvent;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import java.util.List;
import java.util.Optional;

/// One import into an empty target that is not renamed: everything in one transaction of one
/// session, so that a failure leaves it empty. For one run.
final class InPlaceImport {
  private final EventSink events;
  private final ImportRequest request;
  private final TargetLock lock;
  private final Prepared prepared;

  InPlaceImport(EventSink events, ImportRequest request, TargetLock lock, Prepared prepared) {
    this.events = events;
    this.request = request;
    this.lock = lock;
    this.prepared = prepared;
  }

  ImportReport run() {
    RestoreChoices choices = new RestoreChoices(request.options(), prepared);
    choices.createMissingRoles(lock.session());
    TargetDatabase target = target();
    RestoreSettings settings =
        choices.settings(target.owner(), RestoreSettings.SchemaListener.NONE);
    try (InPlaceTransaction transaction = InPlaceTransaction.begin(request.target())) {
      events.accept(new SyncEvent.StageStarted(Stage.Import));
      List<LoadedTable> loaded =
          new Restore(events, settings, prepared.data())
              .runWithin(transaction.session(), prepared.contents());
      events.accept(new SyncEvent.StageFinished(Stage.Import));
      List<ImportReport.TableRows> tables =
          new ImportVerification(events, prepared, request.options())
              .verifyWithin(transaction.session(), loaded);
      request.archive().awaitWhole();
      transaction.commit(request.memory().in(target.comment()));
      return new ImportReport(
          target.name(),
          tables,
          ImportVerification.isAsked(request.options()),
          Optional.empty(),
          List.of());
    }
  }

  private TargetDatabase target() {
    return prepared
        .view()
        .database()
        .orElseThrow(
            () -> new SyncException(Reason.DatabaseNotFound, "the target is not there", ""));
  }
}
