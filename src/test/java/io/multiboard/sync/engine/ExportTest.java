package io.multiboard.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiboard.sync.engine.archive.ArchiveFolder;
import io.multiboard.sync.engine.archive.Manifest;
import io.multiboard.sync.engine.archive.Piece;
import io.multiboard.sync.engine.archive.TableRows;
import io.multiboard.sync.engine.copy.RowSink;
import io.multiboard.sync.engine.toc.CopyEncoding;
import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.event.Stage;
import io.multiboard.sync.event.SyncEvent;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import io.multiboard.sync.server.TestServers;
import io.multiboard.sync.testing.TestingInterrupt;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExportTest extends TestingExport {
  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void anArchiveHoldsAllRowsAndSaysWhatItIs(TestServer server) throws Exception {
    try (TestDatabase database = parts(server)) {
      List<SyncEvent> events = new CopyOnWriteArrayList<>();
      ExportReport report = export(database, CopyFormat.Auto, events::add);
      assertThat(report.rows()).isEqualTo(30_002);
      Manifest manifest = report.archive().manifest();
      assertThat(manifest.source().database()).isEqualTo(database.name());
      assertThat(manifest.source().systemIdentifier())
          .isEqualTo(database.query("SELECT system_identifier FROM pg_control_system()"));
      assertThat(String.valueOf(manifest.source().databaseOid()))
          .isEqualTo(
              database.query("SELECT oid FROM pg_database WHERE datname = current_database()"));
      assertThat(archivedLines("parts")).hasSize(30_000).doesNotHaveDuplicates();
      assertThat(events).contains(new SyncEvent.StageFinished(Stage.Export));
      assertThat(finishedRows(events)).containsEntry("public.parts", 30_000L);
    }
  }

  private static Map<String, Long> finishedRows(List<SyncEvent> events) {
    Map<String, Long> rows = new HashMap<>();
    for (SyncEvent event : events) {
      if (event instanceof SyncEvent.TableFinished finished) {
        rows.put(finished.table(), finished.rows());
      }
    }
    return rows;
  }

  private List<String> archivedLines(String table) {
    try (ArchiveFolder archive = ArchiveFolder.open(archive());
        TableRows rows = archive.open(entry(archive, table))) {
      StringBuilder text = new StringBuilder();
      for (Optional<Piece> piece = rows.next(); piece.isPresent(); piece = rows.next()) {
        Piece run = piece.get();
        text.append(new String(run.bytes(), run.offset(), run.length(), StandardCharsets.UTF_8));
      }
      return text.toString().lines().toList();
    }
  }

  private static TocEntry.TableData entry(ArchiveFolder archive, String table) {
    return archive
        .contents()
        .tableData()
        .filter(data -> data.header().tag().equals(table))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void binaryIsChosenOnlyWhereTypesAllowIt() throws Exception {
    try (TestDatabase database = parts(TestServers.v15())) {
      Manifest manifest = export(database, CopyFormat.Binary, EventSink.NONE).archive().manifest();
      Map<String, CopyEncoding> encodings = new HashMap<>();
      manifest.tables().forEach(table -> encodings.put(table.table(), table.encoding()));
      assertThat(encodings)
          .containsEntry("parts", CopyEncoding.BINARY)
          .containsEntry("typed", CopyEncoding.TEXT);
    }
  }

  @Test
  void anInterruptLeavesNothing() throws Exception {
    try (TestDatabase database = parts(TestServers.v18())) {
      CountDownLatch reading = new CountDownLatch(1);
      Export export = new Export(EventSink.NONE, sink -> slow(sink, reading));
      TestingInterrupt.assertCancels(reading, () -> export(database, CopyFormat.Text, export));
      assertNothingLeft(database);
    }
  }

  private static RowSink slow(RowSink sink, CountDownLatch reading) {
    return spoiled(
        sink,
        (rows, length, count) -> {
          reading.countDown();
          try {
            Thread.sleep(Duration.ofMinutes(1));
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
          }
          sink.append(rows, length, count);
        });
  }

  @Test
  void aSourceThatSaysNothingOfItsEncodingIsRefused() throws Exception {
    TestServer server = TestServers.v15();
    server.execute(
        "CREATE DATABASE bytes_of_anything TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'");
    try (TestDatabase database = new TestDatabase(server, "bytes_of_anything")) {
      assertThatThrownBy(() -> export(database, CopyFormat.Auto, EventSink.NONE))
          .isInstanceOfSatisfying(
              SyncException.class,
              failure -> assertThat(failure.reason()).isEqualTo(Reason.UnsupportedEncoding));
      assertNothingLeft(database);
    }
  }

  @Test
  void otherEncodingsAreReadAsUtf8() throws Exception {
    TestServer server = TestServers.v15();
    server.execute("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'");
    try (TestDatabase database = new TestDatabase(server, "latin")) {
      database.execute("CREATE TABLE words AS SELECT 'größer' AS word");
      export(database, CopyFormat.Text, EventSink.NONE);
      assertThat(archivedLines("words")).containsExactly("größer");
    }
  }

  @Test
  void largeObjectsOfEverySizeAreTaken() throws Exception {
    try (TestDatabase database = TestServers.v18().createDatabase()) {
      database.execute(
          "SELECT lo_from_bytea(1000 + n, convert_to(repeat('x', n * n), 'UTF8')) FROM generate_series(0, 150) n",
          "SELECT lo_from_bytea(70000, decode(repeat('00ff', 1500000), 'hex'))",
          "SELECT lo_from_bytea(70001, decode(repeat('ab', 65536), 'hex'))");
      ExportReport report = export(database, CopyFormat.Auto, EventSink.NONE);
      assertThat(report.largeObjects()).isEqualTo(153);
      try (ArchiveFolder archive = ArchiveFolder.open(archive())) {
        TocEntry.LargeObjects entry =
            archive.contents().entries().stream()
                .filter(TocEntry.LargeObjects.class::isInstance)
                .map(TocEntry.LargeObjects.class::cast)
                .findFirst()
                .orElseThrow();
        for (var object : archive.largeObjects(entry)) {
          String stored = database.query("SELECT md5(lo_get(%d))".formatted(object.oid()));
          try (var content = object.open()) {
            assertThat(md5(content.readAllBytes())).isEqualTo(stored);
          }
        }
      }
    }
  }

  private static String md5(byte[] bytes) throws Exception {
    return java.util.HexFormat.of()
        .formatHex(java.security.MessageDigest.getInstance("MD5").digest(bytes));
  }
}
