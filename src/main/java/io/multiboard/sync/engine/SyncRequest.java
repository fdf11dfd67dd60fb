package io.multiboard.sync.engine;

import io.multiboard.sync.engine.target.Guard;
import io.multiboard.sync.engine.target.ImportOptions;
import io.multiboard.sync.postgres.Connector;
import java.util.Optional;

/// What is to be copied where.
///
/// @param target the database that the copy will be known as; it may not exist yet
/// @param runId 1 to 32 lower-case letters, digits and hyphens, used by this run alone
/// @param guard what the target must not be, besides the source
public record SyncRequest(
    ExportRequest export, Connector target, String runId, ImportOptions options, Guard guard) {
  public SyncRequest {
    guard =
        new Guard(
            Optional.of(export.source()), guard.productions(), guard.known(), guard.physicalCopy());
  }
}
