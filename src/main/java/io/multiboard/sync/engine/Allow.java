package io.multiboard.sync.engine;

import io.multiboard.sync.engine.preflight.Preflight;
import io.multiboard.sync.engine.preflight.Refusal;
import io.multiboard.sync.engine.target.DatabaseMark;
import io.multiboard.sync.engine.target.Guard;
import io.multiboard.sync.engine.target.TargetDatabase;
import io.multiboard.sync.engine.target.TargetLock;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.Session;

/// Marks a database as one that may be overwritten: its owner's deliberate word. Thread-safe.
public final class Allow {
  private final Guard guard;

  /// @param guard what the database must not be
  public Allow(Guard guard) {
    this.guard = guard;
  }

  /// Sets the mark; the rest of the comment stays.
  ///
  /// @return false when the mark was there already
  public boolean run(Connector target) {
    String name = target.address().database();
    try (Session maintenance = target.toDatabase(TargetLock.MAINTENANCE).open()) {
      Refusal.unlessAllowed(Preflight.ofMark(target, guard, maintenance));
      TargetDatabase database =
          TargetDatabase.read(maintenance, name)
              .orElseThrow(() ->
                  new SyncException(
                      Reason.DatabaseNotFound,
                      "there is no database \"" + name + "\"",
                      "a target that does not exist needs no mark"));
      if (database.comment().overwritable()) {
        return false;
      }
      DatabaseMark.set(maintenance, name, database.comment().withOverwritable());
      return true;
    }
  }
}
