package io.multiboard.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.multiboard.sync.engine.archive.ArchiveFolder;
import io.multiboard.sync.engine.copy.Rows;
import io.multiboard.sync.engine.restore.RestoreData;
import io.multiboard.sync.engine.target.Guard;
import io.multiboard.sync.engine.target.ImportOptions;
import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An importer that loses or doubles a row is found out, and the target stays as it was.
class VerificationBitesTest {
  @TempDir Path folder;

  /// Spoils the text of the rows of table `part`.
  private record Spoiled(RestoreData data, UnaryOperator<String> how) implements RestoreData {
    @Override
    public TableInput open(TocEntry.TableData entry) {
      TableInput input = data.open(entry);
      return entry.header().tag().equals("part") ? new SpoiledInput(input, how) : input;
    }

    @Override
    public Iterable<? extends LargeObjectInput> largeObjects(TocEntry.LargeObjects entry) {
      return data.largeObjects(entry);
    }

    @Override
    public long estimatedBytes(TocEntry.TableData entry) {
      return data.estimatedBytes(entry);
    }
  }

  private record SpoiledInput(RestoreData.TableInput input, UnaryOperator<String> how)
      implements RestoreData.TableInput {
    @Override
    public Optional<Rows> next() {
      return input.next().map(this::spoil);
    }

    private Rows spoil(Rows rows) {
      String text = new String(rows.bytes(), rows.offset(), rows.length(), StandardCharsets.UTF_8);
      byte[] spoiled = how.apply(text).getBytes(StandardCharsets.UTF_8);
      return new Rows(spoiled, 0, spoiled.length, rows.rows());
    }

    @Override
    public long expectedRows() {
      return input.expectedRows();
    }

    @Override
    public void close() {
      input.close();
    }
  }

  private void isFoundOut(TestServer server, UnaryOperator<String> how) throws SQLException {
    try (TestDatabase source = server.createDatabase();
        TestDatabase target = server.createDatabase()) {
      source.execute("CREATE TABLE part (id int); INSERT INTO part SELECT generate_series(1, 100)");
      target.execute("CREATE TABLE part (id int); INSERT INTO part VALUES (7)");
      new Allow(Guard.NONE).run(TestingShop.connector(server, target.name()));
      try (ArchiveFolder archive = TestingShop.archive(source, folder.resolve("archive"))) {
        SyncException failure =
            catchThrowableOfType(
                SyncException.class,
                () ->
                    new Import(EventSink.NONE, data -> new Spoiled(data, how))
                        .run(
                            TestingShop.request(
                                TestingShop.connector(server, target.name()),
                                archive,
                                ImportOptions.DEFAULTS)));
        assertThat(failure.reason()).isEqualTo(Reason.VerificationFailed);
        assertThat(failure).hasMessageContaining("public.part").hasMessageContaining("100");
      }
      assertThat(target.query("SELECT min(id) || ' ' || count(*) FROM part")).isEqualTo("7 1");
      assertThat(TestingShop.ours(server, target.name())).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void aLostRow(TestServer server) throws SQLException {
    isFoundOut(server, text -> text.substring(text.indexOf('\n') + 1));
  }

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void aDoubledRow(TestServer server) throws SQLException {
    isFoundOut(server, text -> text.substring(0, text.indexOf('\n') + 1) + text);
  }
}
