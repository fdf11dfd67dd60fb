package io.multiboard.sync.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.order.Assignment;
import io.multiboard.sync.order.ExportChoices;
import io.multiboard.sync.order.ExportChoices.CopyFormat;
import io.multiboard.sync.order.Outcome;
import io.multiboard.sync.order.Protection;
import io.multiboard.sync.order.Report;
import io.multiboard.sync.order.Retention;
import io.multiboard.sync.order.WorkOrder;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Rows that are much wider than all the rest of a worker's memory.
@Timeout(300)
class WorkerMemoryTest extends WorkerScene {
  private static final long MEBIBYTE = 1 << 20;
  private static final long WIDE = 48;

  /// What a worker may have beside four times its widest row.
  private static final long BASE = 300;

  /// The share of a container's limit that is the heap's, as in the image.
  private static final double HEAP = 0.6;

  private void makeRows(int rows, long mebibytes) throws SQLException {
    source.execute(
        "CREATE TABLE wide (id integer PRIMARY KEY, content bytea)",
        "ALTER TABLE wide ALTER content SET STORAGE EXTERNAL",
        "INSERT INTO wide SELECT n, decode(repeat(md5(n::text), %d), 'hex') FROM generate_series(1, %d) n"
            .formatted(mebibytes * MEBIBYTE / 16, rows));
  }

  private WorkOrder export(Assignment run, CopyFormat format) throws IOException {
    ExportChoices usual = ExportChoices.DEFAULT;
    ExportChoices choices =
        new ExportChoices(
            usual.parallelism(),
            usual.chunkBytes(),
            usual.compression(),
            usual.lockTimeout(),
            format,
            usual.ignoreKinds());
    return new WorkOrder.Export(run, source(), volume.place(run), choices, Retention.DEFAULT);
  }

  /// Within the limit of a container.
  private void succeedWithin(long mebibytes, WorkOrder order) throws Exception {
    TestingWorker.Surroundings container =
        TestingWorker.Surroundings.USUAL.ofHeap((long) (mebibytes * HEAP));
    try (TestingWorker worker = TestingWorker.start(volume, order, container)) {
      long most = worker.awaitEndOfGrowth();
      assertThat(worker.await()).as(worker.said()).isInstanceOf(Outcome.Succeeded.class);
      assertThat(most / MEBIBYTE).isBetween(50L, mebibytes);
    }
  }

  private void assertSame() throws SQLException {
    String content = "SELECT string_agg(md5(content), ' ' ORDER BY id) FROM wide";
    assertThat(target.query(content)).isEqualTo(source.query(content));
  }

  /// As text a byte takes two letters.
  @ParameterizedTest
  @EnumSource(
      value = CopyFormat.class,
      names = {"Text", "Binary"})
  void aVeryWideRowNeedsFourTimesItsWidth(CopyFormat format) throws Exception {
    makeRows(1, WIDE);
    long limit = BASE + 4 * (format == CopyFormat.Text ? 2 * WIDE : WIDE);
    Assignment run = TestingVolume.assignment("wide", 1);
    Protection protection = protection();
    succeedWithin(limit, export(run, format));
    succeedWithin(limit, volume.load(target(), run, "wide", protection));
    assertSame();
  }

  @Test
  void manyWideRowsNeedNoMoreThanOne() throws Exception {
    makeRows(12, WIDE / 2);
    long limit = BASE + 4 * WIDE / 2;
    Assignment run = TestingVolume.assignment("many", 1);
    Protection protection = protection();
    succeedWithin(limit, export(run, CopyFormat.Binary));
    succeedWithin(limit, volume.load(target(), run, "many", protection));
    assertSame();
  }

  @Test
  void aRowThatIsTooWideIsToldWithTheRemedy() throws Exception {
    makeRows(1, WIDE);
    Assignment run = TestingVolume.assignment("too-wide", 1);
    TestingWorker.Surroundings small = TestingWorker.Surroundings.USUAL.ofHeap(40);
    try (TestingWorker worker =
        TestingWorker.start(volume, export(run, CopyFormat.Binary), small)) {
      Outcome.Failed told = (Outcome.Failed) worker.await();
      assertThat(told.reason()).isEqualTo(Reason.OutOfMemory);
      assertThat(told.remedy()).contains("worker.resources");
      assertThat(told.report().target()).isEqualTo(Report.Fate.Untouched);
    }
    assertThat(names(runFolder(run))).isEqualTo(List.of("outcome-export-1.json"));
    assertNothingLeftBehind();
  }
}
