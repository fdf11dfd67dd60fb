package io.multiboard.sync.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import io.multiboard.sync.server.TestServers;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// F33 to F35 and F37: sessions that are ended, limits that are reached, locks, settings of roles.
class SessionFaultsTest {
  private static final long SEED = System.nanoTime();
  private static final int TERMINATIONS = 12;
  private static final String ANY_OF_OURS =
      """
      SELECT pg_terminate_backend(pid) FROM
        (SELECT pid FROM pg_stat_activity WHERE application_name = 'multiboard-sync' ORDER BY random() LIMIT 1) any_of_ours
      """;

  private static final String WAITING =
      "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'multiboard-sync' AND wait_event_type = 'Lock'";

  @TempDir Path folder;
  private static Scene scene;
  private final Random random = new Random(SEED);

  @BeforeAll
  static void fill() throws SQLException {
    System.out.println("SessionFaultsTest: seed " + SEED);
    for (TestServer server : List.of(TestServers.v15(), TestServers.v18())) {
      server.execute(
          "DO $$ BEGIN IF to_regrole('proof_limited') IS NULL THEN CREATE ROLE proof_limited LOGIN SUPERUSER; END IF; END $$");
    }
    scene = Scene.between(TestServers.v15(), TestServers.v18(), 30_000);
  }

  @AfterAll
  static void drop() throws SQLException {
    scene.close();
    for (TestServer server : List.of(TestServers.v15(), TestServers.v18())) {
      server.execute("DROP ROLE proof_limited");
    }
  }

  /// F33: any of our sessions is ended at any moment.
  @Test
  void sessionsAreEnded() throws SQLException, IOException, InterruptedException {
    for (int run = 0; run < TERMINATIONS; run++) {
      TestServer server = run % 2 == 0 ? TestServers.v15() : TestServers.v18();
      long moment = random.nextInt(900);
      Thread ender = Thread.ofVirtual().start(() -> endOne(server, moment));
      Ran ran = Program.run(scene.sync("--archive", folder.resolve("archive").toString()));
      ender.join();
      if (ran.status() == 0) {
        // Ended before its first or after its last work.
        scene.assertCopied();
        Program.run("rollback", "--target", scene.target().url()).orFail();
        Scene.dropThoseOfRuns(TestServers.v18());
      } else {
        ran.failedWith("reason: ");
        assertThat(ran.err())
            .as("after %d ms on %s", moment, server)
            .containsPattern("reason: (ConnectionLost|ServerShutDown)");
      }
      scene.assertUntouched();
      Scene.removeArchivesIfWhole(folder);
    }
  }

  private static void endOne(TestServer server, long moment) {
    try {
      Thread.sleep(moment);
      for (int trial = 0; trial < 40; trial++) {
        if (!new TestDatabase(server, "postgres").rows(ANY_OF_OURS).isEmpty()) {
          return;
        }
        Thread.sleep(25);
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    }
  }

  /// F34: the role may open one connection, and a run needs more.
  @Test
  void noConnectionsLeft() throws SQLException, IOException {
    TestServer server = TestServers.v15();
    try (TestDatabase source = server.createDatabase()) {
      source.execute("CREATE TABLE t AS SELECT generate_series(1, 1000) AS id");
      server.execute(
          "ALTER ROLE proof_limited CONNECTION LIMIT 1 NOSUPERUSER",
          "GRANT pg_read_all_data TO proof_limited");
      String url = source.url().replace("postgres@", "proof_limited@");
      Path archive = folder.resolve("archive");
      Ran ran = Program.run("export", "--source", url, "--archive", archive.toString());
      ran.failedWith("reason: TooManyConnections");
      assertThat(ran.err()).contains("what to do: ");
      Scene.assertNothingIn(folder);
    } finally {
      server.execute("ALTER ROLE proof_limited CONNECTION LIMIT -1 SUPERUSER");
    }
    scene.assertUntouched();
  }

  /// F35: somebody holds a lock; we wait no longer than told, and name the table.
  @Test
  void lockedTables() throws SQLException, IOException {
    try (Connection blocker = scene.source().connect();
        var statement = blocker.createStatement()) {
      blocker.setAutoCommit(false);
      statement.execute("LOCK TABLE scene.parts IN ACCESS EXCLUSIVE MODE");
      long start = System.nanoTime();
      Ran ran =
          Program.run(
              scene.sync("--archive", folder.resolve("archive").toString(), "--lock-timeout", "2"));
      ran.failedWith("reason: LockTimeout");
      assertThat(ran.err()).contains("parts").contains("what to do: ");
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(60));
      blocker.rollback();
    }
    Scene.assertNothingIn(folder);
    scene.assertUntouched();
  }

  /// F37: a migration locks our tables the other way round; our session is the one that is ended.
  @Test
  void deadlock() throws SQLException, IOException {
    TestServers.v15().execute("ALTER ROLE proof_limited SET deadlock_timeout = '5s'");
    String[] words = scene.export(folder.resolve("archive"), "--lock-timeout", "60");
    words[2] = words[2].replace("postgres@", "proof_limited@");
    try (Connection migration = scene.source().connect();
        Statement statement = migration.createStatement()) {
      migration.setAutoCommit(false);
      statement.execute("SET deadlock_timeout = '1h'; LOCK TABLE scene.nothing");
      AtomicReference<Ran> ran = new AtomicReference<>();
      Thread run = Thread.ofVirtual().start(() -> ran.set(Program.run(words)));
      Awaitility.await("it waits for the lock")
          .atMost(Duration.ofSeconds(60))
          .until(() -> scene.source().query(WAITING).equals("1"));
      // Waits until our session, which has the lock on this one, is ended.
      statement.execute("LOCK TABLE scene.parts");
      join(run);
      ran.get().failedWith("reason: Deadlock");
      assertThat(ran.get().err()).contains("what to do: ");
      migration.rollback();
    } finally {
      TestServers.v15().execute("ALTER ROLE proof_limited RESET deadlock_timeout");
    }
    Scene.assertNothingIn(folder);
    scene.assertUntouched();
    Program.run(words).orFail();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    }
  }

  /// F37: what a role's or a database's settings would do to a long session.
  @Test
  void settingsOfRolesAndDatabases() throws SQLException {
    for (TestServer server : List.of(TestServers.v15(), TestServers.v18())) {
      for (String setting :
          List.of(
              "statement_timeout = '30ms'",
              "lock_timeout = '1ms'",
              "idle_in_transaction_session_timeout = '20ms'",
              "idle_session_timeout = '20ms'",
              "search_path = 'scene, public'",
              "datestyle = 'German, DMY'",
              "intervalstyle = 'sql_standard'",
              "timezone = 'Asia/Kathmandu'",
              "extra_float_digits = -10",
              "bytea_output = 'escape'",
              "row_security = on",
              "standard_conforming_strings = off",
              "default_transaction_isolation = 'serializable'",
              "default_transaction_deferrable = on",
              "lc_monetary = 'C'",
              "quote_all_identifiers = on",
              "default_tablespace = 'pg_default'",
              "check_function_bodies = on",
              "session_replication_role = 'replica'",
              "synchronize_seqscans = on",
              "client_min_messages = 'debug1'",
              "enable_seqscan = off")) {
        server.execute("ALTER ROLE proof_limited SET " + setting);
      }
    }
    TestServers.v18().execute("ALTER ROLE proof_limited SET transaction_timeout = '40ms'");
    String[] words = scene.sync();
    words[2] = words[2].replace("postgres@", "proof_limited@");
    words[4] = words[4].replace("postgres@", "proof_limited@");
    Program.run(words).orFail();
    scene.assertCopied();
    Program.run("rollback", "--target", words[4]).orFail();
    Scene.dropThoseOfRuns(TestServers.v18());
    scene.assertUntouched();
  }
}
