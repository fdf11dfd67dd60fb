package io.multiboard.sync.kubernetes;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.order.DatabaseIdentity;
import io.multiboard.sync.order.Outcome;
import io.multiboard.sync.order.Report;
import io.multiboard.sync.order.WorkOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What workers say where there are none.
final class Said {
  private Said() {}

  /// All is done, and proved.
  static Outcome done(WorkOrder order) {
    return new Outcome.Succeeded(report(order, fate(order)));
  }

  /// Everybody does well.
  static Optional<Outcome> well(WorkOrder order) {
    return Optional.of(done(order));
  }

  /// Checks end, and the rest goes on.
  static Optional<Outcome> checksOnly(WorkOrder order) {
    return order instanceof WorkOrder.Check ? well(order) : Optional.empty();
  }

  private static Report.Fate fate(WorkOrder order) {
    return switch (order) {
      case WorkOrder.Import _, WorkOrder.Rollback _ -> Report.Fate.Swapped;
      case WorkOrder.Cleanup clean when clean.abandoned() -> Report.Fate.RolledBack;
      case WorkOrder.Export _, WorkOrder.Check _, WorkOrder.Plan _, WorkOrder.Cleanup _ ->
          Report.Fate.Untouched;
    };
  }

  static Outcome failed(WorkOrder order, Reason reason) {
    return new Outcome.Failed(
        reason, "it did not go well", "", report(order, Report.Fate.Untouched));
  }

  static Outcome interrupted(WorkOrder order) {
    return new Outcome.Interrupted(report(order, Report.Fate.Untouched));
  }

  private static Report report(WorkOrder order, Report.Fate fate) {
    Instant now = Instant.now();
    Report blank = Report.of(order, now, now, fate);
    return new Report(
        blank.role(),
        blank.runId(),
        blank.attempt(),
        now,
        now,
        fate,
        order instanceof WorkOrder.Export export
            ? Optional.of(archive(export, now))
            : Optional.empty(),
        order instanceof WorkOrder.Import
            ? Optional.of(new Report.Verification("Counts", 3, 30))
            : Optional.empty(),
        order instanceof WorkOrder.Check || order instanceof WorkOrder.Import
            ? Optional.of(database(now))
            : Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of());
  }

  private static Report.Archive archive(WorkOrder.Export export, Instant now) {
    return new Report.Archive(
        export.archive().syncFolder() + "/" + export.archive().run(),
        1000,
        "ab".repeat(32),
        3,
        30,
        3000,
        now);
  }

  private static Report.Database database(Instant now) {
    DatabaseIdentity identity =
        new DatabaseIdentity("7000000000000000001", 16384, now.minusSeconds(60), now);
    return new Report.Database("18.6", Optional.of(identity), 1 << 20, 3, true, false, List.of());
  }
}
