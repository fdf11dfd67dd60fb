package io.multiboard.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServers;
import io.multiboard.sync.testing.TestingProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// From PostgreSQL 15 to 18, as a user types it.
@Timeout(180)
class SyncVerbTest {
  private static final String OURS = "application_name LIKE 'multiboard-sync%'";

  @TempDir private Path folder;
  private TestDatabase source;
  private TestDatabase target;

  @BeforeEach
  void fill() throws SQLException {
    source = TestServers.v15().createDatabase();
    source.execute(
        "CREATE TABLE part (id int PRIMARY KEY, note text)",
        "CREATE TABLE wide AS SELECT n AS id, repeat('x', 1000) AS note FROM generate_series(1, 8000) n",
        "CREATE INDEX ON wide (id)",
        "INSERT INTO part SELECT n, 'part ' || n FROM generate_series(1, 3000) n");
    target = TestServers.v18().createDatabase();
    target.execute(
        "CREATE TABLE part (id int)",
        "INSERT INTO part VALUES (1)",
        "COMMENT ON DATABASE " + target.name() + " IS 'multiboard:overwritable'");
  }

  @AfterEach
  void drop() throws SQLException {
    for (List<String> left :
        target.rows("SELECT datname FROM pg_database WHERE datname LIKE 'multiboard%'")) {
      TestServers.v18().execute("DROP DATABASE \"" + left.getFirst() + "\" WITH (FORCE)");
    }
    source.close();
    target.close();
  }

  private String[] words(String from, String to, String... more) {
    return Stream.concat(Stream.of("sync", "--source", from, "--target", to), Arrays.stream(more))
        .toArray(String[]::new);
  }

  private Typed sync(String... more) {
    return Typed.run(words(source.url(), target.url(), more));
  }

  private static String through(TestingProxy proxy, TestDatabase database) {
    return "postgres://postgres@127.0.0.1:%d/%s".formatted(proxy.port(), database.name());
  }

  @Test
  void theSpoolGoesWhereTemporaryFilesGo() {
    Map<String, String> there = Map.of("TMPDIR", folder.toString());
    Typed plan = Typed.run(there, words(source.url(), target.url(), "--dry-run"));
    assertThat(plan.out())
        .contains("Archive:  " + folder + ", ", "Room:     about ")
        .containsPattern("Room: .* on the target's server, .*(are free there|cannot be seen)");
    Map<String, String> nowhere = Map.of("TMPDIR", folder.resolve("none").toString());
    Typed refused = Typed.run(nowhere, words(source.url(), target.url()));
    assertThat(refused.status()).isEqualTo(ExitStatus.FAILED);
    assertThat(refused.err()).contains(folder.resolve("none").toString(), "set TMPDIR");
  }

  @Test
  void copiesVerifiesSwapsAndTellsTheWayBack() throws SQLException {
    Path archive = folder.resolve("archive");
    Typed typed = sync("--archive", archive.toString());
    assertThat(typed.status()).as(typed.all()).isZero();
    assertThat(typed.out())
        .containsPattern("Synced 2 tables, 11,000 rows, 8\\.\\d MB in \\d+\\.\\d s \\(.*/s\\)\\.")
        .contains("Verified: count(*) of each table equals the source's")
        .contains("Archive:  " + archive + ", ")
        .contains("Way back: the former database is kept until ")
        .contains("  multiboard-sync rollback --target '" + target.url() + "'");
    assertThat(target.query("SELECT count(*) FROM part")).isEqualTo("3000");
    Typed compared = Typed.run("verify", "--source", source.url(), "--target", target.url());
    assertThat(compared.status()).as(compared.all()).isZero();
    assertThat(compared.out())
        .contains("Equal: 2 tables with 11,000 rows have as many rows on both sides.");
    assertThat(Typed.run("verify", archive.toString()).status()).isZero();
  }

  @Test
  void keepsNoArchiveUnlessAsked() {
    Typed typed = sync("--output", "json");
    assertThat(typed.status()).as(typed.all()).isZero();
    assertThat(typed.lastLine())
        .contains("\"verified\":true", "\"tables\":2", "\"rows\":11000", "\"wayBack\":{")
        .doesNotContain("\"archive\"");
    assertThat(typed.out().lines()).allMatch(line -> line.startsWith("{\"type\":\""));
  }

  @Test
  void keepsTheArchiveInTheFolderOfTheSettings() throws IOException {
    Typed typed =
        Typed.run(Map.of("DUMP_DIRECTORY", folder.toString()), words(source.url(), target.url()));
    assertThat(typed.status()).as(typed.all()).isZero();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .singleElement()
          .asString()
          .startsWith(source.name() + "-");
    }
  }

  @Test
  void verifyNamesEveryTableThatDiffers() throws SQLException {
    assertThat(sync().status()).isZero();
    target.execute("DELETE FROM part WHERE id = 7", "DROP TABLE wide", "CREATE TABLE own (id int)");
    Typed typed = Typed.run("verify", "--source", source.url(), "--target", target.url());
    assertThat(typed.status()).isEqualTo(1);
    assertThat(typed.out())
        .isEqualTo(
            """
            public.own: no such table in the source, 0 rows in the target
            public.part: 3,000 rows in the source, 2,999 rows in the target
            public.wide: 8,000 rows in the source, no such table in the target
            Different: 3 of 3 tables (VerificationFailed).
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"verify", "verify --source x", "verify a --source x --target y"})
  void verifyWantsOneThingOrTheOther(String typedWords) {
    Typed typed = Typed.run(typedWords.split(" "));
    assertThat(typed.status()).isEqualTo(2);
    assertThat(typed.err()).contains("give either an ARCHIVE, or --source DB and --target DB");
  }

  @Test
  void planTellsWhatASyncWouldDo() throws SQLException {
    Typed typed = Typed.run("plan", "--source", source.url(), "--target", target.url());
    assertThat(typed.status()).as(typed.all()).isZero();
    assertThat(typed.out())
        .containsPattern(
            "Target:   \"" + target.name() + "\" on PostgreSQL 18\\.\\S+, exists and is not empty")
        .containsPattern("Copy:     \\d+ entries, 2 tables, about ")
        .containsPattern("Archive:  .* at most, .* free; removed after the run")
        .contains("Verdict:  nothing forbids the run");
    assertThat(target.query("SELECT count(*) FROM part")).isEqualTo("1");
    Typed dry = sync("--dry-run", "--output", "json");
    assertThat(dry.status()).isZero();
    assertThat(dry.lastLine()).contains("\"forbidden\":false", "\"archiveFreeBytes\":");
  }

  @Test
  void planTellsEverythingThatForbids() throws SQLException {
    target.execute(
        "COMMENT ON DATABASE " + target.name() + " IS NULL", "CREATE TABLE own (id int)");
    Typed typed = Typed.run("plan", "--source", source.url(), "--target", target.url());
    assertThat(typed.status()).isEqualTo(1);
    assertThat(typed.out())
        .contains("TargetNotMarked", "TargetOnlyObjects", "Verdict:  the run would be refused");
    Typed same = Typed.run("plan", "--source", source.url(), "--target", source.url());
    assertThat(same.status()).isEqualTo(1);
    assertThat(same.out()).contains("TargetIsSource");
  }

  /// F35: somebody holds a table of the source.
  @Test
  void aLockedTableEndsTheRunInTime() throws SQLException {
    try (Connection other = source.connect();
        var statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE part IN ACCESS EXCLUSIVE MODE");
      Typed typed = sync("--lock-timeout", "1");
      assertThat(typed.status()).isEqualTo(1);
      assertThat(typed.err()).contains("reason: LockTimeout");
    }
    assertUntouched();
  }

  /// F33: our sessions are ended on either side.
  @ParameterizedTest
  @ValueSource(strings = {"source", "target"})
  void endedSessionsLeaveTheTargetAsItWas(String side) throws Exception {
    TestDatabase hit = side.equals("source") ? source : target;
    try (TestingProxy proxy = TestingProxy.before(TestServers.v15().port())) {
      proxy.become(new TestingProxy.Mode.Narrow(500_000));
      try (Launched run = Launched.start(folder, words(through(proxy, source), target.url()))) {
        run.awaitErr("public.wide");
        hit.server()
            .execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE " + OURS);
        Typed typed = run.await(90);
        assertThat(typed.status()).as(typed.all()).isEqualTo(1);
        assertThat(typed.err()).containsPattern("reason: (ServerShutDown|ConnectionLost)");
      }
    }
    assertUntouched();
  }

  /// F38: the network to the source is cut after some bytes.
  @Test
  void aCutNetworkToTheSourceLeavesTheTargetAsItWas() throws Exception {
    try (TestingProxy proxy = TestingProxy.before(TestServers.v15().port())) {
      proxy.after(2_000_000, TestingProxy.Way.TO_CLIENT, new TestingProxy.Mode.Cut());
      assertLost(Typed.run(words(through(proxy, source), target.url())));
    }
    assertUntouched();
    assertThat(shadows()).isEmpty();
  }

  /// F38: the network to the target is cut after some bytes and stays so: what the run cannot
  /// remove any more the next one does.
  @Test
  void aCutNetworkToTheTargetLeavesTheTargetAsItWas() throws Exception {
    try (TestingProxy proxy = TestingProxy.before(TestServers.v18().port())) {
      proxy.after(2_000_000, TestingProxy.Way.TO_SERVER, new TestingProxy.Mode.Cut());
      assertLost(Typed.run(words(source.url(), through(proxy, target))));
    }
    assertUntouched();
    Typed again = sync();
    assertThat(again.status()).as(again.all()).isZero();
    assertThat(shadows()).isEmpty();
  }

  private static void assertLost(Typed typed) {
    assertThat(typed.status()).isEqualTo(1);
    assertThat(typed.err()).containsPattern("reason: (ConnectionLost|Unreachable)");
  }

  /// F38: slow is not failed.
  @Test
  void aSlowNetworkIsNoFailure() throws Exception {
    try (TestingProxy proxy = TestingProxy.before(TestServers.v15().port())) {
      proxy.become(new TestingProxy.Mode.Slow(Duration.ofMillis(20)));
      Typed typed = Typed.run(words(through(proxy, source), target.url()));
      assertThat(typed.status()).as(typed.all()).isZero();
    }
  }

  /// Ctrl-C while rows move.
  @Test
  void ctrlCLeavesTheTargetAsItWas() throws Exception {
    try (TestingProxy proxy = TestingProxy.before(TestServers.v15().port())) {
      proxy.become(new TestingProxy.Mode.Narrow(1_000_000));
      try (Launched run =
          Launched.start(
              folder,
              words(
                  through(proxy, source),
                  target.url(),
                  "--archive",
                  folder.resolve("archive").toString()))) {
        run.awaitErr("public.wide");
        run.signal("INT");
        Typed typed = run.await(90);
        assertThat(typed.status()).as(typed.all()).isEqualTo(130);
        assertThat(typed.err()).contains("reason: Cancelled", "the target is as it was");
      }
    }
    assertUntouched();
    assertThat(shadows()).isEmpty();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(Path::toString)).noneMatch(name -> name.contains("archive"));
    }
  }

  private void assertUntouched() throws SQLException {
    assertThat(target.query("SELECT count(*) FROM part")).isEqualTo("1");
    for (TestDatabase side : List.of(source, target)) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(90))
          .untilAsserted(() ->
              assertThat(side.query("SELECT count(*) FROM pg_stat_activity WHERE " + OURS))
                  .isEqualTo("0"));
    }
  }

  private List<List<String>> shadows() throws SQLException {
    return target.rows("SELECT datname FROM pg_database WHERE datname LIKE 'multiboard_new%'");
  }
}
