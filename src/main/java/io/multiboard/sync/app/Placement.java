package io.multiboard.sync.app;

import io.multiboard.sync.order.ArchivePlace;
import io.multiboard.sync.order.DatabaseAccess;
import io.multiboard.sync.order.Protection;
import io.multiboard.sync.order.WorkOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// An order for a pod as an order for this process: other places, the same work.
final class Placement {
  private final String archives;
  private final Supplier<List<Protection.Other>> productions;

  /// @param archives stands for the place where the volume would be mounted
  /// @param productions what no target may be, beside what the manifests say
  Placement(Path archives, Supplier<List<Protection.Other>> productions) {
    this.productions = productions;
    this.archives = archives.toAbsolutePath().normalize().toString();
  }

  WorkOrder of(WorkOrder order, UnaryOperator<DatabaseAccess> access) {
    return switch (order) {
      case WorkOrder.Export export ->
          new WorkOrder.Export(
              export.assignment(),
              access.apply(export.source()),
              place(export.archive()),
              export.choices(),
              export.retention());
      case WorkOrder.Import load ->
          new WorkOrder.Import(
              load.assignment(),
              access.apply(load.target()),
              place(load.archive()),
              load.follows(),
              load.choices(),
              more(load.protection()),
              load.done());
      case WorkOrder.Check check ->
          new WorkOrder.Check(check.assignment(), access.apply(check.database()));
      case WorkOrder.Plan plan ->
          new WorkOrder.Plan(
              plan.assignment(),
              plan.side(),
              access.apply(plan.database()),
              place(plan.archive()),
              plan.exportChoices(),
              plan.importChoices(),
              more(plan.protection()));
      case WorkOrder.Rollback back ->
          new WorkOrder.Rollback(
              back.assignment(),
              access.apply(back.target()),
              back.keepPrevious(),
              more(back.protection()));
      case WorkOrder.Cleanup clean ->
          new WorkOrder.Cleanup(
              clean.assignment(),
              clean.target().map(access),
              clean.archives().map(this::place),
              clean.retention(),
              clean.abandoned());
    };
  }

  private Protection more(Protection written) {
    List<Protection.Other> others = new ArrayList<>(written.others());
    others.addAll(productions.get());
    return new Protection(others, written.physicalCopy());
  }

  private ArchivePlace place(ArchivePlace mounted) {
    return new ArchivePlace(archives, mounted.syncFolder(), mounted.run());
  }
}
