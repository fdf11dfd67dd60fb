package io.multiboard.sync.kubernetes;

import io.multiboard.sync.manifest.Condition;
import io.multiboard.sync.manifest.Conditions;
import io.multiboard.sync.manifest.DatabaseConnection;
import io.multiboard.sync.manifest.DatabaseSync;
import io.multiboard.sync.manifest.DatabaseSyncRun;

/// How resources stand.
final class State {
  private State() {}

  static boolean isReady(DatabaseSync sync, Condition.Truth truth) {
    return sync.getStatus() != null
        && Conditions.find(sync.getStatus().conditions(), "Ready")
            .filter(found -> found.status() == truth)
            .isPresent();
  }

  static boolean isChecked(DatabaseConnection connection) {
    return connection.getStatus() != null
        && Conditions.holds(connection.getStatus().conditions(), "Ready");
  }

  static boolean started(DatabaseSyncRun run) {
    return run.getStatus() != null && run.getStatus().resolved() != null;
  }

  static boolean queued(DatabaseSyncRun run, int place) {
    return run.getStatus() != null
        && Integer.valueOf(place).equals(run.getStatus().queuePosition());
  }

  static boolean ended(DatabaseSyncRun run) {
    return run.getStatus() != null && run.getStatus().hasEnded();
  }

  static boolean says(DatabaseSyncRun run, String type, Condition.Truth truth, String reason) {
    return run.getStatus() != null
        && Conditions.find(run.getStatus().conditions(), type)
            .filter(found -> found.status() == truth && found.reason().equals(reason))
            .isPresent();
  }

  /// How many workers of a role a run tells of.
  static long attempts(DatabaseSyncRun run, String role) {
    return run.getStatus() == null
        ? 0
        : run.getStatus().attempts().stream().filter(each -> each.role().equals(role)).count();
  }
}
