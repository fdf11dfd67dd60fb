package io.multiboard.sync.proof;

import io.multiboard.sync.judge.Judge;
import io.multiboard.sync.server.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Copies are the source: plain dumps of both, by PostgreSQL's own program, differ in no line.
class FidelityTest {
  private static final String[] AS_SOURCE = {"--ownership", "source", "--privileges", "source"};

  @TempDir Path folder;

  /// What `pg_restore` can read of ours: its own compressions by the server's, the others by the
  /// 17th.
  static Stream<Arguments> restores() {
    return Cell.named().stream()
        .flatMap(cell ->
            Stream.of(
                Arguments.of(cell, "gzip", Judge.of(cell.release())),
                Arguments.of(cell, "none", Judge.of(cell.release())),
                Arguments.of(cell, "zstd", Judge.V17),
                Arguments.of(cell, "lz4", Judge.V17)));
  }

  /// What `pg_dump` writes: 1.14 by the 15th, 1.16 by the others.
  static Stream<Arguments> dumps() {
    return Cell.named().stream()
        .flatMap(cell ->
            switch (cell.release()) {
              case V15 ->
                  Stream.of(
                      Arguments.of(cell, Judge.V15, "6"),
                      Arguments.of(cell, Judge.V15, "0"),
                      Arguments.of(cell, Judge.V17, "zstd"),
                      Arguments.of(cell, Judge.V17, "lz4"));
              case V18 ->
                  Stream.of(
                      Arguments.of(cell, Judge.V18, "gzip"), Arguments.of(cell, Judge.V18, "0"));
            });
  }

  static Stream<Cell> all() {
    return Cell.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void synced(Cell cell) throws SQLException {
    try (TestDatabase copy = absent(cell, "synced")) {
      Program.run(with(AS_SOURCE, "sync", "--source", cell.source().url(), "--target", copy.url()))
          .orFail();
      assertLike(cell, copy);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void exportedAndImported(Cell cell) throws SQLException {
    Path archive = folder.resolve("archive");
    // Small chunks, so that also these tables are cut into shares.
    Program.run(
            "export",
            "--source",
            cell.source().url(),
            "--archive",
            archive.toString(),
            "--chunk-size",
            "1Mi")
        .orFail();
    try (TestDatabase copy = absent(cell, "imported")) {
      Program.run(
              with(AS_SOURCE, "import", "--archive", archive.toString(), "--target", copy.url()))
          .orFail();
      assertLike(cell, copy);
    }
  }

  @ParameterizedTest
  @MethodSource("restores")
  void exportedAndRestoredByPgRestore(Cell cell, String compression, Judge judge)
      throws SQLException {
    Path archive = folder.resolve("archive");
    Program.run(
            "export",
            "--source",
            cell.source().url(),
            "--archive",
            archive.toString(),
            "--compression",
            compression)
        .orFail();
    try (TestDatabase copy = cell.server().createDatabase()) {
      judge.restore(archive, copy, "--jobs=2").orFail();
      assertLike(cell, copy);
    }
  }

  @ParameterizedTest
  @MethodSource("dumps")
  void dumpedByPgDumpAndImported(Cell cell, Judge judge, String compression) throws SQLException {
    Path archive = folder.resolve("archive");
    judge.dumpDirectory(cell.source(), archive, "--jobs=2", "--compress=" + compression).orFail();
    try (TestDatabase copy = absent(cell, "taken")) {
      Program.run(
              with(AS_SOURCE, "import", "--archive", archive.toString(), "--target", copy.url()))
          .orFail();
      assertLike(cell, copy);
    }
  }

  private static void assertLike(Cell cell, TestDatabase copy) {
    PlainDump mine = PlainDump.of(copy);
    PlainDump.ofUnchanging(cell.source()).assertLike(mine);
    mine.delete();
  }

  /// A database that is not there yet.
  private static TestDatabase absent(Cell cell, String how) {
    return new TestDatabase(
        cell.server(),
        "copy_" + how + "_" + cell.corpus().name().toLowerCase(java.util.Locale.ROOT));
  }

  private static String[] with(String[] more, String... words) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }
}
