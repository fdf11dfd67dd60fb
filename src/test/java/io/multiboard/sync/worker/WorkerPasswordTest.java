package io.multiboard.sync.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.order.Assignment;
import io.multiboard.sync.order.DatabaseAccess;
import io.multiboard.sync.order.Outcome;
import io.multiboard.sync.order.Protection;
import io.multiboard.sync.order.Report;
import io.multiboard.sync.order.WorkOrder;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.testing.TestingProxy;
import io.multiboard.sync.testing.TestingTlsServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// F21: passwords that change while workers are at work.
@Timeout(300)
class WorkerPasswordTest {
  private static final long MIDDLE = 1_000_000;
  private static final String ROWS =
      "CREATE TABLE part AS SELECT n AS id, repeat(md5(n::text), 8) AS name FROM generate_series(1, 20000) n";

  @TempDir private static Path keys;
  private static TestingTlsServer tls;

  @TempDir Path folder;
  private TestingVolume volume = new TestingVolume(Path.of(""));

  @BeforeAll
  static void start() throws IOException, SQLException {
    tls = TestingTlsServer.start(keys);
    tls.server().execute("GRANT pg_read_all_data TO parts");
  }

  @AfterAll
  static void stop() {
    tls.close();
  }

  @BeforeEach
  void setUp() {
    volume = new TestingVolume(folder);
  }

  private static void change(String password) throws SQLException {
    tls.server().execute("ALTER ROLE parts PASSWORD '" + password + "'");
  }

  private DatabaseAccess access(int port, String database, String password) throws IOException {
    DatabaseAccess access = volume.access(port, database);
    Files.writeString(Path.of(access.files().username()), "parts");
    Files.writeString(Path.of(access.files().password().orElseThrow()), password);
    return access;
  }

  /// Half of a copy.
  private record Half(
      String database, TestingProxy.Way moving, Function<DatabaseAccess, WorkOrder> order) {}

  /// What somebody does in the middle.
  @FunctionalInterface
  private interface Meanwhile {
    void happens(DatabaseAccess access) throws Exception;
  }

  private static Meanwhile changed(String password, boolean told) {
    return access -> {
      change(password);
      if (told) {
        Files.writeString(file(access), password);
      }
    };
  }

  private static Path file(DatabaseAccess access) {
    return Path.of(access.files().password().orElseThrow());
  }

  /// Carries out an order, in whose middle something happens.
  private Outcome run(Half half, String password, Meanwhile meanwhile) throws Exception {
    change(password);
    try (TestingProxy proxy = TestingProxy.before(tls.server().port())) {
      proxy.after(MIDDLE, half.moving(), new TestingProxy.Mode.Silent());
      DatabaseAccess access = access(proxy.port(), half.database(), password);
      try (TestingWorker worker = TestingWorker.start(volume, half.order().apply(access))) {
        Awaitility.await()
            .atMost(TestingWorker.PATIENCE)
            .until(proxy::mode, TestingProxy.Mode.Silent.class::isInstance);
        meanwhile.happens(access);
        proxy.become(new TestingProxy.Mode.Open());
        return worker.await();
      }
    }
  }

  /// At once, or where a login was under way with the old password, at the next attempt.
  private static void assertDone(Outcome outcome, WorkOrder again) {
    if (outcome instanceof Outcome.Failed) {
      assertThat(WorkerScene.failed(outcome)).isEqualTo(Reason.PasswordChanged);
      assertThat(outcome.retryHelps()).isTrue();
      WorkerScene.succeed(again);
    }
  }

  private Half load(TestDatabase target, int attempt) {
    Assignment run = TestingVolume.assignment("rotated", attempt);
    return new Half(
        target.name(),
        TestingProxy.Way.TO_SERVER,
        access -> volume.load(access, run, "rotated", new Protection(List.of(), false)));
  }

  @Test
  void aCopyThatGoesOnTakesTheNewOne() throws Exception {
    Assignment run = TestingVolume.assignment("rotated", 1);
    try (TestDatabase source = tls.server().createDatabase().execute(ROWS);
        TestDatabase target = new TestDatabase(tls.server(), "rotated")) {
      Half export =
          new Half(source.name(), TestingProxy.Way.TO_CLIENT, access -> volume.export(access, run));
      assertDone(
          run(export, "first", changed("second", true)),
          volume.export(
              access(tls.server().port(), source.name(), "second"),
              TestingVolume.assignment("rotated", 2)));

      // The new database is not that of the sessions that load it: it has logins of its own.
      Outcome untold = run(load(target, 1), "second", changed("third", false));
      assertThat(WorkerScene.failed(untold)).isEqualTo(Reason.PasswordChanged);
      assertThat(untold.retryHelps()).isTrue();
      assertThat(((Outcome.Failed) untold).message())
          .contains("somebody has changed it since", "password authentication");
      assertThat(untold.report().target()).isEqualTo(Report.Fate.RolledBack);

      assertDone(
          run(load(target, 2), "third", changed("fourth", true)),
          load(target, 3).order().apply(access(tls.server().port(), target.name(), "fourth")));
      assertThat(target.query("SELECT count(*) FROM part")).isEqualTo("20000");
      assertNextNeeds("fourth", "third");
    }
  }

  @Test
  void aSecretThatIsRemovedDisturbsNoCopyThatGoesOn() throws Exception {
    Assignment run = TestingVolume.assignment("rotated", 1);
    try (TestDatabase source = tls.server().createDatabase().execute(ROWS);
        TestDatabase target = new TestDatabase(tls.server(), "rotated")) {
      change("good");
      WorkerScene.succeed(volume.export(access(tls.server().port(), source.name(), "good"), run));
      assertThat(run(load(target, 1), "good", access -> Files.delete(file(access))))
          .isInstanceOf(Outcome.Succeeded.class);
    }
  }

  private void assertNextNeeds(String right, String wrong) throws Exception {
    Assignment next = TestingVolume.assignment("next", 1);
    int port = tls.server().port();
    Outcome refused =
        WorkerScene.carryOut(new WorkOrder.Check(next, access(port, "postgres", wrong)));
    assertThat(WorkerScene.failed(refused)).isEqualTo(Reason.AuthenticationFailed);
    assertThat(WorkerScene.carryOut(new WorkOrder.Check(next, access(port, "postgres", right))))
        .isInstanceOf(Outcome.Succeeded.class);
  }
}
