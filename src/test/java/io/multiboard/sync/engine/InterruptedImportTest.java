package io.multiboard.sync.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.engine.archive.ArchiveFolder;
import io.multiboard.sync.engine.target.Guard;
import io.multiboard.sync.engine.target.ImportOptions;
import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.event.Stage;
import io.multiboard.sync.event.SyncEvent;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.postgres.DatabaseAddress;
import io.multiboard.sync.postgres.TlsSettings;
import io.multiboard.sync.proof.Witness;
import io.multiboard.sync.server.Release;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import io.multiboard.sync.server.TestServers;
import io.multiboard.sync.testing.TestingProxy;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Imports that are cut off: the target is the old one or the whole new one, always connectable,
/// the outcome is told truly, and the next run succeeds and leaves nothing behind.
@SuppressWarnings("NullAway.Init") // each test calls prepare first
class InterruptedImportTest {
  @TempDir Path folder;

  private TestDatabase source;
  private TestDatabase target;
  private ArchiveFolder archive;

  private void prepare(TestServer server) throws SQLException {
    source = TestingShop.create(server);
    archive = TestingShop.archive(source, folder.resolve("archive"));
    target =
        server
            .createDatabase("cut_" + TestingShop.runId())
            .execute(
                "CREATE SCHEMA shop; CREATE TABLE shop.part (id bigint); INSERT INTO shop.part VALUES (7)");
    new Allow(Guard.NONE).run(TestingShop.connector(server, target.name()));
  }

  @AfterEach
  void tidy() throws SQLException {
    archive.close();
    source.close();
    for (String name : TestingShop.ours(target.server(), target.name())) {
      new TestDatabase(target.server(), name).close();
    }
    target.close();
  }

  private Optional<SyncException> run(Connector connector, EventSink events) {
    try {
      new Import(events).run(TestingShop.request(connector, archive, ImportOptions.DEFAULTS));
      return Optional.empty();
    } catch (SyncException failure) {
      return Optional.of(failure);
    }
  }

  private Connector direct() {
    return TestingShop.connector(target.server(), target.name());
  }

  private boolean isNew() throws SQLException {
    String count = target.query("SELECT count(*) FROM shop.part");
    assertThat(count).isIn("1", "3000");
    return count.equals("3000");
  }

  /// What the run said is what happened, and the next one finds a clean house.
  private void isTold(Optional<SyncException> failure, boolean wasNew) throws SQLException {
    if (failure.isPresent()) {
      assertThat(isNew()).as("after %s", failure.get().getMessage()).isEqualTo(wasNew);
    } else {
      assertThat(isNew()).isTrue();
    }
  }

  private void nextRunSucceeds() throws SQLException {
    assertThat(run(direct(), EventSink.NONE)).isEmpty();
    assertThat(isNew()).isTrue();
    assertThat(TestingShop.ours(target.server(), target.name())).hasSize(1);
    Witness.assertNoSession(target.server());
  }

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void bySessionsThatAreEndedAtAnyStep(TestServer server) throws Exception {
    prepare(server);
    int cut = 0;
    boolean wasNew = false;
    for (int delay = 10; delay < 1200; delay += 170) {
      int wait = delay;
      Thread killer =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  Thread.sleep(wait);
                  server.execute(
                      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                          + " WHERE application_name ~ '^(test-import|multiboard-sync)'");
                } catch (SQLException | InterruptedException failure) {
                  throw new IllegalStateException(failure);
                }
              });
      Optional<SyncException> failure = run(direct(), EventSink.NONE);
      killer.join();
      isTold(failure, wasNew);
      cut += failure.isPresent() ? 1 : 0;
      wasNew = isNew();
    }
    assertThat(cut).isPositive();
    nextRunSucceeds();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TO_CLIENT", "TO_SERVER"})
  void byACutConnectionAroundTheCommit(String way) throws Exception {
    TestServer server = TestServers.v18();
    prepare(server);
    boolean wasNew = false;
    int settled = 0;
    try (TestingProxy proxy = TestingProxy.before(server.port())) {
      Connector through =
          TestingShop.connector(
              new DatabaseAddress(
                  "127.0.0.1",
                  proxy.port(),
                  target.name(),
                  "postgres",
                  Optional.empty(),
                  TlsSettings.DISABLED));
      for (int bytes = 1; bytes < 9000; bytes += 1500) {
        int limit = bytes;
        EventSink cutting =
            event -> {
              if (event.equals(new SyncEvent.StageStarted(Stage.Swap))) {
                proxy.after(limit, TestingProxy.Way.valueOf(way), new TestingProxy.Mode.Cut());
              }
            };
        Thread reopening = reopening(proxy);
        Optional<SyncException> failure = run(through, cutting);
        reopening.interrupt();
        reopening.join();
        isTold(failure, wasNew);
        settled += failure.isEmpty() ? 1 : 0;
        wasNew = isNew();
        proxy.become(new TestingProxy.Mode.Open());
        proxy.after(Long.MAX_VALUE / 2, TestingProxy.Way.TO_CLIENT, new TestingProxy.Mode.Open());
      }
    }
    assertThat(settled).isPositive();
    nextRunSucceeds();
  }

  /// Lets connections through again some time after they were cut.
  private static Thread reopening(TestingProxy proxy) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            while (true) {
              Thread.sleep(700);
              proxy.become(new TestingProxy.Mode.Open());
            }
          } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
          }
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {150, 450})
  void byAServerThatCrashes(int delay) throws Exception {
    try (TestServer server = TestServers.startPrivate(Release.V18)) {
      prepare(server);
      Thread crash = Thread.ofVirtual().start(() -> crash(server, delay));
      Optional<SyncException> failure = run(direct(), EventSink.NONE);
      crash.join();
      isTold(failure, false);
      nextRunSucceeds();
      tidy();
      source = TestServers.v18().createDatabase();
      target = TestServers.v18().createDatabase();
    }
  }

  private static void crash(TestServer server, int delay) {
    try {
      Thread.sleep(delay);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    server.stopImmediate();
    server.start();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "StageStarted[stage=Preflight]",
        "StageStarted[stage=Import]",
        "TableStarted[stage=Import",
        "ObjectStarted[stage=Import, kind=INDEX",
        "ObjectStarted[stage=Import, kind=MATERIALIZED",
        "StageStarted[stage=Verify]",
        "StageStarted[stage=Swap]",
        "StageFinished[stage=Swap]"
      })
  void byAnInterrupt(String moment) throws Exception {
    prepare(TestServers.v15());
    for (boolean virtual : List.of(false, true)) {
      boolean wasNew = isNew();
      AtomicReference<Optional<SyncException>> outcome = new AtomicReference<>();
      AtomicReference<Thread> runner = new AtomicReference<>();
      AtomicLong interrupted = new AtomicLong();
      EventSink interrupting =
          event -> {
            if (event.toString().startsWith(moment)) {
              interrupted.set(System.nanoTime());
              runner.get().interrupt();
            }
          };
      Thread.Builder builder = virtual ? Thread.ofVirtual() : Thread.ofPlatform();
      Thread thread = builder.unstarted(() -> outcome.set(run(direct(), interrupting)));
      runner.set(thread);
      thread.start();
      assertThat(thread.join(Duration.ofSeconds(60))).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - interrupted.get()))
          .isLessThan(Duration.ofSeconds(30));
      isTold(outcome.get(), wasNew);
      outcome.get().ifPresent(failure -> assertThat(failure.reason()).isEqualTo(Reason.Cancelled));
      Witness.assertNoSession(target.server());
      assertThat(TestingShop.ours(target.server(), target.name())).hasSize(isNew() ? 1 : 0);
    }
    nextRunSucceeds();
  }
}
