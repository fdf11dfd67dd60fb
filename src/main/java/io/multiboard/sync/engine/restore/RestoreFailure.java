package io.multiboard.sync.engine.restore;

import io.multiboard.sync.engine.toc.EntryHeader;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;

/// Failures of single entries, told so that a person finds the object.
final class RestoreFailure {
  private RestoreFailure() {}

  /// The same failure, naming the entry that it happened at. A cancelled run is no failure of an
  /// entry.
  static SyncException at(EntryHeader header, SyncException failure) {
    if (failure.reason() == Reason.Cancelled) {
      return failure;
    }
    return new SyncException(
        failure.reason(),
        "restoring %s \"%s\" (entry %d of the archive) failed: %s"
            .formatted(
                header.kind().text(), header.displayName(), header.dumpId(), failure.getMessage()),
        failure.remedy().isEmpty() ? remedy(failure.reason()) : failure.remedy(),
        failure);
  }

  private static String remedy(Reason reason) {
    return switch (reason) {
      case ConstraintViolated ->
          "The source's rows break a rule of the source's own schema, or a function that a rule"
              + " calls needs a search_path: repair the source.";
      case MissingPrivilege ->
          "Give the importing role the right, import as another role, or see --ownership and"
              + " --privileges.";
      case StatementFailed ->
          "Look at the object in the source: a function that it uses may need a search_path, or"
              + " the target's server may lack what it needs.";
      default -> "";
    };
  }
}
