package io.multiboard.sync.order;

import java.time.Duration;

/// How a target is loaded. The values are those of a DatabaseSync's `import` and `verify`.
///
/// @param parallelism sessions at a time
/// @param keepPrevious how long the former database stays as the way back; zero keeps none
public record ImportChoices(
    int parallelism,
    Strategy strategy,
    Ownership ownership,
    Privileges privileges,
    MissingRoles missingRoles,
    TargetOnlyObjects targetOnlyObjects,
    Verify verify,
    Duration keepPrevious) {
  /// What holds where nobody says otherwise.
  public static final ImportChoices DEFAULT =
      new ImportChoices(
          2,
          Strategy.Swap,
          Ownership.Target,
          Privileges.Target,
          MissingRoles.Fail,
          TargetOnlyObjects.Refuse,
          Verify.Counts,
          Duration.ofHours(24));

  private static final int MOST_PARALLEL = 64;

  public enum Strategy {
    Swap,
    InPlace,
    DataOnly
  }

  public enum Ownership {
    Target,
    Source,
    None
  }

  public enum Privileges {
    Target,
    Source,
    None
  }

  public enum MissingRoles {
    Fail,
    CreateNoLogin,
    Skip
  }

  public enum TargetOnlyObjects {
    Refuse,
    Drop
  }

  public enum Verify {
    Counts,
    Content,
    None
  }

  public ImportChoices {
    Bounds.range("parallelism", parallelism, 1, MOST_PARALLEL);
    Bounds.require(!keepPrevious.isNegative(), "keepPrevious", "is negative");
  }
}
