package io.multiboard.sync.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServers;
import io.multiboard.sync.testing.TestingProxy;
import io.multiboard.sync.testing.TestingProxy.Mode;
import io.multiboard.sync.testing.TestingProxy.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// F36: the source's schema changes under a run. What is copied is of one moment, or the run fails
/// for a reason that passes, and none of the source's code runs.
class SchemaChangeTest {
  private static final int RUNS = 12;
  private static final String CANARY = "the canary sings for ";
  private static final Pattern REASON = Pattern.compile("reason: (\\w+)");

  /// A view in a sequence's place (CVE-2024-7348).
  private static final String EVIL_VIEW =
      "BEGIN; DROP SEQUENCE swapped; CREATE VIEW swapped AS SELECT canary() AS last_value, true AS is_called; COMMIT";

  private static final List<String> CHANGES =
      List.of(
          "BEGIN; ALTER TABLE one ADD more text DEFAULT 'x'; ALTER TABLE two ADD more text DEFAULT 'x'; COMMIT",
          "BEGIN; INSERT INTO one VALUES (0); INSERT INTO two VALUES (0); COMMIT",
          "BEGIN; ALTER TABLE one RENAME TO uno; ALTER TABLE two RENAME TO due; COMMIT",
          "CREATE VIEW seen AS SELECT * FROM uno",
          "DROP VIEW seen",
          "BEGIN; ALTER TABLE uno RENAME TO one; ALTER TABLE due RENAME TO two; COMMIT",
          "BEGIN; ALTER TABLE one ALTER more TYPE varchar(9); ALTER TABLE two ALTER more TYPE varchar(9); COMMIT",
          "BEGIN; TRUNCATE one, two; INSERT INTO one VALUES (1, 'new'); INSERT INTO two VALUES (1, 'new'); COMMIT",
          EVIL_VIEW,
          "BEGIN; DROP VIEW swapped; CREATE SEQUENCE swapped; COMMIT",
          "BEGIN; DROP TABLE one, two; CREATE TABLE one (id integer, state state); CREATE TABLE two (id integer, state state); COMMIT");

  @TempDir Path folder;
  private final AtomicInteger rounds = new AtomicInteger();
  private TestDatabase source;

  @BeforeEach
  void fill() throws SQLException {
    source = TestServers.v15().createDatabase();
    source.load("/proof/schema-change.sql");
  }

  @AfterEach
  void drop() throws SQLException {
    source.close();
  }

  /// Between the listing of the sequences and the reading of their values.
  @Test
  void aSequenceBecomesAView() throws SQLException, IOException {
    long logged = Files.size(source.server().log());
    try (TestingProxy proxy = TestingProxy.before(source.server().port())) {
      proxy.afterWords(Way.TO_SERVER, new Mode.Silent(), "pg_catalog.pg_sequence");
      AtomicReference<Ran> ran = new AtomicReference<>();
      Thread run = Thread.ofVirtual().start(() -> ran.set(export(proxy)));
      Awaitility.await("the listing of the sequences")
          .atMost(Duration.ofMinutes(1))
          .until(() -> proxy.mode() instanceof Mode.Silent);
      source.execute(EVIL_VIEW);
      proxy.become(new Mode.Open());
      join(run);
      ran.get().failedWith("reason: ConcurrentSchemaChange");
    }
    assertNoCanary(logged);
    Scene.assertNothingIn(folder);
    Witness.assertNoSession(source.server());
  }

  private Ran export(TestingProxy proxy) {
    return Program.run(
        "export",
        "--source",
        proxy.url(source.url()),
        "--archive",
        folder.resolve("archive").toString());
  }

  @Test
  void allTheWhile() throws SQLException, IOException {
    long logged = Files.size(source.server().log());
    AtomicBoolean stop = new AtomicBoolean();
    Thread changer = Thread.ofPlatform().start(() -> change(stop));
    int whole = 0;
    for (int run = 0; run < RUNS; run++) {
      whole += isWhole(sync()) ? 1 : 0;
    }
    stop.set(true);
    join(changer);
    System.out.printf(
        "SchemaChangeTest: %d of %d runs, under %d rounds of change, were whole%n",
        whole, RUNS, rounds.get());
    assertThat(rounds.get()).isPositive();
    assertThat(isWhole(sync())).as("a run when nothing changes any more").isTrue();
    assertNoCanary(logged);
    Witness.assertNoSession(source.server());
  }

  private Ran sync() {
    return Program.run(
        "sync",
        "--source",
        source.url(),
        "--target",
        TestServers.v18().url("proof_changing"),
        "--lock-timeout",
        "5");
  }

  private static boolean isWhole(Ran ran) throws SQLException {
    if (ran.status() == 0) {
      try (TestDatabase copy = new TestDatabase(TestServers.v18(), "proof_changing")) {
        assertAlike(copy);
      }
      return true;
    }
    ran.failedWith("reason: ");
    Matcher reason = REASON.matcher(ran.err());
    assertThat(reason.find()).isTrue();
    assertThat(Reason.valueOf(reason.group(1)).retryHelps()).as(ran.said()).isTrue();
    assertThat(Scene.ofRuns(TestServers.v18())).isEmpty();
    return false;
  }

  private static void assertAlike(TestDatabase copy) throws SQLException {
    List<List<String>> tables =
        copy.rows(
            """
            SELECT string_agg(c.relname, ' ' ORDER BY c.oid), count(DISTINCT c.relnatts),
                   count(DISTINCT (xpath('//n/text()', query_to_xml('SELECT count(*) AS n FROM ' || c.oid::regclass, true, true, '')))[1]::text)
              FROM pg_class c WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
            """);
    assertThat(tables.getFirst().getFirst().split(" "))
        .satisfiesAnyOf(
            names -> assertThat(names).containsExactlyInAnyOrder("one", "two"),
            names -> assertThat(names).containsExactlyInAnyOrder("uno", "due"));
    assertThat(tables.getFirst().subList(1, 3)).as("columns and rows").containsExactly("1", "1");
  }

  private void change(AtomicBoolean stop) {
    try (Connection connection = source.connect();
        Statement statement = connection.createStatement()) {
      for (int number = 0; !stop.get(); number++) {
        for (String change : CHANGES) {
          statement.execute(change);
          Thread.sleep(number % 3 * 10L);
        }
        rounds.incrementAndGet();
        statement.execute("ALTER TYPE state ADD VALUE 'v" + number + "'");
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    }
  }

  private void assertNoCanary(long logged) throws IOException {
    String log = Files.readString(source.server().log()).substring((int) logged);
    assertThat(log).doesNotContain(CANARY);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    }
  }
}
