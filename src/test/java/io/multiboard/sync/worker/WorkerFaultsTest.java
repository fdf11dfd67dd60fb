package io.multiboard.sync.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.order.Assignment;
import io.multiboard.sync.order.DatabaseAccess;
import io.multiboard.sync.order.Outcome;
import io.multiboard.sync.order.Progress;
import io.multiboard.sync.order.Protection;
import io.multiboard.sync.order.Report;
import io.multiboard.sync.testing.TestingProxy;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Workers that are killed, stopped and told to end: the target is either as it was or a whole
/// copy.
@Timeout(240)
class WorkerFaultsTest extends WorkerScene {
  @Test
  void aKilledExporterEndsTheImportAndTheNextAttemptsSucceed() throws Exception {
    Protection protection = protection();
    Assignment first = TestingVolume.assignment("kill", 1);
    try (TestingProxy proxy = TestingProxy.before(source.server().port())) {
      DatabaseAccess slow = volume.access(proxy.port(), source.name());
      proxy.after(3_000_000, TestingProxy.Way.TO_CLIENT, new TestingProxy.Mode.Silent());
      try (TestingWorker exporter = TestingWorker.start(volume, volume.export(slow, first));
          TestingWorker importer =
              TestingWorker.start(volume, volume.load(target(), first, "kill", protection))) {
        importer.awaitStage(Progress.Stage.Import);
        exporter.signal("KILL");
        Outcome lost = importer.await();
        assertThat(failed(lost)).isEqualTo(Reason.ExportLost);
        assertThat(lost.retryHelps()).isTrue();
        assertThat(lost.report().target()).isEqualTo(Report.Fate.RolledBack);
      }
    }
    assertThat(target.query("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
        .isEqualTo("0");
    assertThat(oursOnTarget()).isEmpty();
    assertThat(Files.exists(runFolder(first).resolve("archive"))).isFalse();

    Assignment second = TestingVolume.assignment("kill", 2);
    assertThat(run(volume.export(source(), second))).isInstanceOf(Outcome.Succeeded.class);
    assertThat(run(volume.load(target(), second, "kill", protection)))
        .isInstanceOf(Outcome.Succeeded.class);
    assertCopied();
    assertThat(names(runFolder(second))).noneMatch(name -> name.contains("partial"));
  }

  @Test
  void aKilledImporterStartsAgainFromWhatIsThere() throws Exception {
    Protection protection = protection();
    Assignment first = TestingVolume.assignment("kill-import", 1);
    try (TestingProxy proxy = TestingProxy.before(target.server().port());
        TestingWorker exporter = TestingWorker.start(volume, volume.export(source(), first))) {
      DatabaseAccess slow = volume.access(proxy.port(), target.name());
      proxy.after(3_000_000, TestingProxy.Way.TO_SERVER, new TestingProxy.Mode.Silent());
      try (TestingWorker importer =
          TestingWorker.start(volume, volume.load(slow, first, "kill-import", protection))) {
        importer.awaitStage(Progress.Stage.Import);
        assertThat(exporter.await()).isInstanceOf(Outcome.Succeeded.class);
        importer.signal("KILL");
      }
    }
    Assignment second = TestingVolume.assignment("kill-import", 2);
    assertThat(run(volume.load(target(), second, "kill-import", protection)))
        .isInstanceOf(Outcome.Succeeded.class);
    assertCopied();
    assertThat(oursOnTarget()).isEmpty();
  }

  @Test
  void aStoppedImporterIsFencedOffAndWritesNothingMore() throws Exception {
    Protection protection = protection();
    Assignment first = TestingVolume.assignment("stop", 1);
    assertThat(run(volume.export(source(), first))).isInstanceOf(Outcome.Succeeded.class);
    try (TestingProxy proxy = TestingProxy.before(target.server().port())) {
      DatabaseAccess slow = volume.access(proxy.port(), target.name());
      proxy.after(3_000_000, TestingProxy.Way.TO_SERVER, new TestingProxy.Mode.Silent());
      try (TestingWorker stopped =
          TestingWorker.start(volume, volume.load(slow, first, "stop", protection))) {
        stopped.awaitStage(Progress.Stage.Import);
        stopped.signal("STOP");
        Assignment second = TestingVolume.assignment("stop", 2);
        assertThat(run(volume.load(target(), second, "stop", protection)))
            .isInstanceOf(Outcome.Succeeded.class);
        assertCopied();
        target.execute("CREATE TABLE made_later ()");
        proxy.become(new TestingProxy.Mode.Open());
        stopped.signal("CONT");
        assertThat(stopped.await()).isInstanceOf(Outcome.Failed.class);
      }
    }
    assertThat(target.query("SELECT to_regclass('made_later') IS NOT NULL")).isEqualTo("t");
    assertCopied();
    assertThat(oursOnTarget()).isEmpty();
  }

  @Test
  void aPoliteEndLeavesNothingAndSaysSo() throws Exception {
    Protection protection = protection();
    Assignment run = TestingVolume.assignment("term", 1);
    try (TestingProxy proxy = TestingProxy.before(source.server().port())) {
      DatabaseAccess slow = volume.access(proxy.port(), source.name());
      proxy.after(3_000_000, TestingProxy.Way.TO_CLIENT, new TestingProxy.Mode.Narrow(100_000));
      try (TestingWorker exporter = TestingWorker.start(volume, volume.export(slow, run));
          TestingWorker importer =
              TestingWorker.start(volume, volume.load(target(), run, "term", protection))) {
        importer.awaitStage(Progress.Stage.Import);
        importer.signal("TERM");
        Outcome imported = importer.await();
        assertThat(imported).isInstanceOf(Outcome.Interrupted.class);
        assertThat(imported.report().target()).isEqualTo(Report.Fate.RolledBack);
        exporter.signal("TERM");
        assertThat(exporter.await()).isInstanceOf(Outcome.Interrupted.class);
        assertThat(List.of(importer.status(), exporter.status())).containsOnly(1);
      }
    }
    assertThat(oursOnTarget()).isEmpty();
    assertThat(names(runFolder(run)))
        .containsExactly("outcome-export-1.json", "outcome-import-1.json");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() ->
            source
                .query(
                    "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'multiboard%'")
                .equals("0"));
  }
}
