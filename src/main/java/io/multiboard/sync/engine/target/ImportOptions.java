package io.multiboard.sync.engine.target;

import java.time.Duration;

/// How an import is to be done.
///
/// @param jobs sessions that load at a time, at least 1
/// @param keepPrevious how long the former database stays as the way back; zero keeps none
public record ImportOptions(
    int jobs,
    Strategy strategy,
    Ownership ownership,
    Privileges privileges,
    MissingRoles missingRoles,
    TargetOnlyObjects targetOnlyObjects,
    VerifyMode verify,
    Duration keepPrevious) {
  /// What happens when nobody says otherwise.
  public static final ImportOptions DEFAULTS =
      new ImportOptions(
          2,
          Strategy.Swap,
          Ownership.Target,
          Privileges.Target,
          MissingRoles.Fail,
          TargetOnlyObjects.Refuse,
          VerifyMode.Counts,
          Duration.ofHours(24));

  public ImportOptions {
    if (jobs < 1) {
      throw new IllegalArgumentException("an import needs at least one job");
    }
    if (keepPrevious.isNegative()) {
      throw new IllegalArgumentException("a former database cannot be kept for less than no time");
    }
  }
}
