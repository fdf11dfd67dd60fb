package io.multiboard.sync.engine.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiboard.sync.engine.toc.CopyEncoding;
import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.proof.Witness;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import io.multiboard.sync.server.TestServers;
import io.multiboard.sync.testing.TestingInterrupt;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExportCrewTest {
  private static final long SMALL_CHUNK = 64 * 1024;

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void sharesHoldEachRowOnceWhileOthersWrite(TestServer server) throws Exception {
    try (TestDatabase database = server.createDatabase()) {
      database.execute(
          "CREATE TABLE moving (id int PRIMARY KEY, filler text) WITH (fillfactor = 60)",
          "INSERT INTO moving SELECT n, repeat('x', n % 300) FROM generate_series(1, 20000) n");
      AtomicBoolean stop = new AtomicBoolean();
      Thread writer = Thread.ofPlatform().start(() -> keepMoving(database, stop));
      try {
        for (int round = 0; round < 3; round++) {
          var sinks =
              TestingSource.read(
                  TestingSource.connector(database), CopyEncoding.TEXT, 3, SMALL_CHUNK);
          TestingSink sink = sinks.values().iterator().next();
          assertThat(sink.pieces()).hasSizeGreaterThan(10);
          assertThat(ids(sink)).hasSize(20000).doesNotHaveDuplicates();
          assertThat(sink.counted()).isEqualTo(20000);
        }
      } finally {
        stop.set(true);
        writer.join();
      }
    }
  }

  /// Updates move rows to other blocks and grow the table; deletes and inserts keep its size.
  private static void keepMoving(TestDatabase database, AtomicBoolean stop) {
    try (Connection connection = database.connect();
        var statement = connection.createStatement()) {
      for (int n = 0; !stop.get(); n++) {
        statement.execute(
            "UPDATE moving SET filler = repeat('y', (id + %d) %% 500) WHERE id %% 7 = %d"
                .formatted(n, n % 7));
        statement.execute(
            "WITH gone AS (DELETE FROM moving WHERE id %% 1000 = %d RETURNING id, filler) INSERT INTO moving SELECT id + 100000000, filler FROM gone"
                .formatted(n % 1000));
        statement.execute("UPDATE moving SET id = id - 100000000 WHERE id > 100000000");
      }
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  private static List<String> ids(TestingSink sink) {
    List<String> ids = new ArrayList<>();
    for (Rows rows : sink.pieces()) {
      new String(rows.bytes(), StandardCharsets.UTF_8)
          .lines()
          .forEach(line -> ids.add(line.substring(0, line.indexOf('\t'))));
    }
    return ids;
  }

  @Test
  void readsOnWhenSomebodyWaitsForAnExclusiveLock() throws Exception {
    try (TestDatabase database = TestServers.v15().createDatabase()) {
      database.execute("CREATE TABLE wanted AS SELECT n FROM generate_series(1, 50000) n");
      AtomicReference<Map<SourceTable, TestingSink>> read = new AtomicReference<>();
      try (Connection migration = database.connect()) {
        Thread waiting =
            Crew.run(
                "test",
                crew -> {
                  Snapshot snapshot =
                      TestingSource.snapshot(crew, database, TestingSource.LOCK_TIMEOUT);
                  Thread altering = alterInVain(migration);
                  awaitWaiter(database);
                  read.set(TestingSource.read(snapshot, CopyEncoding.TEXT, 3, SMALL_CHUNK));
                  return altering;
                });
        waiting.join();
      }
      assertThat(read.get().values()).singleElement().returns(50000L, TestingSink::rows);
    }
  }

  private static Thread alterInVain(Connection migration) {
    return Thread.ofPlatform()
        .start(() -> {
          try (var statement = migration.createStatement()) {
            statement.execute("ALTER TABLE wanted ADD COLUMN later int");
          } catch (SQLException failure) {
            throw new AssertionError(failure);
          }
        });
  }

  private static void awaitWaiter(TestDatabase database) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> database.query("SELECT count(*) FROM pg_locks WHERE NOT granted").equals("1"));
  }

  @Test
  void copiesTwoThousandTables() throws Exception {
    try (TestDatabase database = TestServers.v18().createDatabase()) {
      database.execute(
          """
          DO $$ BEGIN
            FOR n IN 1..2000 LOOP
              EXECUTE format('CREATE TABLE "table %s" AS SELECT %s AS n FROM generate_series(1, %s)', n, n, n % 5);
            END LOOP;
          END $$
          """);
      var sinks =
          TestingSource.read(TestingSource.connector(database), CopyEncoding.BINARY, 2, 1 << 20);
      assertThat(sinks).hasSize(2000);
      assertThat(sinks.values()).allMatch(sink -> sink.rows() == sink.counted());
      assertThat(sinks.values().stream().mapToLong(TestingSink::rows).sum()).isEqualTo(4000);
    }
  }

  @Test
  void aFailingSinkEndsEverySession() throws Exception {
    try (TestDatabase database = TestServers.v15().createDatabase()) {
      database.execute(
          "CREATE TABLE full_disk AS SELECT n, repeat('x', 400) FROM generate_series(1, 100000) n");
      SyncException full = new SyncException(Reason.ArchiveStorageFull, "no space", "");
      assertThatThrownBy(() -> readInto(database, failingWith(full))).isSameAs(full);
      Witness.assertNoSession(database.server());
    }
  }

  @Test
  void anInterruptCancelsTheQueries() throws Exception {
    try (TestDatabase database = TestServers.v18().createDatabase()) {
      database.execute(
          "CREATE TABLE long_one AS SELECT n, repeat('x', 400) FROM generate_series(1, 100000) n");
      CountDownLatch reading = new CountDownLatch(1);
      TestingInterrupt.assertCancels(reading, () -> readInto(database, stuckFrom(reading)));
      Witness.assertNoSession(database.server());
    }
  }

  private static void readInto(TestDatabase database, RowSink sink) {
    Crew.run(
        "test",
        crew -> {
          Snapshot snapshot = TestingSource.snapshot(crew, database, TestingSource.LOCK_TIMEOUT);
          List<TableExport> exports =
              TestingSource.tables(snapshot.session(), CopyEncoding.TEXT).stream()
                  .map(table -> new TableExport(table, () -> sink))
                  .toList();
          new ExportCrew(snapshot, 2, SMALL_CHUNK * 100, EventSink.NONE)
              .read(exports, Optional.empty());
          return true;
        });
  }

  private static RowSink failingWith(SyncException failure) {
    return new TestingSink.Appending(() -> {
      throw failure;
    });
  }

  private static RowSink stuckFrom(CountDownLatch reading) {
    return new TestingSink.Appending(() -> {
      reading.countDown();
      try {
        Thread.sleep(Duration.ofMinutes(1));
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    });
  }
}
