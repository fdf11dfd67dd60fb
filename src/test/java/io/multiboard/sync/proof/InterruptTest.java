package io.multiboard.sync.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServers;
import io.multiboard.sync.testing.TestingProxy;
import io.multiboard.sync.testing.TestingProxy.Mode;
import io.multiboard.sync.testing.TestingProxy.Way;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Ctrl-C in every stage: the run ends soon, with status 130 and one message, and leaves the target
/// as it was, no half archive and no session. One that comes after the swap's commit finds all
/// done: status 0, and said so.
class InterruptTest {
  private static final int ROWS = 60_000;
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final String TOO_LATE = "note: the interrupt came when all was done";

  @TempDir Path folder;
  private static Scene scene;

  @BeforeAll
  static void fill() throws SQLException {
    scene = Scene.between(TestServers.v15(), TestServers.v18(), ROWS);
  }

  /// A failed test leaves nothing for the next one.
  @AfterEach
  void clear() throws SQLException {
    Scene.dropThoseOfRuns(scene.target().server());
  }

  @AfterAll
  static void drop() throws SQLException {
    scene.close();
  }

  /// Some time after a stage has begun; whatever the run was at by then, it tells what it left.
  @ParameterizedTest
  @CsvSource({
    "Preflight, 0",
    "Preflight, 20",
    "Export, 0",
    "Export, 150",
    "Import, 0",
    "Import, 150",
    "Import, 500",
    "Verify, 0",
    "Verify, 30",
    "Swap, 0"
  })
  void ofASync(String stage, int later) throws SQLException, IOException, InterruptedException {
    String[] words = scene.sync("--archive", folder.resolve("archive").toString());
    try (Running running = start(words)) {
      awaitSaid(running, stage);
      Thread.sleep(later);
      Ran ran = interrupt(running);
      if (ran.status() == 0) {
        // On a quick machine it may have ended before the signal, with nothing to note.
        takeBack(ran);
      } else {
        assertInterrupted(ran);
      }
    }
    scene.assertUntouched();
    // An archive that was complete before the signal is a whole one.
    Scene.removeArchivesIfWhole(folder);
  }

  /// Somebody holds what the swap has to lock, so that the signal comes before the commit.
  @Test
  void beforeTheSwap() throws SQLException, InterruptedException {
    try (Connection holder = scene.target().server().connect("postgres");
        var statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("ALTER DATABASE \"" + scene.target().name() + "\" SET work_mem = '5MB'");
      statement.execute(
          "COMMENT ON DATABASE \"" + scene.target().name() + "\" IS 'not yet committed'");
      try (Running running = start(scene.sync())) {
        awaitSaid(running, "Swap");
        await("the rename waits", () -> waitsForALock(scene.target()));
        assertInterrupted(interrupt(running));
      }
      holder.rollback();
    }
    scene.assertUntouched();
  }

  /// The commit is done, and its answer is on its way when the signal comes.
  @Test
  void afterTheSwap() throws SQLException, IOException, InterruptedException {
    try (TestingProxy proxy = TestingProxy.before(scene.target().server().port())) {
      String[] words = through(proxy, 4, scene.sync());
      proxy.afterWords(Way.TO_SERVER, new Mode.Silent(), "RENAME TO", "RENAME TO", "COMMIT");
      String former = oid(scene.target());
      try (Running running = start(words)) {
        await("the commit", () -> proxy.mode() instanceof Mode.Silent);
        await("the new database", () -> !oid(scene.target()).equals(former));
        long connections = proxy.accepted();
        running.signal("INT");
        // It asks the server to cancel, by a connection of its own.
        await("the request to cancel", () -> proxy.accepted() > connections);
        proxy.become(new Mode.Open());
        assertAllDone(running.await());
      }
    }
    scene.assertUntouched();
  }

  /// The source is slow, so that the signal comes while rows are read.
  @ParameterizedTest
  @ValueSource(ints = {20_000, 1_000_000})
  void ofAnExport(int bytes) throws SQLException, IOException, InterruptedException {
    try (TestingProxy proxy = TestingProxy.before(scene.source().server().port())) {
      proxy.after(bytes, Way.TO_CLIENT, new Mode.Narrow(100_000));
      String[] words = through(proxy, 2, scene.export(folder.resolve("archive")));
      try (Running running = start(words)) {
        await("so many bytes", () -> proxy.mode() instanceof Mode.Narrow);
        assertInterrupted(interrupt(running));
      }
    }
    scene.assertUntouched();
    Scene.assertNothingIn(folder);
  }

  @Test
  void ofAnImport() throws SQLException, IOException, InterruptedException {
    Path archive = folder.resolve("archive");
    Program.run(scene.export(archive)).orFail();
    try (TestingProxy proxy = TestingProxy.before(scene.target().server().port())) {
      proxy.after(1_000_000, Way.TO_SERVER, new Mode.Narrow(100_000));
      String[] words = through(proxy, 4, scene.importing(archive));
      try (Running running = start(words)) {
        await("so many bytes", () -> proxy.mode() instanceof Mode.Narrow);
        assertInterrupted(interrupt(running));
      }
    }
    scene.assertUntouched();
  }

  /// A run that waits for a lock is interrupted as well, be it by Ctrl-C, by a service manager, or
  /// by a terminal that is closed.
  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
  void whileItWaits(String signal, int status) throws SQLException, IOException {
    try (Connection blocker = scene.source().connect();
        var statement = blocker.createStatement()) {
      blocker.setAutoCommit(false);
      statement.execute("LOCK TABLE scene.parts IN ACCESS EXCLUSIVE MODE");
      try (Running running =
          start(scene.export(folder.resolve("archive"), "--lock-timeout", "300"))) {
        await("it waits for the lock", () -> waitsForALock(scene.source()));
        running.signal(signal);
        Ran ran = running.await().failedWith("reason: Cancelled");
        assertThat(ran.status()).isEqualTo(status);
      }
      blocker.rollback();
    }
    Scene.assertNothingIn(folder);
    scene.assertUntouched();
  }

  private static void assertInterrupted(Ran ran) {
    assertThat(ran.status()).as(ran.said()).isEqualTo(130);
    ran.failedWith("reason: Cancelled");
    assertThat(ran.err()).doesNotContain(TOO_LATE);
  }

  private static void assertAllDone(Ran ran) throws SQLException {
    assertThat(ran.err()).contains(TOO_LATE);
    takeBack(ran);
  }

  private static void takeBack(Ran ran) throws SQLException {
    ran.orFail();
    scene.assertCopied();
    Program.run("rollback", "--target", scene.target().url()).orFail();
    Scene.dropThoseOfRuns(scene.target().server());
  }

  private static Running start(String... words) {
    String[] json = Arrays.copyOf(words, words.length + 2);
    json[words.length] = "--output";
    json[words.length + 1] = "json";
    return Program.plain().start(json);
  }

  private static void awaitSaid(Running running, String stage) {
    String begins = "\"stage\":\"" + stage + "\",\"state\":\"started\"";
    await(
        "the stage " + stage,
        () -> !running.process().isAlive() || running.said().contains(begins));
  }

  private static void await(String what, Callable<Boolean> event) {
    Awaitility.await(what)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(2))
        .until(event);
  }

  private static Ran interrupt(Running running) {
    long start = System.nanoTime();
    running.signal("INT");
    Ran ran = running.await();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    return ran;
  }

  private static String[] through(TestingProxy proxy, int word, String[] words) {
    String[] changed = words.clone();
    changed[word] = proxy.url(words[word]);
    return changed;
  }

  private static boolean waitsForALock(TestDatabase database) throws SQLException {
    return !new TestDatabase(database.server(), "postgres")
        .rows(
            "SELECT 1 FROM pg_stat_activity WHERE application_name ~ '^multiboard-sync' AND wait_event_type = 'Lock'")
        .isEmpty();
  }

  private static String oid(TestDatabase database) throws SQLException {
    List<List<String>> found =
        new TestDatabase(database.server(), "postgres")
            .rows("SELECT oid FROM pg_database WHERE datname = '" + database.name() + "'");
    return found.toString();
  }
}
