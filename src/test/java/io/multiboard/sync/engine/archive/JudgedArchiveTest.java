package io.multiboard.sync.engine.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.judge.Judge;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import io.multiboard.sync.server.TestServers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// PostgreSQL's own programs read what we write.
class JudgedArchiveTest {
  private static final int ROWS = 5_000;

  @TempDir Path parent;

  @ParameterizedTest
  @EnumSource
  void pgRestoreListsOurs(Judge judge) {
    Path folder = parent.resolve("archive");
    TestingArchive.write(folder, Compression.parse("gzip"), 10);
    String list = judge.list(folder);
    assertThat(list).contains("Dump Version: 1.14-0", "TOC Entries: 13", "dbname: app");
    assertThat(list.lines().filter(line -> !line.startsWith(";")))
        .contains(
            "4; 1259 16004 TABLE public part postgres",
            "10; 1259 16010 TABLE DATA public part postgres",
            "20; 1259 16020 BLOBS - BLOBS postgres",
            "30; 1259 16030 INDEX public part_name postgres");
  }

  static Stream<Arguments> restores() {
    return Stream.of(TestServers.v15(), TestServers.v18())
        .flatMap(server ->
            Stream.of(
                Arguments.of(server, Judge.of(server.release()), "gzip:6", 1),
                Arguments.of(server, Judge.of(server.release()), "none", 2),
                Arguments.of(server, Judge.V17, "zstd:3", 2),
                Arguments.of(server, Judge.V17, "zstd:1", 1),
                Arguments.of(server, Judge.V17, "lz4:1", 2),
                Arguments.of(server, Judge.V17, "lz4:9", 1),
                Arguments.of(server, Judge.V17, "gzip:1", 2)));
  }

  @ParameterizedTest
  @MethodSource("restores")
  void pgRestoreRestoresOurs(TestServer server, Judge judge, String compression, int jobs)
      throws SQLException {
    Path folder = parent.resolve("archive");
    TestingArchive.write(folder, Compression.parse(compression), ROWS);
    try (TestDatabase database = server.createDatabase()) {
      judge.restore(folder, database, "--no-owner", "--jobs=" + jobs).orFail();
      assertThat(database.rows("SELECT count(*), sum(id), min(name) FROM public.part"))
          .containsExactly(List.of("5000", "12497500", "part \\. 0"));
      assertThat(database.rows("SELECT count(*), sum(amount) FROM public.price"))
          .containsExactly(List.of("100", "495000"));
      assertThat(database.query("SELECT count(*) FROM public.empty")).isEqualTo("0");
      assertThat(
              database.rows(
                  "SELECT oid, md5(lo_get(oid)) FROM pg_largeobject_metadata ORDER BY oid"))
          .containsExactly(
              List.of("4711", "d41d8cd98f00b204e9800998ecf8427e"),
              List.of("4294967295", TestingArchive.md5(4294967295L)));
    }
  }
}
