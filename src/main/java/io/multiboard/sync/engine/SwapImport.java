package io.multiboard.sync.engine;

import io.multiboard.sync.engine.restore.LoadedTable;
import io.multiboard.sync.engine.restore.Restore;
import io.multiboard.sync.engine.restore.RestoreSettings;
import io.multiboard.sync.engine.target.FormerDatabase;
import io.multiboard.sync.engine.target.OurDatabases;
import io.multiboard.sync.engine.target.RunNames;
import io.multiboard.sync.engine.target.ShadowDatabase;
import io.multiboard.sync.engine.target.Swap;
import io.multiboard.sync.engine.target.TargetDatabase;
import io.multiboard.sync.engine.target.TargetLock;
import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.event.Stage;
import io.multiboard.sync.event.SyncEvent;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Connector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One import by strategy `Swap`: a shadow database is created, loaded, verified and put in the
/// place of the target. For one run.
final class SwapImport {
  private final EventSink events;
  private final ImportRequest request;
  private final RunNames names;
  private final TargetLock lock;
  private final Prepared prepared;
  private final Connector shadow;
  private final List<String> removed = new ArrayList<>();

  SwapImport(
      EventSink events, ImportRequest request, RunNames names, TargetLock lock, Prepared prepared) {
    this.events = events;
    this.request = request;
    this.names = names;
    this.lock = lock;
    this.prepared = prepared;
    this.shadow = request.target().toDatabase(names.shadow());
  }

  ImportReport run() {
    RestoreChoices choices = new RestoreChoices(request.options(), prepared);
    removeLeftovers();
    choices.createMissingRoles(lock.session());
    try {
      String owner = new NewDatabase(events, prepared, lock.session()).create(names);
      List<LoadedTable> loaded = load(choices, owner);
      List<ImportReport.TableRows> tables =
          new ImportVerification(events, prepared, request.options()).verify(shadow, loaded);
      request.archive().awaitWhole();
      Optional<FormerDatabase> former = swap();
      Optional<FormerDatabase> kept = kept(former);
      return new ImportReport(names.target(), tables, isVerified(), kept, removed);
    } catch (RuntimeException | Error failure) {
      ShadowDatabase.abandon(request.target(), names, failure);
      throw failure;
    }
  }

  private boolean isVerified() {
    return ImportVerification.isAsked(request.options());
  }

  private void removeLeftovers() {
    OurDatabases ours = new OurDatabases(lock.session(), names.target());
    for (String name : ours.dropShadows(request.target())) {
      notice("removed \"" + name + "\", which a run that did not end had left behind");
    }
    tellRemoved(ours.dropOutdated());
  }

  private List<LoadedTable> load(RestoreChoices choices, String owner) {
    events.accept(new SyncEvent.StageStarted(Stage.Import));
    Carry carry = new Carry(request, prepared, shadow);
    RestoreSettings settings = choices.settings(owner, carry.defaultPrivileges());
    List<LoadedTable> loaded =
        new Restore(events, settings, prepared.data()).run(shadow, prepared.contents());
    carry.giveBack(owner);
    events.accept(new SyncEvent.StageFinished(Stage.Import));
    return loaded;
  }

  private Optional<FormerDatabase> swap() {
    events.accept(new SyncEvent.StageStarted(Stage.Swap));
    Optional<TargetDatabase> target = prepared.view().database();
    Optional<FormerDatabase> former =
        new Swap(request.target(), lock, names, request.memory())
            .run(target, request.options().keepPrevious());
    events.accept(new SyncEvent.StageFinished(Stage.Swap));
    return former;
  }

  /// What is left to tidy after the commit fails no run: the next one does it.
  private Optional<FormerDatabase> kept(Optional<FormerDatabase> former) {
    try {
      OurDatabases ours = new OurDatabases(lock.session(), names.target());
      tellRemoved(ours.dropOutdatedUninterrupted());
    } catch (SyncException failure) {
      notice(
          "an older former database could not be removed, and the next run will try again: "
              + failure.getMessage());
    }
    return former.filter(kept -> !request.options().keepPrevious().equals(Duration.ZERO));
  }

  private void tellRemoved(List<String> dropped) {
    removed.addAll(dropped);
    dropped.forEach(name -> notice("removed the former database \"" + name + "\""));
  }

  private void notice(String message) {
    events.accept(new SyncEvent.Noticed("former databases", message, Optional.empty()));
  }
}
