package io.multiboard.sync.reconcile;

import io.multiboard.sync.manifest.ConnectionStatus;
import io.multiboard.sync.manifest.DatabaseConnection;
import io.multiboard.sync.manifest.DatabaseSyncRun;
import io.multiboard.sync.order.Outcome;
import java.time.Instant;
import java.util.List;

/// All that is seen of a connection at one moment.
///
/// @param runs that check it
/// @param checks what workers said that looked at it, whoever sent them
record ConnectionObservation(
    Instant now, DatabaseConnection connection, List<DatabaseSyncRun> runs, List<Outcome> checks) {
  ConnectionStatus status() {
    return connection.getStatus() == null ? ConnectionStatus.NONE : connection.getStatus();
  }

  ResourceName name() {
    return ResourceName.of(connection);
  }
}
