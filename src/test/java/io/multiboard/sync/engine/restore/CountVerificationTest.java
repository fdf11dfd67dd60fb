package io.multiboard.sync.engine.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiboard.sync.engine.toc.CatalogId;
import io.multiboard.sync.engine.toc.EntryHeader;
import io.multiboard.sync.engine.toc.EntryKind;
import io.multiboard.sync.engine.toc.Section;
import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.QualifiedName;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CountVerificationTest {
  private static LoadedTable loaded(String table, boolean fresh, long expected, boolean root) {
    EntryHeader header =
        new EntryHeader(
            1,
            CatalogId.NONE,
            EntryKind.TABLE_DATA,
            Section.DATA,
            table,
            Optional.of("public"),
            Optional.empty(),
            List.of());
    TocEntry.TableData entry =
        new TocEntry.TableData(
            header, Optional.empty(), root ? Optional.of("public." + table) : Optional.empty());
    return new LoadedTable(entry, new QualifiedName("public", table), fresh, expected, expected);
  }

  private static List<CountVerification.Counted> verify(TestDatabase database, LoadedTable... all) {
    Connector connector = new Connector(database.address(), "test-verify");
    return new CountVerification(EventSink.NONE).verify(connector, List.of(all), 2);
  }

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void countsWhatEachEntryHasToAnswerFor(TestServer server) throws SQLException {
    try (TestDatabase database = server.createDatabase()) {
      database.execute(
          """
          CREATE TABLE parent (id int);
          CREATE TABLE child () INHERITS (parent);
          INSERT INTO parent SELECT generate_series(1, 3);
          INSERT INTO child SELECT generate_series(1, 5);
          CREATE TABLE root (id int) PARTITION BY HASH (id);
          CREATE TABLE leaf PARTITION OF root FOR VALUES WITH (MODULUS 1, REMAINDER 0);
          INSERT INTO root SELECT generate_series(1, 7);
          CREATE EXTENSION citext;
          CREATE TABLE configuration (id int);
          INSERT INTO configuration SELECT generate_series(1, 9);
          UPDATE pg_extension SET extconfig = ARRAY['configuration'::regclass::oid], extcondition = ARRAY['WHERE id > 7']
           WHERE extname = 'citext';
          """);
      assertThat(
              verify(
                  database,
                  loaded("parent", true, 3, false),
                  loaded("child", true, 5, false),
                  loaded("root", true, 4, true),
                  loaded("root", true, 3, true),
                  loaded("configuration", false, 2, false)))
          .extracting(counted -> counted.table().name() + " " + counted.rows())
          .containsExactlyInAnyOrder("parent 3", "child 5", "root 7", "configuration 2");
      assertThatThrownBy(() ->
              verify(database, loaded("parent", true, 4, false), loaded("child", true, 5, false)))
          .isInstanceOf(SyncException.class)
          .hasMessageContaining("1 of 2 tables")
          .hasMessageContaining("public.parent has 3 rows and should have 4");
      assertThatThrownBy(() -> verify(database, loaded("child", true, RestoreData.UNKNOWN, false)))
          .isInstanceOf(SyncException.class)
          .hasMessageContaining("nobody counted");
    }
  }
}
