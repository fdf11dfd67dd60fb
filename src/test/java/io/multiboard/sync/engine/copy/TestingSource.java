package io.multiboard.sync.engine.copy;

import io.multiboard.sync.engine.toc.CopyEncoding;
import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.QualifiedName;
import io.multiboard.sync.postgres.Session;
import io.multiboard.sync.server.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the tables of a test's database into memory.
final class TestingSource {
  static final Duration LOCK_TIMEOUT = Duration.ofSeconds(10);

  private TestingSource() {}

  static Connector connector(TestDatabase database) {
    return new Connector(database.address(), "copy-test");
  }

  /// The tables of schema public, as a simple catalog would tell.
  static List<SourceTable> tables(Session session, CopyEncoding encoding) {
    return session.query(
        """
        SELECT c.relname, pg_catalog.pg_table_size(c.oid),
               ARRAY(SELECT a.attname::pg_catalog.text
                       FROM pg_catalog.pg_attribute a
                      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                      ORDER BY a.attnum)
          FROM pg_catalog.pg_class c
         WHERE c.relkind = 'r' AND c.relnamespace = 'public'::pg_catalog.regnamespace
         ORDER BY c.oid
        """,
        row ->
            new SourceTable(
                new QualifiedName("public", row.getString(1)),
                List.of((String[]) row.getArray(3).getArray()),
                encoding,
                Optional.empty(),
                0,
                row.getLong(2),
                true));
  }

  /// A snapshot in a session of the crew.
  static Snapshot snapshot(Crew crew, TestDatabase database, Duration lockTimeout)
      throws InterruptedException {
    Connector source = connector(database);
    return Snapshot.take(crew.open(source), source, lockTimeout);
  }

  /// All tables, read by a crew.
  static Map<SourceTable, TestingSink> read(
      Connector source, CopyEncoding encoding, int jobs, long chunkBytes) {
    return Crew.run(
        "test",
        crew ->
            read(
                Snapshot.take(crew.open(source), source, LOCK_TIMEOUT),
                encoding,
                jobs,
                chunkBytes));
  }

  static Map<SourceTable, TestingSink> read(
      Snapshot snapshot, CopyEncoding encoding, int jobs, long chunkBytes)
      throws InterruptedException {
    Map<SourceTable, TestingSink> sinks = new LinkedHashMap<>();
    List<TableExport> exports = new ArrayList<>();
    for (SourceTable table : tables(snapshot.session(), encoding)) {
      TestingSink sink = new TestingSink();
      sinks.put(table, sink);
      exports.add(new TableExport(table, () -> sink));
    }
    new ExportCrew(snapshot, jobs, chunkBytes, EventSink.NONE).read(exports, Optional.empty());
    return sinks;
  }
}
