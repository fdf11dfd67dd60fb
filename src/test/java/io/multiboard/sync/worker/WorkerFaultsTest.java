package io.multiboard.sync.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.order.Assignment;
import io.multiboard.sync.order.DatabaseAccess;
import io.multiboard.sync.order.OrderJson;
import io.multiboard.sync.order.Outcome;
import io.multiboard.sync.order.Progress;
import io.multiboard.sync.order.Protection;
import io.multiboard.sync.order.Report;
import io.multiboard.sync.testing.TestingProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Workers that are killed, stopped and told to end: the target is either as it was or a whole
/// copy.
@Timeout(300)
class WorkerFaultsTest extends WorkerScene {
  private static final long MIDDLE = 3_000_000;
  private static final TestingWorker.Surroundings ATTENTIVE =
      TestingWorker.Surroundings.USUAL.noticing(Duration.ofSeconds(8));

  @Test
  void aKilledExporterEndsTheImportAndTheNextAttemptsSucceed() throws Exception {
    Protection protection = protection();
    Assignment first = TestingVolume.assignment("kill", 1);
    try (TestingProxy proxy = TestingProxy.before(source.server().port())) {
      DatabaseAccess halting = volume.access(proxy.port(), source.name());
      proxy.after(MIDDLE, TestingProxy.Way.TO_CLIENT, new TestingProxy.Mode.Silent());
      try (TestingWorker exporter = TestingWorker.start(volume, volume.export(halting, first));
          TestingWorker importer =
              TestingWorker.start(
                  volume, volume.load(target(), first, "kill", protection), ATTENTIVE)) {
        importer.awaitStage(Progress.Stage.Import);
        exporter.signal("KILL");
        Outcome lost = importer.await();
        assertThat(failed(lost)).isEqualTo(Reason.ExportLost);
        assertThat(lost.retryHelps()).isTrue();
        assertThat(lost.report().target()).isEqualTo(Report.Fate.RolledBack);
      }
    }
    assertUntouched();
    assertThat(runFolder(first).resolve("archive")).doesNotExist();

    Assignment second = TestingVolume.assignment("kill", 2);
    succeed(volume.export(source(), second));
    succeed(volume.load(target(), second, "kill", protection));
    assertCopied();
    assertNothingLeftBehind();
    assertThat(names(runFolder(second))).containsExactly("archive", "outcome-import-1.json");
  }

  @Test
  void aKilledImporterStartsAgainFromWhatIsThere() throws Exception {
    Protection protection = protection();
    Assignment first = TestingVolume.assignment("kill-import", 1);
    try (TestingProxy proxy = TestingProxy.before(target.server().port());
        TestingWorker exporter = TestingWorker.start(volume, volume.export(source(), first))) {
      DatabaseAccess halting = volume.access(proxy.port(), target.name());
      proxy.after(MIDDLE, TestingProxy.Way.TO_SERVER, new TestingProxy.Mode.Silent());
      try (TestingWorker importer =
          TestingWorker.start(volume, volume.load(halting, first, "kill-import", protection))) {
        importer.awaitStage(Progress.Stage.Import);
        assertThat(exporter.await()).isInstanceOf(Outcome.Succeeded.class);
        importer.signal("KILL");
        importer.awaitEnd();
      }
      // The server has not heard of its end: its sessions hold the lock, and must be fenced off.
      Assignment second = TestingVolume.assignment("kill-import", 2);
      assertThat(run(volume.load(target(), second, "kill-import", protection)))
          .isInstanceOf(Outcome.Succeeded.class);
    }
    assertCopied();
    assertNothingLeftBehind();
  }

  @Test
  void aStoppedImporterIsFencedOffAndWritesNothingMore() throws Exception {
    Protection protection = protection();
    Assignment first = TestingVolume.assignment("stop", 1);
    succeed(volume.export(source(), first));
    try (TestingProxy proxy = TestingProxy.before(target.server().port())) {
      DatabaseAccess halting = volume.access(proxy.port(), target.name());
      proxy.after(MIDDLE, TestingProxy.Way.TO_SERVER, new TestingProxy.Mode.Silent());
      try (TestingWorker stopped =
          TestingWorker.start(volume, volume.load(halting, first, "stop", protection))) {
        stopped.awaitStage(Progress.Stage.Import);
        stopped.signal("STOP");
        Assignment second = TestingVolume.assignment("stop", 2);
        succeed(volume.load(target(), second, "stop", protection));
        assertCopied();
        target.execute("CREATE TABLE made_later ()");
        proxy.become(new TestingProxy.Mode.Open());
        stopped.signal("CONT");
        assertThat(stopped.await()).isInstanceOf(Outcome.Failed.class);
      }
    }
    assertThat(target.query("SELECT to_regclass('made_later') IS NOT NULL")).isEqualTo("t");
    assertCopied();
    assertNothingLeftBehind();
  }

  @Test
  void anImporterThatSleptThroughItsRunDoesNothing() throws Exception {
    Protection protection = protection();
    Assignment first = TestingVolume.assignment("sleep", 1);
    try (TestingWorker asleep =
        TestingWorker.start(volume, volume.load(target(), first, "sleep", protection))) {
      asleep.awaitStage(Progress.Stage.Waiting);
      asleep.signal("STOP");
      Assignment second = TestingVolume.assignment("sleep", 2);
      succeed(volume.export(source(), second));
      succeed(volume.load(target(), second, "sleep", protection));
      target.execute("CREATE TABLE made_later ()");
      asleep.signal("CONT");
      asleep.await();
    }
    assertThat(target.query("SELECT to_regclass('made_later') IS NOT NULL")).isEqualTo("t");
    assertNothingLeftBehind();
  }

  @Test
  void aStoppedExporterIsFencedOffAndSpoilsNoArchive() throws Exception {
    Assignment first = TestingVolume.assignment("stop-export", 1);
    Assignment second = TestingVolume.assignment("stop-export", 2);
    try (TestingProxy proxy = TestingProxy.before(source.server().port())) {
      DatabaseAccess halting = volume.access(proxy.port(), source.name());
      proxy.after(MIDDLE, TestingProxy.Way.TO_CLIENT, new TestingProxy.Mode.Silent());
      try (TestingWorker stopped = TestingWorker.start(volume, volume.export(halting, first))) {
        stopped.awaitStage(Progress.Stage.Export);
        Awaitility.await()
            .atMost(TestingWorker.PATIENCE)
            .until(proxy::mode, TestingProxy.Mode.Silent.class::isInstance);
        stopped.signal("STOP");
        Report exported = succeed(volume.export(source(), second));
        proxy.become(new TestingProxy.Mode.Open());
        stopped.signal("CONT");
        assertThat(stopped.await()).isInstanceOf(Outcome.Failed.class);
        Assignment third = TestingVolume.assignment("stop-export", 3);
        assertThat(succeed(volume.export(source(), third)).archive()).isEqualTo(exported.archive());
      }
    }
    assertThat(names(runFolder(first))).containsExactly("archive", "outcome-export-1.json");
    succeed(volume.load(target(), second, "stop-export", protection()));
    assertCopied();
    assertNothingLeftBehind();
  }

  @Test
  void aPoliteEndLeavesNothingAndSaysSo() throws Exception {
    Protection protection = protection();
    Assignment run = TestingVolume.assignment("term", 1);
    try (TestingProxy proxy = TestingProxy.before(source.server().port())) {
      DatabaseAccess slow = volume.access(proxy.port(), source.name());
      proxy.after(MIDDLE, TestingProxy.Way.TO_CLIENT, new TestingProxy.Mode.Narrow(20_000));
      try (TestingWorker exporter = TestingWorker.start(volume, volume.export(slow, run));
          TestingWorker importer =
              TestingWorker.start(volume, volume.load(target(), run, "term", protection))) {
        importer.awaitStage(Progress.Stage.Import);
        importer.signal("TERM");
        assertInterrupted(importer.await(), runFolder(run).resolve("outcome-import-1.json"));
        exporter.signal("TERM");
        assertInterrupted(exporter.await(), runFolder(run).resolve("outcome-export-1.json"));
        assertThat(List.of(importer.status(), exporter.status())).containsOnly(1);
      }
    }
    assertThat(names(runFolder(run)))
        .containsExactly("outcome-export-1.json", "outcome-import-1.json");
    assertUntouched();
    assertNothingLeftBehind();
  }

  /// The same outcome in both places; the whole of it in the file.
  private static void assertInterrupted(Outcome told, Path file) throws Exception {
    assertThat(told).isInstanceOf(Outcome.Interrupted.class);
    assertThat(told.retryHelps()).isTrue();
    assertThat(told.report().target())
        .isIn(Report.Fate.RolledBack, Report.Fate.Untouched)
        .isNotEqualTo(Report.Fate.Unknown);
    Outcome kept = OrderJson.outcome(Files.readString(file));
    assertThat(kept).isInstanceOf(Outcome.Interrupted.class);
    assertThat(kept.report().ended()).isEqualTo(told.report().ended());
  }

  @Test
  void aDamagedArchiveIsRefusedBeforeTheTargetIsTouched() throws Exception {
    Protection protection = protection();
    Assignment run = TestingVolume.assignment("damage", 1);
    succeed(volume.export(source(), run));
    Path archive = runFolder(run).resolve("archive");
    for (String name : names(archive)) {
      byte[] whole = Files.readAllBytes(archive.resolve(name));
      byte[] damaged = whole.clone();
      damaged[damaged.length / 2] ^= 4;
      Files.write(archive.resolve(name), damaged);

      Outcome refused = carryOut(volume.load(target(), run, "damage", protection));
      assertThat(failed(refused)).as(name).isEqualTo(Reason.ArchiveCorrupt);
      assertThat(refused.retryHelps()).isFalse();
      assertThat(refused.report().target()).as(name).isEqualTo(Report.Fate.Untouched);
      assertThat(failed(carryOut(volume.export(source(), run)))).isEqualTo(Reason.ArchiveCorrupt);
      Files.write(archive.resolve(name), whole);
    }
    assertUntouched();
    succeed(volume.load(target(), run, "damage", protection));
  }
}
