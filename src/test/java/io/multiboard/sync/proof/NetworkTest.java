package io.multiboard.sync.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.server.Release;
import io.multiboard.sync.server.TestServer;
import io.multiboard.sync.server.TestServers;
import io.multiboard.sync.testing.TestingProxy;
import io.multiboard.sync.testing.TestingProxy.Mode;
import io.multiboard.sync.testing.TestingProxy.Way;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// F38: networks that break, before either server. Slow ones: `SlowNetworkTest`.
class NetworkTest {
  private static final String BROKEN = "reason: (ConnectionLost|Unreachable)";
  private static final Pattern SILENCE = Pattern.compile("nothing came or went for (\\d+) seconds");
  private static final int ROWS = 3_000;

  @TempDir Path folder;
  private static TestServer from;
  private static TestServer to;
  private static Scene scene;
  private static TestingProxy toSource;
  private static TestingProxy toTarget;

  @BeforeAll
  static void start() throws SQLException, IOException {
    from = TestServers.startPrivate(Release.V15);
    to = TestServers.startPrivate(Release.V18);
    scene = Scene.between(from, to, ROWS);
    toSource = TestingProxy.before(from.port());
    toTarget = TestingProxy.before(to.port());
  }

  @AfterEach
  void heal() throws SQLException {
    for (TestingProxy proxy : new TestingProxy[] {toSource, toTarget}) {
      proxy.after(Long.MAX_VALUE / 2, Way.TO_CLIENT, new Mode.Open());
      proxy.become(new Mode.Cut());
      proxy.become(new Mode.Open());
    }
    Scene.dropThoseOfRuns(to);
  }

  @AfterAll
  static void stop() throws SQLException, IOException {
    toSource.close();
    toTarget.close();
    scene.close();
    from.close();
    to.close();
  }

  /// So many bytes after the start the source can no longer be reached.
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 500, 20_000, 100_000, 500_000})
  void cutFromTheSource(long bytes) throws SQLException, IOException {
    cutAfter(toSource, bytes, Way.TO_CLIENT);
    assertBroken(Program.run(words("--archive", folder.resolve("archive").toString())));
    // The target can be reached, so that nothing is left there either.
    scene.assertUntouched();
    Scene.assertNothingIn(folder);
  }

  /// So many bytes after the start the target can no longer be reached.
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 500, 5_000, 20_000, 100_000, 500_000})
  void cutFromTheTarget(long bytes) throws SQLException, IOException {
    cutAfter(toTarget, bytes, Way.TO_SERVER);
    assertBroken(Program.run(words("--archive", folder.resolve("archive").toString())));
    // What cannot be removed now is known by its name, and the next run removes it.
    assertThat(Scene.ofRuns(to)).allMatch(name -> name.startsWith("multiboard_new_"));
    Scene.dropThoseOfRuns(to);
    scene.assertUntouched();
    Scene.removeArchivesIfWhole(folder);
  }

  /// One hiccup: the run fails, and comes back to tidy up.
  @ParameterizedTest
  @ValueSource(longs = {5_000, 100_000, 500_000})
  void hiccupOfTheTarget(long bytes) throws SQLException, IOException {
    toTarget.after(bytes, Way.TO_SERVER, new Mode.Hiccup());
    assertBroken(Program.run(words("--archive", folder.resolve("archive").toString())));
    scene.assertUntouched();
    Scene.removeArchivesIfWhole(folder);
  }

  /// After a cut the next run succeeds and clears what the broken one could not.
  @Test
  void theNextRunSucceeds() throws SQLException, IOException {
    cutAfter(toTarget, 300_000, Way.TO_SERVER);
    assertBroken(Program.run(words()));
    assertThat(Scene.ofRuns(to)).hasSize(1).allMatch(name -> name.startsWith("multiboard_new_"));
    toTarget.become(new Mode.Open());
    succeeds(Program.run(words()));
  }

  private static void cutAfter(TestingProxy proxy, long bytes, Way way) {
    if (bytes == 0) {
      proxy.become(new Mode.Cut());
    } else {
      proxy.after(bytes, way, new Mode.Cut());
    }
  }

  /// The target goes silent with every connection open, without a word; of the source see
  /// `ConnectionFaultsTest`. Noticed within a minute.
  @Test
  void halfOpenTarget() throws SQLException {
    toTarget.after(300_000, Way.TO_SERVER, new Mode.Silent());
    try (Running running = Program.plain().start(words())) {
      awaitMode(toTarget, Mode.Silent.class);
      long start = System.nanoTime();
      Ran ran = running.await();
      assertBroken(ran);
      Matcher silence = SILENCE.matcher(ran.err());
      assertThat(silence.find()).as(ran.err()).isTrue();
      assertThat(Integer.parseInt(silence.group(1))).isLessThanOrEqualTo(60);
      // With the attempt to tidy up, which has no answer either.
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(75));
    }
    toTarget.become(new Mode.Cut());
    Scene.dropThoseOfRuns(to);
    scene.assertUntouched();
  }

  /// Then takes it back.
  private static void succeeds(Ran ran) throws SQLException {
    ran.orFail();
    scene.assertCopied();
    assertThat(Scene.ofRuns(to)).hasSize(1).allMatch(name -> name.startsWith("multiboard_old_"));
    Program.run("rollback", "--target", scene.target().url()).orFail();
    Scene.dropThoseOfRuns(to);
    scene.assertUntouched();
  }

  private static void assertBroken(Ran ran) {
    ran.failedWith("reason: ");
    assertThat(ran.err()).containsPattern(BROKEN).contains("what to do: ");
  }

  private static void awaitMode(TestingProxy proxy, Class<? extends Mode> mode) {
    Awaitility.await("the network becomes " + mode.getSimpleName())
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(2))
        .until(() -> mode.isInstance(proxy.mode()));
  }

  private static String[] words(String... more) {
    String[] words = scene.sync(more);
    words[2] = toSource.url(words[2]);
    words[4] = toTarget.url(words[4]);
    return words;
  }
}
