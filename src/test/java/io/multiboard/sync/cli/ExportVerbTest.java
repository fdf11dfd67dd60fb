package io.multiboard.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServers;
import io.multiboard.sync.testing.TestingProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportVerbTest {
  @TempDir private Path folder;
  private TestDatabase database;
  private Path archive;

  @BeforeEach
  void fill() throws SQLException {
    archive = folder.resolve("archive");
    database = TestServers.v18().createDatabase();
    database.execute(
        "CREATE TABLE part (id int PRIMARY KEY, note text)",
        "INSERT INTO part SELECT n, 'part ' || n FROM generate_series(1, 5000) n");
  }

  @AfterEach
  void drop() throws SQLException {
    database.close();
  }

  private List<String> inFolder() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".txt"))
          .toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zstd:1", "gzip", "lz4", "none"})
  void writesAnArchiveThatProvesItself(String compression) {
    Typed typed =
        Typed.run(
            "export",
            "--source",
            database.url(),
            "--archive",
            archive.toString(),
            "--compression",
            compression);
    assertThat(typed.status()).as(typed.all()).isZero();
    assertThat(typed.out())
        .containsPattern("Exported 1 tables, 5,000 rows, \\d+ kB in \\d+\\.\\d s \\(.*/s\\)\\.")
        .contains("Verified: each table's rows were counted in the same snapshot.")
        .contains("Archive:  " + archive);
    Typed verified = Typed.run("verify", archive.toString());
    assertThat(verified.status()).as(verified.all()).isZero();
    assertThat(verified.out())
        .contains("5,000 rows")
        .contains("Its manifest says: " + database.name());
  }

  @Test
  void tellsMachinesEachEventAndTheResult() {
    Typed typed =
        Typed.run(
            "export",
            "--source",
            database.url(),
            "--archive",
            archive.toString(),
            "--output",
            "json");
    assertThat(typed.status()).as(typed.all()).isZero();
    assertThat(typed.out())
        .contains("{\"type\":\"stage\",\"stage\":\"Export\",\"state\":\"started\"}")
        .contains("\"type\":\"planned\"")
        .contains("\"table\":\"public.part\",\"state\":\"finished\",\"rows\":5000");
    assertThat(typed.lastLine())
        .startsWith("{\"type\":\"result\",\"archive\":\"" + archive)
        .contains("\"tables\":1,\"rows\":5000");
    assertThat(typed.out().lines()).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
  }

  @Test
  void namesTheArchiveItselfInTheFolderOfTheSettings() throws IOException {
    Typed typed =
        Typed.run(
            Map.of("DUMP_DIRECTORY", folder.toString()), "export", "--source", database.url());
    assertThat(typed.status()).as(typed.all()).isZero();
    assertThat(inFolder())
        .singleElement()
        .asString()
        .matches(database.name() + "-\\d{8}-\\d{6}-[0-9a-f]{4}");
  }

  @Test
  void wantsToKnowWhereTheArchiveGoes() {
    Typed typed = Typed.run("export", "--source", database.url());
    assertThat(typed.status()).isEqualTo(2);
    assertThat(typed.err()).contains("nothing says where the archive goes", "DUMP_DIRECTORY");
  }

  @Test
  void leavesAnExistingFolderAlone() throws IOException {
    Files.createDirectory(archive);
    Files.writeString(archive.resolve("mine.txt"), "mine");
    Typed typed = Typed.run("export", "--source", database.url(), "--archive", archive.toString());
    assertThat(typed.status()).isEqualTo(1);
    assertThat(typed.err()).contains("reason: ArchiveExists");
    assertThat(archive.resolve("mine.txt")).hasContent("mine");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--jobs=0",
        "--jobs=65",
        "--chunk-size=1k",
        "--copy-format=xml",
        "--lock-timeout=0",
        "--jobs=x"
      })
  void refusesSenselessValuesBeforeAnythingBegins(String option) throws IOException {
    Typed typed =
        Typed.run("export", "--source", database.url(), "--archive", archive.toString(), option);
    assertThat(typed.status()).isEqualTo(2);
    assertThat(typed.err())
        .contains(option.substring(0, option.indexOf('=')), "reason: InvalidUsage");
    assertThat(inFolder()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--compression=rar", "--compression=zstd:99", "--ignore=TABLE"})
  void refusesWhatItDoesNotKnow(String option) throws IOException {
    Typed typed =
        Typed.run("export", "--source", database.url(), "--archive", archive.toString(), option);
    assertThat(typed.status()).isEqualTo(2);
    assertThat(typed.err()).contains("reason: InvalidUsage");
    assertThat(inFolder()).isEmpty();
  }

  @Test
  void aCutConnectionLeavesNothingBehind() throws IOException, SQLException {
    database.execute(
        "CREATE TABLE wide AS SELECT n, repeat('x', 1000) FROM generate_series(1, 20000) n");
    try (TestingProxy proxy = TestingProxy.before(TestServers.v18().port())) {
      proxy.after(3_000_000, TestingProxy.Way.TO_CLIENT, new TestingProxy.Mode.Cut());
      String url = "postgres://postgres@127.0.0.1:%d/%s".formatted(proxy.port(), database.name());
      Typed typed = Typed.run("export", "--source", url, "--archive", archive.toString());
      assertThat(typed.status()).isEqualTo(1);
      assertThat(typed.err()).containsPattern("reason: (ConnectionLost|Unreachable)");
    }
    assertThat(inFolder()).isEmpty();
    awaitNoSession();
  }

  @Test
  void ctrlCLeavesNothingBehind() throws Exception {
    database.execute(
        "CREATE TABLE slow AS SELECT n, repeat('x', 1000) FROM generate_series(1, 20000) n");
    try (TestingProxy proxy = TestingProxy.before(TestServers.v18().port())) {
      proxy.become(new TestingProxy.Mode.Narrow(1_000_000));
      String url = "postgres://postgres@127.0.0.1:%d/%s".formatted(proxy.port(), database.name());
      try (Launched export =
          Launched.start(folder, "export", "--source", url, "--archive", archive.toString())) {
        export.awaitErr("public.slow");
        export.signal("INT");
        Typed typed = export.await(90);
        assertThat(typed.status()).isEqualTo(130);
        assertThat(typed.err()).contains("no archive was left", "reason: Cancelled");
      }
    }
    assertThat(inFolder()).isEmpty();
    awaitNoSession();
  }

  private void awaitNoSession() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(() ->
            assertThat(
                    database.query(
                        "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'multiboard-sync%'"
                            + " AND datname = current_database()"))
                .isEqualTo("0"));
  }
}
