package io.multiboard.sync.worker;

import io.multiboard.sync.engine.Check;
import io.multiboard.sync.engine.Plan;
import io.multiboard.sync.engine.Rollback;
import io.multiboard.sync.engine.SourcePlan;
import io.multiboard.sync.engine.Whereabouts;
import io.multiboard.sync.engine.archive.PlannedContents;
import io.multiboard.sync.engine.target.Finding;
import io.multiboard.sync.engine.target.OurDatabases;
import io.multiboard.sync.engine.target.RunNames;
import io.multiboard.sync.engine.target.TargetDatabase;
import io.multiboard.sync.engine.target.TargetLock;
import io.multiboard.sync.order.Assignment;
import io.multiboard.sync.order.Progress;
import io.multiboard.sync.order.Report;
import io.multiboard.sync.order.WorkOrder;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.storage.Room;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The orders that move no rows. For one order.
final class SmallWork {
  private static final long UNKNOWN = -1;

  private final Tally tally;
  private final Draft draft;

  SmallWork(Tally tally, Draft draft) {
    this.tally = tally;
    this.draft = draft;
  }

  void check(WorkOrder.Check order) {
    tally.enter(Progress.Stage.Preflight);
    Connector connector = Work.login(order.database(), order);
    Check.Report report = new Check(connector).look();
    draft.saw(Whereabouts.read(connector), report.bytes(), report.tables());
    report.formers().stream().findFirst().ifPresent(draft::keeps);
  }

  void plan(WorkOrder.Plan order) {
    tally.enter(Progress.Stage.Preflight);
    Connector connector = Work.login(order.database(), order);
    Path folder = Path.of(order.archive().runFolder());
    switch (order.side()) {
      case Source -> {
        SourcePlan plan = SourcePlan.of(Choices.of(connector, order.exportChoices()));
        PlannedContents.write(folder, plan.contents());
        draft.planned(
            new Report.Plan(
                (int) plan.contents().tableData().count(),
                plan.rows(),
                plan.bytes(),
                Optional.of(new Room(folder).free()),
                List.of()));
      }
      case Target -> {
        Plan plan = Plan.of(request(connector, order, folder));
        draft.planned(
            new Report.Plan(
                plan.tables(),
                plan.rows(),
                plan.bytes(),
                Optional.empty(),
                plan.findings().stream()
                    .limit(Report.MOST_FINDINGS)
                    .map(SmallWork::finding)
                    .toList()));
      }
    }
  }

  private static Plan.Request request(Connector target, WorkOrder.Plan order, Path folder) {
    return new Plan.Request(
        target,
        PlannedContents.read(folder),
        UNKNOWN,
        UNKNOWN,
        OptionalLong.empty(),
        Optional.empty(),
        Choices.of(order.importChoices()),
        Guards.of(order.protection()));
  }

  private static Report.Finding finding(Finding finding) {
    return new Report.Finding(
        finding.rule(),
        finding.reason().name(),
        finding.message(),
        finding.remedy(),
        finding.blocking());
  }

  void rollback(WorkOrder.Rollback order) {
    Connector target = Work.login(order.target(), order);
    Work.fence(target.toDatabase(TargetLock.MAINTENANCE), order);
    Rollback.Report report =
        new Rollback(tally)
            .run(
                new Rollback.Request(
                    target,
                    id(order.assignment()),
                    order.keepPrevious(),
                    Guards.of(order.protection())));
    report.former().ifPresent(draft::keeps);
    Work.look(target, draft);
  }

  void cleanup(WorkOrder.Cleanup order) {
    tally.enter(Progress.Stage.Cleanup);
    order
        .archives()
        .ifPresent(place -> draft.removed(Archives.keep(place, order.retention(), Instant.now())));
    order.target().ifPresent(access -> tidy(Work.login(access, order), order));
  }

  private void tidy(Connector target, WorkOrder.Cleanup order) {
    String name = target.address().database();
    if (order.abandoned()) {
      Work.fenceAll(target.toDatabase(TargetLock.MAINTENANCE), order);
    }
    try (TargetLock lock = TargetLock.take(target, new RunNames(name, id(order.assignment())))) {
      OurDatabases ours = new OurDatabases(lock.session(), name);
      if (order.abandoned()) {
        draft.removed(ours.dropShadows(target));
        draft.settled(fate(lock, ours, name, order.assignment().runId().text()));
      }
      draft.removed(ours.dropOutdated());
    }
  }

  /// Nobody writes the target while the lock is held: what it remembers is what it is.
  private static Report.Fate fate(TargetLock lock, OurDatabases ours, String name, String run) {
    boolean remembered =
        TargetDatabase.read(lock.session(), name)
            .flatMap(found -> found.comment().run())
            .filter(run::equals)
            .isPresent();
    boolean replaced =
        ours.formers().stream().anyMatch(former -> former.runId().startsWith(run + "-"));
    return remembered || replaced ? Report.Fate.Swapped : Report.Fate.RolledBack;
  }

  private static String id(Assignment assignment) {
    return assignment.runId().ofAttempt(assignment.attempt());
  }
}
