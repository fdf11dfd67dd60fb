package io.multiboard.sync.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.order.Assignment;
import io.multiboard.sync.order.ExportChoices;
import io.multiboard.sync.order.OrderJson;
import io.multiboard.sync.order.Outcome;
import io.multiboard.sync.order.Protection;
import io.multiboard.sync.order.Report;
import io.multiboard.sync.order.Retention;
import io.multiboard.sync.order.WorkOrder;
import io.multiboard.sync.testing.TestingDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Volumes that are too small, that take no writes, and nothing else that does.
@Timeout(300)
class WorkerVolumeTest extends WorkerScene {
  private WorkOrder plainExport(Assignment run) throws IOException {
    ExportChoices usual = ExportChoices.DEFAULT;
    return new WorkOrder.Export(
        run,
        source(),
        volume.place(run),
        new ExportChoices(
            usual.parallelism(),
            usual.chunkBytes(),
            "none",
            usual.lockTimeout(),
            usual.copyFormat(),
            usual.ignoreKinds()),
        Retention.DEFAULT);
  }

  @Test
  void aVolumeThatIsTooSmallIsRefusedBeforeTheFirstRow() throws Exception {
    Assignment run = TestingVolume.assignment("small", 1);
    try (TestingDisk disk = TestingDisk.of(2)) {
      volume = new TestingVolume(folder, disk.folder());
      Outcome.Failed refused = (Outcome.Failed) carryOut(plainExport(run));

      assertThat(refused.reason()).isEqualTo(Reason.ArchiveStorageFull);
      assertThat(refused.retryHelps()).isFalse();
      assertThat(refused.message())
          .containsPattern("has \\d{6,7} bytes left for archives, and at least \\d{7} are needed");
      assertThat(refused.remedy()).contains("archive.retention");
      assertThat(names(runFolder(run))).isEmpty();
    }
    assertNothingLeftBehind();
  }

  @Test
  void aVolumeThatIsSmallIsEnoughForRowsThatShrink() throws Exception {
    source.execute("CREATE TABLE alike AS SELECT 1 AS a, 2 AS b FROM generate_series(1, 1600000)");
    source.execute("ANALYZE alike");
    Assignment run = TestingVolume.assignment("alike", 1);
    try (TestingDisk disk = TestingDisk.of(3)) {
      volume = new TestingVolume(folder, disk.folder());
      Report report = succeed(volume.export(source(), run));
      assertThat(report.archive().orElseThrow().bytes()).isLessThan(2_000_000);
    }
  }

  @Test
  void aVolumeThatFillsUpEndsBothHalvesAndKeepsNothing() throws Exception {
    Assignment run = TestingVolume.assignment("full", 1);
    Protection protection = protection();
    try (TestingDisk disk = TestingDisk.of(6);
        ExecutorService pods = Executors.newVirtualThreadPerTaskExecutor()) {
      volume = new TestingVolume(folder, disk.folder());
      WorkOrder load = volume.load(target(), run, "full", protection);
      Future<Outcome> imported = pods.submit(() -> carryOut(load));
      Outcome exported = run(plainExport(run));

      assertThat(failed(exported)).isEqualTo(Reason.ArchiveStorageFull);
      assertThat(failed(imported.get())).isEqualTo(Reason.ExportLost);
      assertThat(((Outcome.Failed) imported.get()).message()).contains("ArchiveStorageFull");
      assertThat(imported.get().report().target()).isNotEqualTo(Report.Fate.Swapped);
      // There is room for the last word.
      assertThat(names(runFolder(run))).containsExactly("outcome-export-1.json");
      Path kept = runFolder(run).resolve("outcome-export-1.json");
      assertThat(OrderJson.outcome(Files.readString(kept))).isEqualTo(exported);
    }
    assertUntouched();
    assertNothingLeftBehind();
  }

  @Test
  void aVolumeThatTakesNoWritesIsTold() throws Exception {
    Assignment run = TestingVolume.assignment("read-only", 1);
    try (TestingDisk disk = TestingDisk.of(64)) {
      volume = new TestingVolume(folder, disk.folder());
      disk.makeReadOnly();
      Outcome refused = run(plainExport(run));
      assertThat(failed(refused)).isEqualTo(Reason.StorageError);
      assertThat(refused.retryHelps()).isTrue();
    }
  }

  @Test
  void nothingIsWrittenElsewhere() throws Exception {
    Assignment run = TestingVolume.assignment("confined", 1);
    Protection protection = protection();
    try (TestingDisk disk = TestingDisk.of(64)) {
      volume = new TestingVolume(disk.folder());
      TestingWorker.Surroundings confined =
          TestingWorker.Surroundings.USUAL.within(
              List.of(
                  "unshare",
                  "--mount",
                  "sh",
                  "-ec",
                  "mount -o remount,bind,ro /; ! touch /written 2> /dev/null; exec \"$@\"",
                  "sh"));
      try (TestingWorker exporter =
              TestingWorker.start(volume, volume.export(source(), run), confined);
          TestingWorker importer =
              TestingWorker.start(
                  volume, volume.load(target(), run, "confined", protection), confined)) {
        assertThat(exporter.await()).isInstanceOf(Outcome.Succeeded.class);
        assertThat(importer.await()).isInstanceOf(Outcome.Succeeded.class);
        assertThat(exporter.said() + importer.said()).doesNotContain("Read-only");
      }
    }
    assertCopied();
  }
}
