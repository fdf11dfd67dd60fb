package io.multiboard.sync.engine.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiboard.sync.engine.toc.CopyEncoding;
import io.multiboard.sync.engine.toc.CopyStatement;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Session;
import io.multiboard.sync.server.Release;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServers;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableLoaderTest {
  private static final TableLoader LOADER = new TableLoader(LoadProgress.NONE);

  @ParameterizedTest
  @CsvSource({
    "V15, V15, TEXT",
    "V15, V18, TEXT",
    "V18, V15, TEXT",
    "V15, V15, BINARY",
    "V15, V18, BINARY",
    "V18, V18, BINARY"
  })
  void hardValuesArriveAsTheyWere(Release from, Release to, CopyEncoding encoding)
      throws Exception {
    try (TestDatabase source = TestServers.shared(from).createDatabase();
        TestDatabase target = TestServers.shared(to).createDatabase()) {
      source.load("/io/multiboard/sync/engine/copy/hard-values.sql");
      target.load("/io/multiboard/sync/engine/copy/hard-values.sql");
      Map<SourceTable, TestingSink> read =
          TestingSource.read(TestingSource.connector(source), encoding, 2, 1 << 20);
      try (Session session = TestingSource.connector(target).open()) {
        read.forEach((table, sink) -> replace(session, table, sink));
      }
      for (SourceTable table : read.keySet()) {
        assertThat(contents(target, table)).isEqualTo(contents(source, table));
        assertThat(read.get(table).rows()).isEqualTo(read.get(table).counted());
      }
      assertThat(read).hasSize(10);
    }
  }

  /// As an import does it: emptied and filled in one transaction, rows frozen.
  private static void replace(Session session, SourceTable table, TestingSink sink) {
    session.execute("BEGIN; TRUNCATE " + table.name().sql());
    long loaded = LOADER.load(session, statement(table), true, sink.source());
    session.execute("COMMIT");
    assertThat(loaded).isEqualTo(sink.rows());
  }

  private static CopyStatement statement(SourceTable table) {
    return new CopyStatement(table.name(), table.columns(), table.encoding());
  }

  private static String contents(TestDatabase database, SourceTable table) throws SQLException {
    return database.query(
        "SELECT count(*) || coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text COLLATE \"C\")), '') FROM %s t"
            .formatted(table.name().sql()));
  }

  @Test
  void severalSessionsLoadOneTable() throws Exception {
    try (TestDatabase database = TestServers.v15().createDatabase()) {
      database.execute(
          "CREATE TABLE big AS SELECT n, repeat('x', 200) AS filler FROM generate_series(1, 100000) n",
          "CREATE TABLE fresh (n int, filler text)");
      var read =
          TestingSource.read(TestingSource.connector(database), CopyEncoding.TEXT, 2, 1 << 20);
      RowSource rows = read.values().iterator().next().source();
      CopyStatement statement = CopyStatement.parse("COPY public.fresh (n, filler) FROM stdin;\n");
      try (Crew crew = new Crew("load")) {
        for (int job = 0; job < 3; job++) {
          Session session = crew.open(TestingSource.connector(database));
          crew.fork(() -> LOADER.load(session, statement, false, rows));
        }
        crew.join();
      }
      assertThat(database.rows("SELECT * FROM big EXCEPT ALL SELECT * FROM fresh")).isEmpty();
      assertThat(database.query("SELECT count(*) FROM fresh")).isEqualTo("100000");
    }
  }

  @Test
  void aFailingSourceTakesTheCopyBackAndLeavesTheSessionUsable() throws Exception {
    try (TestDatabase database = TestServers.v18().createDatabase()) {
      database.execute("CREATE TABLE t (a int)");
      SyncException cut = new SyncException(Reason.ConnectionLost, "cut", "");
      RowSource rows =
          new RowSource() {
            private boolean given;

            @Override
            public Optional<Rows> next() {
              if (given) {
                throw cut;
              }
              given = true;
              return Optional.of(new Rows(new byte[] {'1', '\n'}, 0, 2, 1));
            }
          };
      try (Session session = TestingSource.connector(database).open()) {
        CopyStatement statement = CopyStatement.parse("COPY public.t (a) FROM stdin;");
        assertThatThrownBy(() -> LOADER.load(session, statement, false, rows)).isSameAs(cut);
        assertThat(session.<Long>queryOne("SELECT count(*) FROM public.t", row -> row.getLong(1)))
            .isZero();
      }
    }
  }

  @Test
  void aRowThatDoesNotFitNamesTheTable() throws Exception {
    try (TestDatabase database = TestServers.v18().createDatabase()) {
      database.execute("CREATE TABLE t (a int)");
      RowSource rows = once(new Rows(new byte[] {'x', '\n'}, 0, 2, 1));
      try (Session session = TestingSource.connector(database).open()) {
        CopyStatement statement = CopyStatement.parse("COPY public.t (a) FROM stdin;");
        assertThatThrownBy(() -> LOADER.load(session, statement, false, rows))
            .isInstanceOf(SyncException.class)
            .hasMessageContaining("COPY public.t (a)");
      }
    }
  }

  private static RowSource once(Rows rows) {
    TestingSink sink = new TestingSink();
    sink.append(rows.bytes(), rows.length(), rows.rows());
    return sink.source();
  }
}
