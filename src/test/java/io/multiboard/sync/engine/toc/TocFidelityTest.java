package io.multiboard.sync.engine.toc;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.engine.catalog.Catalog;
import io.multiboard.sync.engine.catalog.CatalogReader;
import io.multiboard.sync.engine.catalog.TableLocks;
import io.multiboard.sync.judge.DumpedEntry;
import io.multiboard.sync.judge.DumpedToc;
import io.multiboard.sync.judge.Judge;
import io.multiboard.sync.judge.Parity;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.Session;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Our table of contents is pg_dump's, entry by entry and statement by statement.
class TocFidelityTest {
  private static final Path PAGILA = Path.of("../shared/data/pagila.sql");

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void pagila(TestServer server) throws SQLException, IOException {
    Assumptions.assumeTrue(Files.exists(PAGILA), "no " + PAGILA + " here");
    try (TestDatabase database = server.createDatabase()) {
      Judge.V15.load(PAGILA, database).orFail();
      assertLikePgDump(database);
    }
  }

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void relations(TestServer server) throws SQLException, IOException {
    try (TestDatabase database = server.createDatabase()) {
      database.load("/io/multiboard/sync/fixture/relations.sql");
      if (server.release().major() >= 18) {
        database.load("/io/multiboard/sync/fixture/relations-18.sql");
      }
      assertLikePgDump(database);
    }
  }

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void objects(TestServer server) throws SQLException, IOException {
    try (TestDatabase database = server.createDatabase("Objects \"ö\"; --")) {
      database.load("/io/multiboard/sync/fixture/objects.sql");
      if (server.release().major() >= 18) {
        database.load("/io/multiboard/sync/fixture/objects-18.sql");
      }
      assertLikePgDump(database);
    }
  }

  private void assertLikePgDump(TestDatabase database) throws IOException {
    Path archive = folder.resolve("archive");
    Judge.of(database.server().release()).dumpDirectory(database, archive).orFail();
    List<DumpedEntry> ours =
        TocBuilder.build(catalog(database), TocOptions.STRICT).entries().stream()
            .map(DumpedEntry::of)
            .toList();
    List<DumpedEntry> theirs = DumpedToc.read(archive);
    boolean grouped = theirs.stream().anyMatch(entry -> entry.kind().equals("BLOB METADATA"));
    Parity parity = Parity.of(ours, theirs, entry -> !grouped || !isAboutLargeObjects(entry));
    assertThat(parity.isWhole()).as(parity::toString).isTrue();
  }

  /// Archives from version 1.16 on have large objects in groups.
  private static boolean isAboutLargeObjects(DumpedEntry entry) {
    return entry.kind().startsWith("BLOB")
        || (entry.kind().equals("ACL") && entry.tag().startsWith("LARGE OBJECT"));
  }

  private static Catalog catalog(TestDatabase database) {
    try (Session session = new Connector(database.address(), "test").open()) {
      session.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
      TableLocks.take(session, Duration.ofSeconds(10));
      return CatalogReader.read(session);
    }
  }
}
