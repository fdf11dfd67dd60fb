package io.multiboard.sync.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.order.Assignment;
import io.multiboard.sync.order.DatabaseAccess;
import io.multiboard.sync.order.Outcome;
import io.multiboard.sync.order.Progress;
import io.multiboard.sync.order.Protection;
import io.multiboard.sync.order.Report;
import io.multiboard.sync.order.Retention;
import io.multiboard.sync.order.WorkOrder;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServers;
import io.multiboard.sync.testing.TestingProxy;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What became of a target whose writer is gone without a word: a clean-up finds out, and leaves
/// nothing of the writer behind.
class WorkerSettlementTest extends WorkerScene {
  private static final long MIDDLE = 4_000_000;

  private WorkOrder settlement(String trigger) throws IOException {
    return new WorkOrder.Cleanup(
        TestingVolume.assignment(trigger, 1),
        Optional.of(target()),
        Optional.empty(),
        Retention.DEFAULT,
        true);
  }

  @Test
  void takesBackWhatAKilledImporterHasBegun() throws Exception {
    Protection protection = protection();
    Assignment run = TestingVolume.assignment("killed", 1);
    succeed(volume.export(source(), run));
    try (TestingProxy proxy = TestingProxy.before(target.server().port())) {
      DatabaseAccess halting = volume.access(proxy.port(), target.name());
      proxy.after(MIDDLE, TestingProxy.Way.TO_SERVER, new TestingProxy.Mode.Silent());
      try (TestingWorker importer =
          TestingWorker.start(volume, volume.load(halting, run, "killed", protection))) {
        importer.awaitStage(Progress.Stage.Import);
        importer.signal("KILL");
        importer.awaitEnd();
      }
      // The server has not heard of its end: its sessions hold the lock, and must be fenced off.
      Report settled = succeed(settlement("killed"));
      assertThat(settled.target()).isEqualTo(Report.Fate.RolledBack);
      assertThat(settled.removed()).singleElement().asString().startsWith("multiboard_new_");
    }
    assertUntouched();
    assertNothingLeftBehind();
  }

  @Test
  void knowsThatTheNewDataIsIn() throws Exception {
    Protection protection = protection();
    Assignment run = TestingVolume.assignment("in", 1);
    succeed(volume.export(source(), run));
    Report loaded = succeed(volume.load(target(), run, "in", protection));
    Report settled = succeed(settlement("in"));
    assertThat(settled.target()).isEqualTo(Report.Fate.Swapped);
    assertThat(settled.removed()).isEmpty();
    assertThat(succeed(settlement("another")).target()).isEqualTo(Report.Fate.RolledBack);
    assertCopied();

    WorkOrder back = volume.rollback(target(), TestingVolume.assignment("back", 1), protection);
    assertThat(succeed(settlement("back")).target()).isEqualTo(Report.Fate.RolledBack);
    succeed(back);
    assertThat(succeed(settlement("back")).target()).isEqualTo(Report.Fate.Swapped);
    assertThat(succeed(settlement("in")).target()).isEqualTo(Report.Fate.RolledBack);
    assertThat(loaded.wayBack()).isPresent();
    assertUntouched();
  }

  @Test
  void whereThereIsNoTargetNothingWasPutThere() throws Exception {
    DatabaseAccess absent = volume.access(target.server().port(), "absent_target");
    WorkOrder order =
        new WorkOrder.Cleanup(
            TestingVolume.assignment("absent", 1),
            Optional.of(absent),
            Optional.empty(),
            Retention.DEFAULT,
            true);
    Outcome outcome = carryOut(order);
    assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
    assertThat(outcome.report().target()).isEqualTo(Report.Fate.RolledBack);
    assertThat(
            new TestDatabase(TestServers.v18(), "postgres")
                .rows("SELECT 1 FROM pg_database WHERE datname LIKE 'absent%'"))
        .isEmpty();
  }
}
