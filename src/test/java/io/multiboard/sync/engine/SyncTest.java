package io.multiboard.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiboard.sync.engine.archive.ArchiveWriter;
import io.multiboard.sync.engine.archive.Compression;
import io.multiboard.sync.engine.copy.RowSink;
import io.multiboard.sync.engine.target.Guard;
import io.multiboard.sync.engine.target.ImportOptions;
import io.multiboard.sync.engine.target.MissingRoles;
import io.multiboard.sync.engine.target.Ownership;
import io.multiboard.sync.engine.target.Privileges;
import io.multiboard.sync.engine.target.Strategy;
import io.multiboard.sync.engine.target.TargetOnlyObjects;
import io.multiboard.sync.engine.target.VerifyMode;
import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.proof.Witness;
import io.multiboard.sync.server.Release;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import io.multiboard.sync.server.TestServers;
import io.multiboard.sync.testing.TestingInterrupt;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncTest {
  private static final Sync SYNC = new Sync(EventSink.NONE);
  private static final List<String> TABLES =
      List.of("numbers", "texts", "times", "others", "structures", "of_the_user", "gaps", "wide");

  /// The old data are worth nothing.
  private static final ImportOptions OPTIONS =
      new ImportOptions(
          2,
          Strategy.Swap,
          Ownership.Target,
          Privileges.Target,
          MissingRoles.Fail,
          TargetOnlyObjects.Drop,
          VerifyMode.Counts,
          Duration.ofHours(1));

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"V15, V15, Auto", "V18, V18, Text", "V15, V18, Binary"})
  void theCopyHoldsWhatTheSourceHolds(Release from, Release to, CopyFormat format)
      throws Exception {
    try (TestDatabase source = TestServers.shared(from).createDatabase();
        TestDatabase target = older(TestServers.shared(to))) {
      source.load("/io/multiboard/sync/engine/copy/hard-values.sql");
      SyncReport report = sync(SYNC, source, target, format);
      for (String table : TABLES) {
        assertThat(contents(target, table)).isEqualTo(contents(source, table));
      }
      assertThat(report.imported().rows()).isEqualTo(report.exported().rows());
      assertThat(report.imported().verified()).isTrue();
      assertThat(report.exported().archive().folder()).isDirectory();
      dropFormer(report, target);
    }
  }

  private static String contents(TestDatabase database, String table) throws SQLException {
    return database.query(
        "SELECT count(*) || md5(string_agg(t::text, ',' ORDER BY id)) FROM %s t"
            .formatted(table.equals("gaps") ? "(SELECT a AS id, * FROM gaps)" : table));
  }

  /// A target that may be overwritten and holds something else.
  private static TestDatabase older(TestServer server) throws SQLException {
    TestDatabase target = server.createDatabase();
    return target.execute(
        "CREATE TABLE old_data AS SELECT 1 AS a",
        "COMMENT ON DATABASE %s IS 'multiboard:overwritable'".formatted(target.name()));
  }

  private static void dropFormer(SyncReport report, TestDatabase target) throws SQLException {
    String former = report.imported().former().orElseThrow().name();
    target.server().execute("DROP DATABASE \"" + former + "\" WITH (FORCE)");
  }

  private SyncReport sync(Sync sync, TestDatabase source, TestDatabase target, CopyFormat format) {
    Connector from = new Connector(source.address(), "sync-test");
    ExportRequest export =
        new ExportRequest(from, 2, 256 * 1024, format, Duration.ofSeconds(5), Set.of());
    SyncRequest request =
        new SyncRequest(
            export, new Connector(target.address(), "sync-test"), "test", OPTIONS, Guard.NONE);
    try (ArchiveWriter archive =
        ArchiveWriter.create(folder.resolve("archive"), Compression.parse("zstd:1"), "test")) {
      return sync.run(request, archive);
    }
  }

  @Test
  void aLostRangeLeavesTheTargetAsItWas() throws Exception {
    try (TestDatabase source = parts();
        TestDatabase target = older(TestServers.v15())) {
      AtomicBoolean lost = new AtomicBoolean();
      Export export =
          new Export(EventSink.NONE, sink -> spoiled(sink, () -> lost.compareAndSet(false, true)));
      Sync sync = new Sync(export, new Import(EventSink.NONE));
      assertThatThrownBy(() -> sync(sync, source, target, CopyFormat.Auto))
          .isInstanceOfSatisfying(
              SyncException.class,
              failure -> assertThat(failure.reason()).isEqualTo(Reason.VerificationFailed));
      assertUntouched(target);
    }
  }

  private static TestDatabase parts() throws SQLException {
    return TestServers.v15()
        .createDatabase()
        .execute(
            "CREATE TABLE parts AS SELECT n AS id, repeat('x', 100) AS filler FROM generate_series(1, 30000) n",
            "CREATE UNIQUE INDEX ON parts (id)");
  }

  /// @param loses whether the next run of rows is to be lost
  private static RowSink spoiled(RowSink sink, BooleanSupplier loses) {
    return new RowSink() {
      @Override
      public void append(byte[] rows, int length, long rowCount) {
        if (!loses.getAsBoolean()) {
          sink.append(rows, length, rowCount);
        }
      }

      @Override
      public void finish(long countedRows) {
        sink.finish(countedRows);
      }
    };
  }

  private void assertUntouched(TestDatabase target) throws SQLException {
    assertThat(
            target.rows("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"))
        .containsExactly(List.of("old_data"));
    Witness.assertNoSession(target.server());
    assertThat(TestingShop.ours(target.server(), target.name())).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aTargetThatIsNotMarkedEndsTheExport() throws Exception {
    try (TestDatabase source = parts();
        TestDatabase target = older(TestServers.v15())) {
      target.execute("COMMENT ON DATABASE %s IS NULL".formatted(target.name()));
      assertThatThrownBy(() -> sync(SYNC, source, target, CopyFormat.Auto))
          .isInstanceOfSatisfying(
              SyncException.class,
              failure -> assertThat(failure.reason()).isEqualTo(Reason.TargetNotMarked));
      assertUntouched(target);
    }
  }

  @Test
  void theSourceItselfIsNoTarget() throws Exception {
    try (TestDatabase source = parts()) {
      source.execute(
          "COMMENT ON DATABASE %s IS 'multiboard:overwritable'".formatted(source.name()));
      assertThatThrownBy(() -> sync(SYNC, source, source, CopyFormat.Auto))
          .isInstanceOfSatisfying(
              SyncException.class,
              failure -> assertThat(failure.reason()).isEqualTo(Reason.TargetIsSource));
      assertThat(source.query("SELECT count(*) FROM parts")).isEqualTo("30000");
    }
  }

  @Test
  void anInterruptLeavesTheTargetAsItWas() throws Exception {
    try (TestDatabase source = parts();
        TestDatabase target = older(TestServers.v15())) {
      CountDownLatch reading = new CountDownLatch(1);
      Sync sync =
          new Sync(
              new Export(EventSink.NONE, sink -> spoiled(sink, waiting(reading))),
              new Import(EventSink.NONE));
      TestingInterrupt.assertCancels(reading, () -> sync(sync, source, target, CopyFormat.Auto));
      assertUntouched(target);
    }
  }

  private static BooleanSupplier waiting(CountDownLatch reading) {
    return () -> {
      reading.countDown();
      try {
        Thread.sleep(Duration.ofMinutes(1));
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      return false;
    };
  }
}
