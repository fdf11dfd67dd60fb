package io.multiboard.sync.engine.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Session;
import io.multiboard.sync.proof.Witness;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import io.multiboard.sync.server.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SnapshotTest {
  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void allSessionsSeeTheSameAndWriteNothing(TestServer server) throws Exception {
    try (TestDatabase database = server.createDatabase();
        Crew crew = new Crew("test")) {
      database.execute("CREATE TABLE t AS SELECT 1 AS a");
      Snapshot snapshot = take(crew, database);
      database.execute("INSERT INTO t VALUES (2)");
      Session other = snapshot.join(crew);
      assertThat(count(snapshot.session())).isEqualTo(1);
      assertThat(count(other)).isEqualTo(1);
      assertThat(snapshot.facts().lsn()).matches("[0-9A-F]+/[0-9A-F]+");
      assertThatThrownBy(() -> other.execute("INSERT INTO public.t VALUES (3)"))
          .isInstanceOf(SyncException.class)
          .hasMessageContaining("read-only transaction");
    }
  }

  /// Another session may find out first that the snapshot's own one was ended.
  @Test
  void aSnapshotWhoseSessionWasEndedIsALostConnection() throws Exception {
    try (TestDatabase database = TestServers.v18().createDatabase();
        Crew crew = new Crew("test")) {
      Snapshot snapshot = take(crew, database);
      int holder = snapshot.session().backendId();
      terminate(database, holder);
      assertThatThrownBy(() -> snapshot.join(crew))
          .isInstanceOfSatisfying(
              SyncException.class,
              failure -> assertThat(failure.reason()).isEqualTo(Reason.ConnectionLost))
          .hasMessageContaining("the source ended the session whose snapshot");
    }
  }

  @Test
  void whatEndedTheSnapshotsOwnSessionIsTheCause() throws Exception {
    try (TestDatabase database = TestServers.v18().createDatabase()) {
      database.execute("CREATE TABLE t AS SELECT 1 AS a");
      assertThatThrownBy(() -> Crew.run("test", crew -> joinWhatEnds(crew, database)))
          .isInstanceOfSatisfying(
              SyncException.class,
              failure -> assertThat(failure.reason()).isEqualTo(Reason.ServerShutDown));
    }
  }

  /// The other session joins after the end of the snapshot, of which the snapshot's own one hears
  /// later still.
  private static int joinWhatEnds(Crew crew, TestDatabase database) throws InterruptedException {
    Snapshot snapshot = take(crew, database);
    terminate(database, snapshot.session().backendId());
    CountDownLatch joining = new CountDownLatch(1);
    crew.fork(() -> {
      joining.countDown();
      snapshot.join(crew);
    });
    joining.await();
    Thread.sleep(200);
    count(snapshot.session());
    return 0;
  }

  private static void terminate(TestDatabase database, int backendId) {
    try {
      database.execute("SELECT pg_terminate_backend(%d, 30000)".formatted(backendId));
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  private static Snapshot take(Crew crew, TestDatabase database) throws InterruptedException {
    return TestingSource.snapshot(crew, database, Duration.ofMillis(500));
  }

  private static long count(Session session) {
    return session.queryOne("SELECT count(*) FROM public.t", row -> row.getLong(1));
  }

  @Test
  void aTableThatOthersHoldIsNamedWhenTheWaitIsOver() throws Exception {
    try (TestDatabase database = TestServers.v15().createDatabase()) {
      database.execute("CREATE TABLE free (a int)", "CREATE TABLE held (a int)");
      try (Connection holder = holding(database, "LOCK TABLE held");
          Crew crew = new Crew("test")) {
        assertThat(holder.isClosed()).isFalse();
        assertThatThrownBy(() -> take(crew, database))
            .isInstanceOfSatisfying(
                SyncException.class,
                failure -> {
                  assertThat(failure.reason()).isEqualTo(Reason.LockTimeout);
                  assertThat(failure).hasMessageContaining("table \"public.held\"");
                });
      }
      Witness.assertNoSession(database.server());
    }
  }

  private static Connection holding(TestDatabase database, String sql) throws SQLException {
    Connection connection = database.connect();
    connection.setAutoCommit(false);
    connection.createStatement().execute(sql);
    return connection;
  }

  @Test
  void aLockedTableCannotBeTruncatedWhileTheSnapshotLasts() throws Exception {
    try (TestDatabase database = TestServers.v18().createDatabase();
        Crew crew = new Crew("test")) {
      database.execute("CREATE TABLE t AS SELECT 1 AS a");
      Snapshot snapshot = take(crew, database);
      assertThatThrownBy(() -> database.execute("SET lock_timeout = 100; TRUNCATE t"))
          .isInstanceOf(SQLException.class);
      assertThat(count(snapshot.session())).isEqualTo(1);
    }
  }

  @Test
  void tablesThatComeAndGoDoNotDisturb() throws Exception {
    try (TestDatabase database = TestServers.v15().createDatabase()) {
      database.execute("CREATE TABLE t AS SELECT 1 AS a");
      AtomicBoolean stop = new AtomicBoolean();
      Thread migrations = Thread.ofPlatform().start(() -> keepReplacing(database, stop));
      try {
        for (int round = 0; round < 20; round++) {
          try (Crew crew = new Crew("test")) {
            assertThat(count(take(crew, database).session())).isEqualTo(1);
          }
        }
      } finally {
        stop.set(true);
        migrations.join();
      }
    }
  }

  /// Each transaction leaves a table of one row, made in one of several ways.
  private static void keepReplacing(TestDatabase database, AtomicBoolean stop) {
    try (Connection connection = database.connect();
        var statement = connection.createStatement()) {
      while (!stop.get()) {
        statement.execute("BEGIN; DROP TABLE t; CREATE TABLE t AS SELECT 2 AS a; COMMIT");
        statement.execute("BEGIN; TRUNCATE t; INSERT INTO t VALUES (3); COMMIT");
        statement.execute("CREATE TABLE passing (a int); DROP TABLE passing");
        statement.execute(
            "ALTER TABLE t ALTER COLUMN a TYPE bigint; ALTER TABLE t ALTER COLUMN a TYPE int");
        Thread.sleep(30);
      }
    } catch (SQLException | InterruptedException failure) {
      throw new AssertionError(failure);
    }
  }
}
