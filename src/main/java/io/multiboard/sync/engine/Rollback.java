package io.multiboard.sync.engine;

import io.multiboard.sync.engine.preflight.Preflight;
import io.multiboard.sync.engine.preflight.Refusal;
import io.multiboard.sync.engine.target.FormerDatabase;
import io.multiboard.sync.engine.target.Guard;
import io.multiboard.sync.engine.target.OurDatabases;
import io.multiboard.sync.engine.target.RunNames;
import io.multiboard.sync.engine.target.TargetLock;
import io.multiboard.sync.engine.target.WayBack;
import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.event.Stage;
import io.multiboard.sync.event.SyncEvent;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Connector;
import java.time.Duration;
import java.util.Optional;

/// Puts the former database of a target back in its place, in one transaction, and keeps what was
/// there as the former one: a second rollback takes the first back. Thread-safe.
public final class Rollback {
  private final EventSink events;

  public Rollback(EventSink events) {
    this.events = events;
  }

  /// What to put back.
  ///
  /// @param runId as of an import; see [ImportRequest]
  /// @param keepPrevious how long the database that makes way is kept
  public record Request(Connector target, String runId, Duration keepPrevious, Guard guard) {}

  /// What was done.
  ///
  /// @param restored the former database as it was before it got its name back
  /// @param former what made way for it; empty where the name was free, or where nothing was to be
  ///   kept
  public record Report(String target, FormerDatabase restored, Optional<FormerDatabase> former) {}

  /// Does it, or leaves everything as it was.
  public Report run(Request request) {
    RunNames names = new RunNames(request.target().address().database(), request.runId());
    try (TargetLock lock = TargetLock.take(request.target(), names)) {
      events.accept(new SyncEvent.StageStarted(Stage.Rollback));
      tidy(lock, names);
      WayBack way = new WayBack(request.target(), lock, names);
      FormerDatabase former = way.former();
      Refusal.unlessAllowed(
          Preflight.ofRollback(request.target(), request.guard(), lock.session(), former.name()));
      Optional<FormerDatabase> replaced = way.run(former, request.keepPrevious());
      tidy(lock, names);
      events.accept(new SyncEvent.StageFinished(Stage.Rollback));
      boolean gone = request.keepPrevious().isZero();
      return new Report(names.target(), former, gone ? Optional.empty() : replaced);
    }
  }

  /// What cannot be removed now fails no rollback: the next run tries again.
  private void tidy(TargetLock lock, RunNames names) {
    try {
      new OurDatabases(lock.session(), names.target()).dropOutdatedUninterrupted();
    } catch (SyncException failure) {
      events.accept(
          new SyncEvent.Noticed(
              "former databases",
              "a former database could not be removed: " + failure.getMessage(),
              Optional.empty()));
    }
  }
}
