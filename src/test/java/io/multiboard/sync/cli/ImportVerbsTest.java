package io.multiboard.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import io.multiboard.sync.server.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportVerbsTest {
  private final TestServer server = TestServers.v18();

  @TempDir private Path folder;
  private TestDatabase source;
  private TestDatabase target;
  private Path archive;

  @BeforeEach
  void fill() throws SQLException {
    archive = folder.resolve("archive");
    source = server.createDatabase();
    source.execute(
        "CREATE TABLE part (id int PRIMARY KEY, note text)",
        "INSERT INTO part SELECT n, 'part ' || n FROM generate_series(1, 3000) n");
    target = server.createDatabase();
    target.execute("CREATE TABLE part (id int)", "INSERT INTO part VALUES (1)");
    Typed typed = Typed.run("export", "--source", source.url(), "--archive", archive.toString());
    assertThat(typed.status()).as(typed.all()).isZero();
  }

  @AfterEach
  void drop() throws SQLException {
    for (List<String> former :
        source.rows("SELECT datname FROM pg_database WHERE datname LIKE 'multiboard%'")) {
      server.execute("DROP DATABASE \"" + former.getFirst() + "\" WITH (FORCE)");
    }
    source.close();
    target.close();
  }

  private Typed load(String... more) {
    return Typed.run(
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(
                    "import", "--archive", archive.toString(), "--target", target.url()),
                java.util.stream.Stream.of(more))
            .toArray(String[]::new));
  }

  private String rows() throws SQLException {
    return target.query("SELECT count(*) FROM part");
  }

  @Test
  void loadsSwapsGoesBackAndForthAgain() throws SQLException {
    assertThat(Typed.run("allow", "--target", target.url()).out())
        .contains("may be overwritten from now on");
    assertThat(Typed.run("allow", "--target", target.url()).out())
        .contains("might be overwritten already");
    Typed typed = load();
    assertThat(typed.status()).as(typed.all()).isZero();
    assertThat(typed.out())
        .containsPattern(
            "Imported 1 tables, 3,000 rows into \"" + target.name() + "\" in \\d+\\.\\d s\\.")
        .contains("Verified: count(*) of each table equals the source's")
        .contains("  multiboard-sync rollback --target '" + target.url() + "'");
    assertThat(rows()).isEqualTo("3000");
    assertThat(Typed.run("check", target.url()).out()).contains("way back   \"multiboard_old_");
    Typed back = Typed.run("rollback", "--target", target.url());
    assertThat(back.status()).as(back.all()).isZero();
    assertThat(rows()).isEqualTo("1");
    Typed forth = Typed.run("rollback", "--target", target.url(), "--output", "json");
    assertThat(forth.status()).as(forth.all()).isZero();
    assertThat(forth.lastLine())
        .startsWith("{\"type\":\"result\",\"target\":\"" + target.name())
        .contains("\"wayBack\":{");
    assertThat(rows()).isEqualTo("3000");
    Typed last = Typed.run("rollback", "--target", target.url(), "--keep-previous", "0");
    assertThat(last.status()).as(last.all()).isZero();
    assertThat(last.out()).contains("Way back: none");
    assertThat(rows()).isEqualTo("1");
  }

  @Test
  void anUnmarkedTargetIsRefused() throws SQLException {
    Typed typed = load();
    assertThat(typed.status()).isEqualTo(1);
    assertThat(typed.err()).contains("reason: TargetNotMarked", "multiboard-sync allow --target");
    assertThat(rows()).isEqualTo("1");
  }

  @Test
  void theDatabaseThatTheEnvironmentCallsProductionIsRefused() throws SQLException {
    target.execute("COMMENT ON DATABASE " + target.name() + " IS 'multiboard:overwritable'");
    Typed typed =
        Typed.run(
            Map.of("PRODUCTION_DATABASE_URL", target.url()),
            "import",
            "--archive",
            archive.toString(),
            "--target",
            target.url());
    assertThat(typed.status()).isEqualTo(1);
    assertThat(typed.err()).contains("reason: TargetIsProduction", "PRODUCTION_DATABASE_URL");
    assertThat(rows()).isEqualTo("1");
  }

  @Test
  void theSourceItselfIsRefused() throws SQLException {
    source.execute("COMMENT ON DATABASE " + source.name() + " IS 'multiboard:overwritable'");
    Typed typed = Typed.run("import", "--archive", archive.toString(), "--target", source.url());
    assertThat(typed.status()).isEqualTo(1);
    assertThat(typed.err()).contains("reason: TargetIsSource");
  }

  @Test
  void aDryRunTellsWhatForbidsAndChangesNothing() throws SQLException {
    Typed typed = load("--dry-run");
    assertThat(typed.status()).isEqualTo(1);
    assertThat(typed.out())
        .contains("Copy:     ", "1 tables, about 3,000 rows")
        .containsPattern("Forbids:  .*TargetNotMarked")
        .contains("Verdict:  the run would be refused");
    assertThat(rows()).isEqualTo("1");
    Typed.run("allow", "--target", target.url());
    Typed machine = load("--dry-run", "--output", "json");
    assertThat(machine.status()).as(machine.all()).isZero();
    assertThat(machine.lastLine())
        .contains("\"targetEmpty\":false", "\"forbidden\":false", "\"rows\":3000");
    assertThat(rows()).isEqualTo("1");
  }

  @Test
  void anAlteredArchiveIsRefusedBeforeTheTargetIsTouched() throws Exception {
    Typed.run("allow", "--target", target.url());
    Path toc = archive.resolve("toc.dat");
    byte[] bytes = Files.readAllBytes(toc);
    bytes[bytes.length / 2] ^= 1;
    Files.write(toc, bytes);
    Typed typed = load();
    assertThat(typed.status()).isEqualTo(1);
    assertThat(typed.err()).contains("reason: ArchiveCorrupt");
    assertThat(rows()).isEqualTo("1");
  }

  @Test
  void thereIsNothingToGoBackToBeforeASwap() {
    Typed typed = Typed.run("rollback", "--target", target.url());
    assertThat(typed.status()).isEqualTo(1);
    assertThat(typed.err()).contains("reason: NoFormerDatabase");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--strategy=data-only", "--verify=content"})
  void whatComesLaterIsRefusedWithThatWord(String option) throws SQLException {
    Typed typed = load(option);
    assertThat(typed.status()).isEqualTo(1);
    assertThat(typed.err())
        .contains(
            option.replace('=', ' ') + " comes in a later release", "reason: UnsupportedStrategy");
    assertThat(rows()).isEqualTo("1");
  }

  @Test
  void withoutVerificationItSaysSo() {
    Typed.run("allow", "--target", target.url());
    Typed typed = load("--verify", "none", "--keep-previous", "0");
    assertThat(typed.status()).as(typed.all()).isZero();
    assertThat(typed.out())
        .contains(
            "Verified: no, by --verify none",
            "Way back: none, because no former database was kept.");
  }
}
