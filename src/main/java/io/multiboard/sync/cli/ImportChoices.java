package io.multiboard.sync.cli;

import io.multiboard.sync.engine.target.ImportOptions;
import io.multiboard.sync.engine.target.MissingRoles;
import io.multiboard.sync.engine.target.Ownership;
import io.multiboard.sync.engine.target.Privileges;
import io.multiboard.sync.engine.target.Strategy;
import io.multiboard.sync.engine.target.TargetOnlyObjects;
import io.multiboard.sync.engine.target.VerifyMode;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.settings.Settings;
import io.multiboard.sync.settings.TimeSpan;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// How the copy takes the target's place.
final class ImportChoices {
  @Option(
      names = "--strategy",
      paramLabel = "swap|in-place",
      order = 30,
      description = {
        "swap (the default): load beside the target, verify, then swap names in one transaction; the former database is the way back.",
        "in-place: load into a target that cannot be renamed; so far only where it is empty."
      })
  private Strategy strategy = Strategy.Swap;

  @Option(
      names = "--ownership",
      paramLabel = "target|source|none",
      order = 31,
      description =
          "Who owns the copy: the target's owner (the default), the roles that own it in the source, or the role that imports.")
  private Ownership ownership = Ownership.Target;

  @Option(
      names = "--privileges",
      paramLabel = "target|source|none",
      order = 32,
      description =
          "Who may use the copy: who might use the target (the default), who may use the source, or nobody but its owner.")
  private Privileges privileges = Privileges.Target;

  @Option(
      names = "--missing-roles",
      paramLabel = "fail|create-no-login|skip",
      order = 33,
      description =
          "What to do about roles that the target's server lacks: fail (the default), create them without login, or leave out what names them.")
  private MissingRoles missingRoles = MissingRoles.Fail;

  @Option(
      names = "--target-only-objects",
      paramLabel = "refuse|drop",
      order = 34,
      description =
          "What to do about objects that the target alone has: refuse (the default), or drop them with the former database.")
  private TargetOnlyObjects targetOnlyObjects = TargetOnlyObjects.Refuse;

  @Option(
      names = "--verify",
      paramLabel = "counts|none",
      order = 35,
      description =
          "How the copy is proved: counts (the default) compares count(*) of each table with the source's snapshot; none trusts.")
  private VerifyMode verify = VerifyMode.Counts;

  @Option(
      names = "--physical-copy",
      order = 37,
      description =
          "The target's server is a physical copy of the source's (same system identifier, another server).")
  private boolean physicalCopy;

  private Optional<Duration> keepPrevious = Optional.empty();

  @Option(
      names = "--keep-previous",
      paramLabel = "DURATION",
      order = 36,
      description =
          "How long the former database is kept as the way back, such as 24h (the default) or 7d; 0 keeps none.")
  void keepPrevious(String text) {
    keepPrevious =
        Optional.of(
            TimeSpan.parse(text)
                .orElseThrow(() ->
                    new TypeConversionException("it is not a duration such as 90m, 24h or 7d")));
  }

  boolean physicalCopy() {
    return physicalCopy;
  }

  /// The options for the engine; what comes in a later release is refused by name.
  ImportOptions options(int jobs, Settings settings) {
    if (strategy == Strategy.DataOnly) {
      throw later(
          "--strategy data-only",
          "Use swap, or in-place for an empty target that cannot be renamed.");
    }
    if (verify == VerifyMode.Content) {
      throw later("--verify content", "Use counts, the default.");
    }
    return new ImportOptions(
        jobs,
        strategy,
        ownership,
        privileges,
        missingRoles,
        targetOnlyObjects,
        verify,
        keepPrevious.orElse(settings.transfer().keepPrevious()));
  }

  private static SyncException later(String option, String remedy) {
    return new SyncException(
        Reason.UnsupportedStrategy,
        option + " comes in a later release and is refused until then",
        remedy);
  }
}
