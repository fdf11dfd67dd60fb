package io.multiboard.sync.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.server.Release;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import io.multiboard.sync.server.TestServers;
import io.multiboard.sync.testing.TestingProxy;
import io.multiboard.sync.testing.TestingProxy.Mode;
import io.multiboard.sync.testing.TestingProxy.Way;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// F30 to F32: servers that crash, or fail over, in the middle of a run.
class ServerFaultsTest {
  private static final String GONE = "reason: (ConnectionLost|ServerShutDown|Unreachable)";
  private static final int ROWS = 100_000;

  @TempDir Path folder;
  private static TestServer from;
  private static TestServer to;
  private static Scene scene;

  @BeforeAll
  static void start() throws SQLException {
    from = TestServers.startPrivate(Release.V15);
    to = TestServers.startPrivate(Release.V18);
    scene = Scene.between(from, to, ROWS);
  }

  /// A failed test leaves nothing for the next one.
  @AfterEach
  void clear() throws SQLException {
    Scene.dropThoseOfRuns(to);
  }

  @AfterAll
  static void stop() throws SQLException {
    scene.close();
    from.close();
    to.close();
  }

  @Test
  void theSourceCrashesDuringAnExport() throws SQLException, IOException {
    Path archive = folder.resolve("archive");
    try (TestingProxy proxy = TestingProxy.before(from.port())) {
      proxy.after(500_000, Way.TO_CLIENT, new Mode.Narrow(20_000));
      String[] words = scene.export(archive);
      words[2] = proxy.url(words[2]);
      assertGone(crashed(from, proxy, words));
    }
    Scene.assertNothingIn(folder);
    scene.assertUntouched();
    // The next run takes a new snapshot.
    Program.run(scene.export(archive)).orFail();
  }

  @Test
  void theTargetCrashesDuringAnImport() throws SQLException, IOException {
    try (TestingProxy proxy = TestingProxy.before(to.port())) {
      proxy.after(500_000, Way.TO_SERVER, new Mode.Narrow(20_000));
      String[] words = scene.sync();
      words[4] = proxy.url(words[4]);
      assertGone(crashed(to, proxy, words));
    }
    // What the dead run left is cleared by the next one, which succeeds.
    succeeds();
  }

  private void succeeds() throws SQLException {
    Program.run(scene.sync()).orFail();
    scene.assertCopied();
    assertThat(Scene.ofRuns(to)).hasSize(1).allMatch(name -> name.startsWith("multiboard_old_"));
    Program.run("rollback", "--target", scene.target().url()).orFail();
    Scene.dropThoseOfRuns(to);
    scene.assertUntouched();
  }

  /// The commit of the swap is done, but its answer never comes.
  @Test
  void theAnswerToTheCommitIsLost() throws SQLException, IOException {
    try (TestingProxy proxy = TestingProxy.before(to.port())) {
      String[] words = scene.sync();
      words[4] = proxy.url(words[4]);
      proxy.afterWords(Way.TO_SERVER, new Mode.Silent(), "RENAME TO", "RENAME TO", "COMMIT");
      Thread healer = Thread.ofVirtual().start(() -> heal(proxy));
      Ran ran = Program.run(words);
      join(healer);
      // It finds out that the commit was done.
      ran.orFail();
    }
    scene.assertCopied();
    assertThat(Scene.ofRuns(to)).hasSize(1);
    Program.run("rollback", "--target", scene.target().url()).orFail();
    Scene.dropThoseOfRuns(to);
    scene.assertUntouched();
  }

  /// The commit of the swap never arrives.
  @Test
  void theCommitIsLost() throws SQLException, IOException {
    try (TestingProxy proxy = TestingProxy.before(to.port())) {
      String[] words = scene.sync();
      words[4] = proxy.url(words[4]);
      proxy.afterWords(Way.TO_SERVER, new Mode.Cut(), "RENAME TO", "RENAME TO");
      Ran ran = Program.run(words);
      assertGone(ran);
    }
    assertThat(Scene.ofRuns(to)).allMatch(name -> name.startsWith("multiboard_new_"));
    succeeds();
  }

  /// F32: the target's address leads to a standby, which takes no writes.
  @Test
  void theTargetIsAStandby() throws SQLException, IOException {
    TestServer server = TestServers.startPrivate(Release.V18);
    try (TestDatabase target = server.createDatabase("standby")) {
      Scene.mark(target);
      server.stopFast();
      java.nio.file.Files.createFile(server.data().resolve("standby.signal"));
      server.start();
      Ran ran = Program.run("sync", "--source", scene.source().url(), "--target", target.url());
      ran.failedWith("reason: ReadOnlyServer");
      assertThat(ran.err()).contains("what to do: ");
      server.stopFast();
      java.nio.file.Files.delete(server.data().resolve("standby.signal"));
      server.start();
      // After its promotion the next run succeeds.
      Program.run("sync", "--source", scene.source().url(), "--target", target.url()).orFail();
      Scene.dropThoseOfRuns(server);
    } finally {
      server.close();
    }
  }

  private static void assertGone(Ran ran) {
    ran.failedWith("reason: ");
    assertThat(ran.err()).containsPattern(GONE);
  }

  private static void heal(TestingProxy proxy) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> proxy.mode() instanceof Mode.Silent);
    Awaitility.await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
    proxy.become(new Mode.Cut());
    proxy.become(new Mode.Open());
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    }
  }

  /// Crashes a server in the middle of a run, when the network has become slow, and starts it again
  /// once the run has ended.
  private static Ran crashed(TestServer server, TestingProxy proxy, String[] words) {
    try (Running running = Program.plain().start(words)) {
      Awaitility.await("the middle of the run")
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> proxy.mode() instanceof Mode.Narrow);
      server.stopImmediate();
      Ran ran = running.await();
      server.start();
      return ran;
    }
  }
}
