package io.multiboard.sync.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.engine.toc.EntryHeader;
import io.multiboard.sync.engine.toc.TocEntry;
import io.multiboard.sync.judge.Judge;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import io.multiboard.sync.server.TestServers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Archives of every pg_dump are read.
class PgDumpArchiveTest {
  private static final String SQL =
      """
      CREATE TABLE part (id int PRIMARY KEY, name text);
      INSERT INTO part SELECT i, E'part\\t\\\\.\\n' || i FROM generate_series(1, 200000) i;
      CREATE TABLE wide (id int, value text);
      INSERT INTO wide SELECT i, repeat(md5(i::text), 200000) FROM generate_series(1, 3) i;
      CREATE TABLE nothing ();
      INSERT INTO nothing DEFAULT VALUES;
      INSERT INTO nothing DEFAULT VALUES;
      CREATE TABLE void (id int);
      CREATE TABLE same (id int);
      INSERT INTO same SELECT 7 FROM generate_series(1, 1000000);
      CREATE TYPE colour AS ENUM ('red', 'green');
      CREATE TABLE rooted (c colour) PARTITION BY HASH (c);
      CREATE TABLE rooted_0 PARTITION OF rooted FOR VALUES WITH (MODULUS 2, REMAINDER 0);
      CREATE TABLE rooted_1 PARTITION OF rooted FOR VALUES WITH (MODULUS 2, REMAINDER 1);
      INSERT INTO rooted VALUES ('red'), ('green');
      CREATE TABLE "odd ""name; --" ("a,b" int);
      COMMENT ON TABLE part IS 'two
      lines';
      SELECT lo_from_bytea(4711, ''), lo_from_bytea(4712, decode(repeat('00ff0a', 500000), 'hex'));
      COMMENT ON LARGE OBJECT 4711 IS 'empty';
      """;

  @TempDir Path parent;

  static Stream<Arguments> dumps() {
    TestServer v15 = TestServers.v15();
    return Stream.of(
        Arguments.of(v15, Judge.V15, "6", "1.14-0"),
        Arguments.of(v15, Judge.V15, "0", "1.14-0"),
        Arguments.of(v15, Judge.V17, "gzip:6", "1.16-0"),
        Arguments.of(v15, Judge.V17, "lz4:1", "1.16-0"),
        Arguments.of(v15, Judge.V17, "lz4:9", "1.16-0"),
        Arguments.of(v15, Judge.V17, "zstd:3", "1.16-0"),
        Arguments.of(v15, Judge.V17, "zstd:long", "1.16-0"),
        Arguments.of(v15, Judge.V17, "none", "1.16-0"),
        Arguments.of(TestServers.v18(), Judge.V18, "gzip:1", "1.16-0"));
  }

  @ParameterizedTest
  @MethodSource("dumps")
  void readsAllOfIt(TestServer server, Judge judge, String compression, String version)
      throws SQLException, IOException {
    Path folder = parent.resolve("archive");
    try (TestDatabase database = server.createDatabase().execute(SQL)) {
      judge.dumpDirectory(database, folder, "--jobs=2", "--compress=" + compression).orFail();
    }
    try (ArchiveFolder archive = ArchiveFolder.open(folder)) {
      assertThat(archive.toc().version().text()).isEqualTo(version);
      assertThat(archive.manifest()).isEmpty();
      assertThat(lines(archive)).containsExactlyElementsOf(listed(judge.list(folder)));
      assertThat(rowCounts(archive))
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "part", 200_000L,
                  "wide", 3L,
                  "nothing", 2L,
                  "void", 0L,
                  "same", 1_000_000L,
                  "rooted_0", rows(archive, "rooted_0").lines().count(),
                  "rooted_1", 2L - rows(archive, "rooted_0").lines().count(),
                  "odd \"name; --", 0L));
      assertThat(rows(archive, "same")).isEqualTo("7\n".repeat(1_000_000));
      assertThat(rows(archive, "part")).startsWith("1\tpart\\t\\\\.\\n1\n");
      assertThat(rows(archive, "nothing")).isEqualTo("\n\n");
      assertThat(table(archive, "rooted_0").partitionRoot()).contains("public.rooted");
      assertThat(objects(archive))
          .containsExactly(Map.entry(4711L, 0), Map.entry(4712L, 1_500_000));
    }
  }

  @Test
  void readsACompressedTableOfContents() throws SQLException, IOException {
    Path folder = parent.resolve("archive");
    try (TestDatabase database =
        TestServers.v15().createDatabase().execute("CREATE TABLE t (i int)")) {
      Judge.V15.dumpDirectory(database, folder).orFail();
    }
    byte[] toc = Files.readAllBytes(folder.resolve("toc.dat"));
    Files.delete(folder.resolve("toc.dat"));
    try (var gzip = new GZIPOutputStream(Files.newOutputStream(folder.resolve("toc.dat.gz")))) {
      gzip.write(toc);
    }
    try (ArchiveFolder archive = ArchiveFolder.open(folder)) {
      assertThat(archive.contents()).isEqualTo(TocReader.read(toc).contents());
    }
  }

  /// As `pg_restore -l` has them.
  private static List<String> lines(ArchiveFolder archive) {
    return archive.contents().entries().stream()
        .map(TocEntry::header)
        .filter(header -> !hidden(header))
        .map(PgDumpArchiveTest::line)
        .toList();
  }

  private static String line(EntryHeader header) {
    return "%d; %d %d %s %s %s %s"
        .formatted(
            header.dumpId(),
            header.catalogId().classOid(),
            header.catalogId().objectOid(),
            header.kind().text(),
            header.namespace().orElse("-"),
            header.tag(),
            header.owner().orElse(""));
  }

  /// pg_restore leaves out its own settings, and what it would do only when it creates a database.
  private static boolean hidden(EntryHeader header) {
    return switch (header.kind()) {
      case ENCODING, STDSTRINGS, SEARCHPATH, DATABASE -> true;
      default -> false;
    };
  }

  private static List<String> listed(String list) {
    return list.lines().filter(line -> !line.startsWith(";")).toList();
  }

  private static Map<String, Long> rowCounts(ArchiveFolder archive) {
    Map<String, Long> counts = new TreeMap<>();
    archive
        .contents()
        .tableData()
        .forEach(table -> {
          try (TableRows rows = archive.open(table)) {
            long count = 0;
            for (Optional<Piece> piece = rows.next(); piece.isPresent(); piece = rows.next()) {
              count += piece.get().rows();
            }
            assertThat(rows.expectedRows()).isEqualTo(count);
            counts.put(table.header().tag(), count);
          }
        });
    return counts;
  }

  private static TocEntry.TableData table(ArchiveFolder archive, String name) {
    return archive
        .contents()
        .tableData()
        .filter(table -> table.header().tag().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String rows(ArchiveFolder archive, String name) {
    try (TableRows rows = archive.open(table(archive, name))) {
      return new String(TestingArchive.rows(rows), StandardCharsets.UTF_8);
    }
  }

  private static Map<Long, Integer> objects(ArchiveFolder archive) throws IOException {
    Map<Long, Integer> sizes = new TreeMap<>();
    for (TocEntry entry : archive.contents().entries()) {
      if (entry instanceof TocEntry.LargeObjects objects) {
        for (LargeObject object : archive.largeObjects(objects)) {
          try (InputStream content = object.open()) {
            sizes.put(object.oid(), content.readAllBytes().length);
          }
        }
      }
    }
    return sizes;
  }
}
