package io.multiboard.sync.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.order.Assignment;
import io.multiboard.sync.order.DatabaseAccess;
import io.multiboard.sync.order.DatabaseIdentity;
import io.multiboard.sync.order.Outcome;
import io.multiboard.sync.order.Protection;
import io.multiboard.sync.order.WorkOrder;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
    for (List<String> left :
        new TestDatabase(TestServers.v18(), "postgres")
            .rows("SELECT datname FROM pg_database WHERE datname LIKE 'multiboard\\_%'")) {
      new TestDatabase(TestServers.v18(), left.getFirst()).close();
    }
  }

  DatabaseAccess source() throws IOException {
    return volume.access(source.server().port(), source.name());
  }

  DatabaseAccess target() throws IOException {
    return volume.access(target.server().port(), target.name());
  }

  Protection protection() throws IOException, InterruptedException {
    return TestingVolume.sourceIs(identity(source()));
  }

  Optional<DatabaseIdentity> identity(DatabaseAccess access)
      throws IOException, InterruptedException {
    WorkOrder check = new WorkOrder.Check(TestingVolume.assignment("check", 1), access);
    Outcome outcome = run(check);
    assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
    return outcome.report().database().orElseThrow().identity();
  }

  Outcome run(WorkOrder order) throws IOException, InterruptedException {
    try (TestingWorker worker = TestingWorker.start(volume, order)) {
      Outcome outcome = worker.await();
      assertThat(worker.status()).isEqualTo(outcome instanceof Outcome.Succeeded ? 0 : 1);
      assertThat(worker.said()).doesNotContain("canary-6c1f");
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

  List<List<String>> oursOnTarget() throws SQLException {
    return new TestDatabase(TestServers.v18(), "postgres")
        .rows("SELECT datname FROM pg_database WHERE datname LIKE 'multiboard\\_new%'");
  }

  static Reason failed(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    return ((Outcome.Failed) outcome).reason();
  }
}
