package io.multiboard.sync.worker;

import io.multiboard.sync.engine.CopyFormat;
import io.multiboard.sync.engine.ExportRequest;
import io.multiboard.sync.engine.target.ImportOptions;
import io.multiboard.sync.engine.target.MissingRoles;
import io.multiboard.sync.engine.target.Ownership;
import io.multiboard.sync.engine.target.Privileges;
import io.multiboard.sync.engine.target.Strategy;
import io.multiboard.sync.engine.target.TargetOnlyObjects;
import io.multiboard.sync.engine.target.VerifyMode;
import io.multiboard.sync.order.ExportChoices;
import io.multiboard.sync.order.ImportChoices;
import io.multiboard.sync.postgres.Connector;
import java.util.Set;

/// An order's choices in the engine's words, which are the same.
final class Choices {
  private Choices() {}

  static ExportRequest of(Connector source, ExportChoices choices) {
    return new ExportRequest(
        source,
        choices.parallelism(),
        choices.chunkBytes(),
        CopyFormat.valueOf(choices.copyFormat().name()),
        choices.lockTimeout(),
        Set.copyOf(choices.ignoreKinds()));
  }

  static ImportOptions of(ImportChoices choices) {
    return new ImportOptions(
        choices.parallelism(),
        Strategy.valueOf(choices.strategy().name()),
        Ownership.valueOf(choices.ownership().name()),
        Privileges.valueOf(choices.privileges().name()),
        MissingRoles.valueOf(choices.missingRoles().name()),
        TargetOnlyObjects.valueOf(choices.targetOnlyObjects().name()),
        VerifyMode.valueOf(choices.verify().name()),
        choices.keepPrevious());
  }
}
