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
import io.multiboard.sync.order.Role;
import io.multiboard.sync.testing.TestingProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The two halves of a run as processes of their own, on one folder, between real servers.
@Timeout(300)
class WorkerTest extends WorkerScene {
  /// More than the workers have memory for; it weighs little on the servers' disks.
  private static final String BALLAST =
      """
      CREATE TABLE ballast (id integer PRIMARY KEY, content text);
      INSERT INTO ballast SELECT n, repeat(md5(n::text), 65536) FROM generate_series(1, 40) n;
      """;

  @Test
  void anImportFollowsItsExport() throws Exception {
    source.execute(BALLAST);
    Assignment run = TestingVolume.assignment("one", 1);
    Protection protection = protection();
    try (TestingProxy proxy = TestingProxy.before(source.server().port());
        TestingWorker importer =
            TestingWorker.start(volume, volume.load(target(), run, "one", protection))) {
      DatabaseAccess halting = volume.access(proxy.port(), source.name());
      proxy.after(30_000_000, TestingProxy.Way.TO_CLIENT, new TestingProxy.Mode.Silent());
      try (TestingWorker exporter = TestingWorker.start(volume, volume.export(halting, run))) {
        // The source says nothing more, and there is no archive: these rows come from the spool.
        importer.awaitRows();
        assertThat(runFolder(run).resolve("archive")).doesNotExist();
        Progress progress = importer.progress();
        assertThat(progress.role()).isEqualTo(Role.IMPORT);
        assertThat(progress.stage()).isEqualTo(Progress.Stage.Import);
        assertThat(progress.totalTables()).isEqualTo(4);
        assertThat(exporter.progress().stage()).isEqualTo(Progress.Stage.Export);
        assertUntouched();

        proxy.become(new TestingProxy.Mode.Open());
        List<Double> percents = percents(importer);
        assertThat(percents).isSorted().allMatch(percent -> percent < 100);
        assertDone(exporter.await(), importer.await(), run);
        assertThat(List.of(importer.status(), exporter.status())).containsOnly(0);
        assertThat(importer.said() + exporter.said()).doesNotContain(TestingVolume.PASSWORD);
      }
    }
    assertCopied();
    assertNothingLeftBehind();
    assertThat(names(runFolder(run)))
        .containsExactly("archive", "outcome-export-1.json", "outcome-import-1.json");
    assertThat(OrderJson.outcome(Files.readString(runFolder(run).resolve("outcome-import-1.json"))))
        .isInstanceOf(Outcome.Succeeded.class);
  }

  /// What it says of itself until the end.
  private static List<Double> percents(TestingWorker importer) throws Exception {
    List<Double> percents = new ArrayList<>();
    while (importer.isRunning()) {
      try {
        Progress progress = importer.progress();
        if (progress.stage() != Progress.Stage.Done) {
          percents.add(progress.percent());
        }
        Thread.sleep(10);
      } catch (IOException ended) {
        importer.awaitEnd();
      }
    }
    return percents;
  }

  private static void assertDone(Outcome exported, Outcome imported, Assignment run) {
    assertThat(exported).isInstanceOf(Outcome.Succeeded.class);
    Report.Archive archive = exported.report().archive().orElseThrow();
    assertThat(archive.rows()).isEqualTo(41_040);
    assertThat(archive.folder()).isEqualTo("shop_nightly/" + run.run());
    assertThat(imported).isInstanceOf(Outcome.Succeeded.class);
    assertThat(imported.report().target()).isEqualTo(Report.Fate.Swapped);
    assertThat(imported.report().verification())
        .contains(new Report.Verification("Counts", 4, 41_040));
    assertThat(imported.report().slowest()).isNotEmpty();
    assertThat(imported.report().wayBack()).isPresent();
    assertThat(imported.report().database().orElseThrow().done())
        .singleElement()
        .asString()
        .startsWith("shop/nightly/");
  }

  @Test
  void whatIsDoneIsNotDoneAgain() throws Exception {
    Protection protection = protection();
    Assignment run = TestingVolume.assignment("one", 1);
    Report exported = succeed(volume.export(source(), run));
    succeed(volume.load(target(), run, "one", protection));

    Assignment again = TestingVolume.assignment("one", 2);
    source.execute("INSERT INTO nothing VALUES (1)");
    target.execute("INSERT INTO nothing VALUES (2)");
    assertThat(succeed(volume.export(source(), again)).archive()).isEqualTo(exported.archive());
    Report twice = succeed(volume.load(target(), again, "one", protection));
    assertThat(twice.verification().orElseThrow().rows()).isEqualTo(41_000);
    assertThat(target.query("SELECT string_agg(id::text, ' ') FROM nothing")).isEqualTo("2");
  }

  @Test
  void theTargetIsNeitherTheSourceNorUnknown() throws Exception {
    Assignment run = TestingVolume.assignment("rule-3", 1);
    succeed(volume.export(source(), run));

    Protection itself = TestingVolume.sourceIs(identity(target()));
    Outcome same = carryOut(volume.load(target(), run, "rule-3", itself));
    assertThat(failed(same)).isEqualTo(Reason.TargetIsSource);
    assertThat(same.report().target()).isEqualTo(Report.Fate.Untouched);
    Protection unknown = TestingVolume.sourceIs(Optional.empty());
    assertThat(failed(carryOut(volume.load(target(), run, "rule-3", unknown))))
        .isEqualTo(Reason.TargetIsSource);
    assertUntouched();
  }
}
