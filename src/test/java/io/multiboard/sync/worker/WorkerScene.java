package io.multiboard.sync.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.engine.archive.FollowedArchive;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.order.Assignment;
import io.multiboard.sync.order.DatabaseAccess;
import io.multiboard.sync.order.DatabaseIdentity;
import io.multiboard.sync.order.Outcome;
import io.multiboard.sync.order.Protection;
import io.multiboard.sync.order.Report;
import io.multiboard.sync.order.WorkOrder;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Two databases on real servers, a volume, and workers as processes of their own.
abstract class WorkerScene {
  private static final String ROWS =
      """
      CREATE TABLE part (id integer PRIMARY KEY, name text NOT NULL);
      INSERT INTO part SELECT n, repeat(md5(n::text), 8) FROM generate_series(1, 40000) n;
      CREATE TABLE price (part integer REFERENCES part, amount numeric);
      INSERT INTO price SELECT n, n / 7.0 FROM generate_series(1, 1000) n;
      CREATE TABLE nothing (id integer);
      """;
  private static final String CONTENT =
      "SELECT md5(string_agg(p::text, ',' ORDER BY id)) || (SELECT count(*) FROM price) FROM part p";

  @TempDir Path folder;
  TestDatabase source = new TestDatabase(TestServers.v15(), "absent");
  TestDatabase target = new TestDatabase(TestServers.v18(), "absent");
  TestingVolume volume = new TestingVolume(Path.of(""));

  @BeforeEach
  void setUp() throws SQLException {
    volume = new TestingVolume(folder);
    source = TestServers.v15().createDatabase().execute(ROWS);
    target = TestServers.v18().createDatabase();
  }

  @AfterEach
  void tearDown() throws SQLException {
    source.close();
    target.close();
    TestServers.v18().dropLeftovers();
  }

  DatabaseAccess source() throws IOException {
    return volume.access(source.server().port(), source.name());
  }

  DatabaseAccess target() throws IOException {
    return volume.access(target.server().port(), target.name());
  }

  Protection protection() throws IOException {
    return TestingVolume.sourceIs(identity(source()));
  }

  Optional<DatabaseIdentity> identity(DatabaseAccess access) {
    WorkOrder check = new WorkOrder.Check(TestingVolume.assignment("check", 1), access);
    return succeed(check).database().orElseThrow().identity();
  }

  /// Carries out an order in this process.
  static Outcome carryOut(WorkOrder order) {
    return new Worker(
            order,
            Clock.systemUTC(),
            new FollowedArchive.Patience(TestingWorker.PATIENCE, TestingWorker.PATIENCE),
            text -> text)
        .run(() -> false);
  }

  /// The same, for an order that must come to its end.
  static Report succeed(WorkOrder order) {
    Outcome outcome = carryOut(order);
    assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
    return outcome.report();
  }

  /// Carries out an order in a process of its own.
  Outcome run(WorkOrder order) throws IOException, InterruptedException {
    try (TestingWorker worker = TestingWorker.start(volume, order)) {
      Outcome outcome = worker.await();
      assertThat(worker.status()).isEqualTo(outcome instanceof Outcome.Succeeded ? 0 : 1);
      assertThat(worker.said()).doesNotContain(TestingVolume.PASSWORD);
      return outcome;
    }
  }

  void assertCopied() throws SQLException {
    assertThat(target.query(CONTENT)).isEqualTo(source.query(CONTENT));
  }

  Path runFolder(Assignment assignment) {
    return Path.of(volume.place(assignment).runFolder());
  }

  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /// No database that is being filled, and no session of ours, is left on either side.
  void assertNothingLeftBehind() throws SQLException {
    assertThat(
            new TestDatabase(TestServers.v18(), "postgres")
                .rows("SELECT datname FROM pg_database WHERE datname LIKE 'multiboard\\_new%'"))
        .isEmpty();
    for (TestDatabase database : List.of(source, target)) {
      Awaitility.await()
          .atMost(TestingWorker.PATIENCE)
          .until(
              () ->
                  database.rows(
                      "SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'multiboard%'"),
              List::isEmpty);
    }
  }

  /// The target is as it was: empty.
  void assertUntouched() throws SQLException {
    assertThat(target.query("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
        .isEqualTo("0");
  }

  static Reason failed(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    return ((Outcome.Failed) outcome).reason();
  }
}
