package io.multiboard.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.judge.Judge;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveVerbsTest {
  @TempDir private Path folder;
  private Path archive = Path.of("");

  @BeforeEach
  void dump() throws SQLException {
    archive = folder.resolve("archive");
    try (TestDatabase database = TestServers.v15().createDatabase()) {
      database.execute(
          "CREATE SCHEMA \"line\nfeed\"",
          "CREATE TABLE \"line\nfeed\".part (id int PRIMARY KEY, note text)",
          "INSERT INTO \"line\nfeed\".part SELECT n, repeat('x', 100) FROM generate_series(1, 1000) n",
          "COMMENT ON TABLE \"line\nfeed\".part IS 'parts'",
          "COMMENT ON SCHEMA public IS 'ours'",
          "GRANT SELECT ON \"line\nfeed\".part TO PUBLIC",
          "SELECT lo_create(4711)");
      Judge.V15.dumpDirectory(database, archive).orFail();
    }
  }

  @Test
  void inspectListsWhatPgRestoreLists() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("pg_restore", "-l", archive.toString())
            .redirectErrorStream(true)
            .start();
    List<String> theirs = entries(process.inputReader().lines());
    assertThat(process.waitFor()).isZero();
    Typed typed = Typed.run("inspect", archive.toString());
    assertThat(typed.status()).as(typed.all()).isZero();
    assertThat(entries(typed.out().lines())).isEqualTo(theirs).hasSizeGreaterThan(8);
  }

  private static List<String> entries(Stream<String> lines) {
    return lines.filter(line -> !line.startsWith(";")).toList();
  }

  @Test
  void inspectAnswersMachines() {
    Typed typed = Typed.run("inspect", archive.toString(), "--output", "json");
    assertThat(typed.lastLine())
        .startsWith("{\"type\":\"result\",\"archive\":")
        .contains("\"formatVersion\":\"1.14-0\"")
        .contains(
            "\"kind\":\"TABLE DATA\",\"section\":\"DATA\",\"schema\":\"line\\nfeed\",\"name\":\"part\"");
  }

  @Test
  void inspectSaysWhatIsNoArchive() {
    Typed typed = Typed.run("inspect", folder.resolve("none").toString());
    assertThat(typed.status()).isEqualTo(1);
    assertThat(typed.err()).startsWith("error: ").contains("reason: ArchiveNotFound");
  }

  @Test
  void verifyProvesAnArchive() {
    Typed typed = Typed.run("verify", archive.toString());
    assertThat(typed.status()).as(typed.all()).isZero();
    assertThat(typed.out()).contains("The archive is whole: ", "1,000 rows", "It has no manifest");
  }

  @Test
  void verifyNamesTheFileThatWasCut() throws IOException {
    Path data = dataFile();
    byte[] bytes = Files.readAllBytes(data);
    Files.write(data, java.util.Arrays.copyOf(bytes, bytes.length - 20));
    Typed typed = Typed.run("verify", archive.toString(), "--output", "json");
    assertThat(typed.status()).isEqualTo(1);
    assertThat(typed.err()).contains(data.getFileName().toString(), "reason: ArchiveCorrupt");
    assertThat(typed.lastLine()).startsWith("{\"type\":\"error\",\"reason\":\"ArchiveCorrupt\"");
  }

  private Path dataFile() throws IOException {
    try (Stream<Path> files = Files.list(archive)) {
      return files
          .filter(file -> file.getFileName().toString().matches("\\d+\\.dat\\.gz"))
          .findFirst()
          .orElseThrow();
    }
  }
}
