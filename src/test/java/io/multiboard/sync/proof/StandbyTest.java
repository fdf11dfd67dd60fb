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
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// F32 and F37: a source or a target with a streaming standby.
class StandbyTest {
  private static final int ROWS = 10_000;

  @TempDir Path folder;
  private TestServer primary;
  private TestDatabase source;
  private TestDatabase target;

  @BeforeEach
  void start() throws SQLException {
    primary = TestServers.startPrivate(Release.V18);
    source = primary.createDatabase("source");
    Scene.fill(source, ROWS, "source");
    target = primary.createDatabase("target");
    Scene.fill(target, 100, "old");
    Scene.mark(target);
  }

  @AfterEach
  void stop() {
    primary.close();
  }

  /// The primary dies in the middle of a run, its standby takes over behind the same address.
  @Test
  void failOver() throws SQLException, IOException {
    PlainDump wanted = PlainDump.byNewest(source);
    PlainDump old = PlainDump.byNewest(target);
    try (TestingStandby standby = TestingStandby.of(primary, "");
        TestingProxy proxy = TestingProxy.before(primary.port())) {
      String[] words = {
        "sync", "--source", proxy.url(source.url()), "--target", proxy.url(target.url())
      };
      proxy.after(2_000_000, Way.TO_SERVER, new Mode.Narrow(20_000));
      Ran ran = whileRunning(words, proxy, () -> failOver(standby, proxy));
      ran.failedWith("reason: ");
      assertThat(ran.err()).containsPattern("reason: (ConnectionLost|ServerShutDown|Unreachable)");
      TestDatabase targetNow = new TestDatabase(standby.server(), target.name());
      old.assertLike(PlainDump.byNewest(targetNow));
      Program.run(words).orFail();
      wanted.assertLike(PlainDump.byNewest(targetNow));
      assertThat(Scene.ofRuns(standby.server()))
          .hasSize(1)
          .allMatch(name -> name.startsWith("multiboard_old_"));
      Witness.assertNoSession(standby.server());
    }
  }

  private void failOver(TestingStandby standby, TestingProxy proxy) throws SQLException {
    primary.stopImmediate();
    standby.promote();
    proxy.leadTo(standby.server().port());
    proxy.become(new Mode.Open());
  }

  /// The source is a standby, which ends an export whose rows its primary has vacuumed away: a
  /// serialization failure. A run that nothing comes in the way of succeeds.
  @Test
  void conflictWithRecovery() throws SQLException, IOException {
    try (TestingStandby standby = TestingStandby.of(primary, "max_standby_streaming_delay = 0");
        TestingProxy proxy = TestingProxy.before(standby.server().port())) {
      Path archive = folder.resolve("archive");
      String there = new TestDatabase(standby.server(), source.name()).url();
      String[] words = {"export", "--source", proxy.url(there), "--archive", archive.toString()};
      proxy.after(300_000, Way.TO_CLIENT, new Mode.Narrow(20_000));
      Ran ran =
          whileRunning(
              words,
              proxy,
              () -> {
                source.execute("DELETE FROM scene.orders WHERE id % 2 = 0");
                source.execute("VACUUM scene.orders");
                standby.awaitUpToDate();
                proxy.become(new Mode.Open());
              });
      ran.failedWith("reason: SerializationFailure");
      assertThat(ran.err()).contains("what to do: Run the command again");
      Scene.assertNothingIn(folder);
      Witness.assertNoSession(standby.server());
      Program.run(words).orFail();
    }
  }

  /// What happens to a run that the network has slowed down.
  @FunctionalInterface
  private interface Happening {
    void happen() throws SQLException;
  }

  private static Ran whileRunning(String[] words, TestingProxy proxy, Happening happening)
      throws SQLException {
    AtomicReference<Ran> ran = new AtomicReference<>();
    Thread run = Thread.ofVirtual().start(() -> ran.set(Program.run(words)));
    Awaitility.await("the middle of the run")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(2))
        .until(() -> proxy.mode() instanceof Mode.Narrow || !run.isAlive());
    happening.happen();
    try {
      run.join();
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    }
    return ran.get();
  }
}
