package io.multiboard.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.engine.archive.ArchiveWriter;
import io.multiboard.sync.engine.archive.Compression;
import io.multiboard.sync.engine.copy.RowSink;
import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.proof.Witness;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/// Exports a small database into a folder of the test's own, with a sink that a test may spoil.
abstract class TestingExport {
  private static final long CHUNK = 256 * 1024;

  @TempDir private Path folder;

  static TestDatabase parts(TestServer server) throws Exception {
    return server
        .createDatabase()
        .execute(
            "CREATE TABLE parts AS SELECT n AS id, repeat('x', 100) AS filler FROM generate_series(1, 30000) n",
            "CREATE TABLE typed (id int, kind regclass)",
            "INSERT INTO typed VALUES (1, 'pg_class'), (2, NULL)");
  }

  final Path archive() {
    return folder.resolve("archive");
  }

  final ExportReport export(TestDatabase database, CopyFormat format, EventSink events) {
    return export(database, format, new Export(events));
  }

  final ExportReport export(TestDatabase database, CopyFormat format, Export export) {
    Connector source = new Connector(database.address(), "export-test");
    ExportRequest request =
        new ExportRequest(source, 2, CHUNK, format, Duration.ofSeconds(5), Set.of());
    try (ArchiveWriter writer =
        ArchiveWriter.create(archive(), Compression.parse("zstd:1"), "test")) {
      return export.run(request, writer);
    }
  }

  @FunctionalInterface
  interface Appending {
    void append(byte[] rows, int length, long rowCount);
  }

  static RowSink spoiled(RowSink sink, Appending appending) {
    return new RowSink() {
      @Override
      public void append(byte[] rows, int length, long rowCount) {
        appending.append(rows, length, rowCount);
      }

      @Override
      public void finish(long countedRows) {
        sink.finish(countedRows);
      }
    };
  }

  final void assertNothingLeft(TestDatabase database) throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
    Witness.assertNoSession(database.server());
  }
}
