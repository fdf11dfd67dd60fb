package io.multiboard.sync.engine.copy;

import io.multiboard.sync.postgres.QualifiedName;
import java.util.Optional;

/// Something that one session of an export does.
///
/// @param table what must be locked for it; empty for large objects, which have no locks
/// @param bytes how much it has to read, estimated
record ExportPart(Optional<QualifiedName> table, long bytes, Action action) {
  /// What is done.
  @FunctionalInterface
  interface Action {
    void run(Reading reading);
  }
}
