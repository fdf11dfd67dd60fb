package io.multiboard.sync.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.server.TestServers;
import io.multiboard.sync.testing.TestingProxy;
import io.multiboard.sync.testing.TestingProxy.Mode;
import io.multiboard.sync.testing.TestingProxy.Way;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// F38: networks that break, stall and crawl, before either server.
class NetworkTest {
  private static final String BROKEN = "reason: (ConnectionLost|Unreachable|ServerShutDown)";

  @TempDir Path folder;
  private static Scene scene;
  private static TestingProxy toSource;
  private static TestingProxy toTarget;

  @BeforeAll
  static void fill() throws SQLException, IOException {
    scene = Scene.between(TestServers.v15(), TestServers.v18(), 20_000);
    toSource = TestingProxy.before(TestServers.v15().port());
    toTarget = TestingProxy.before(TestServers.v18().port());
  }

  @AfterAll
  static void drop() throws SQLException, IOException {
    toSource.close();
    toTarget.close();
    scene.close();
  }

  /// So many bytes after the start the source's connections are reset.
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 500, 20_000, 300_000, 1_500_000, 5_000_000})
  void cutFromTheSource(long bytes) throws SQLException, IOException {
    cut(toSource, bytes, Way.TO_CLIENT);
  }

  /// So many bytes after the start the target's connections are reset.
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 500, 5_000, 20_000, 300_000, 1_500_000, 5_000_000})
  void cutFromTheTarget(long bytes) throws SQLException, IOException {
    cut(toTarget, bytes, Way.TO_SERVER);
  }

  private void cut(TestingProxy proxy, long bytes, Way way) throws SQLException, IOException {
    if (bytes == 0) {
      proxy.become(new Mode.Cut());
    } else {
      proxy.after(bytes, way, new Mode.Cut());
    }
    try {
      Ran ran = Program.run(words("--archive", folder.resolve("archive").toString()));
      ran.failedWith("reason: ");
      assertThat(ran.err()).containsPattern(BROKEN);
    } finally {
      proxy.become(new Mode.Open());
    }
    scene.assertUntouched();
    Scene.removeArchivesIfWhole(folder);
  }

  /// Both sides go silent with every connection open, without a word: noticed within a minute.
  @Test
  void halfOpen() throws SQLException, IOException {
    for (TestingProxy proxy : new TestingProxy[] {toSource, toTarget}) {
      proxy.after(1_000_000, proxy == toSource ? Way.TO_CLIENT : Way.TO_SERVER, new Mode.Silent());
      long start = System.nanoTime();
      try {
        Ran ran = Program.run(words());
        ran.failedWith("reason: ");
        assertThat(ran.err()).containsPattern(BROKEN);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(70));
      } finally {
        proxy.become(new Mode.Cut());
        proxy.become(new Mode.Open());
      }
      scene.assertUntouched();
    }
  }

  /// Slow is not failed.
  @Test
  void slowAndStalling() throws SQLException, InterruptedException {
    toSource.become(new Mode.Slow(Duration.ofMillis(20)));
    toTarget.become(new Mode.Slow(Duration.ofMillis(20)));
    toSource.after(400_000, Way.TO_CLIENT, new Mode.Silent());
    Thread waker =
        Thread.ofVirtual()
            .start(() -> {
              while (!(toSource.mode() instanceof Mode.Silent)) {
                Thread.onSpinWait();
                sleep(20);
              }
              sleep(30_000);
              toSource.become(new Mode.Open());
            });
    try {
      Program.run(words()).orFail();
    } finally {
      toSource.become(new Mode.Open());
      toTarget.become(new Mode.Open());
    }
    waker.join();
    scene.assertCopied();
    Program.run("rollback", "--target", scene.target().url()).orFail();
    Scene.dropThoseOfRuns(scene.target().server());
  }

  private static void sleep(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
    }
  }

  private static String[] words(String... more) {
    String[] words = scene.sync(more);
    words[2] = words[2].replace(":" + TestServers.v15().port() + "/", ":" + toSource.port() + "/");
    words[4] = words[4].replace(":" + TestServers.v18().port() + "/", ":" + toTarget.port() + "/");
    return words;
  }
}
