package io.multiboard.sync.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.server.TestServers;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Ctrl-C in every stage: the run ends soon, with status 130 and one message, and leaves the target
/// as it was, no half archive and no session.
class InterruptTest {
  private static final int ROWS = 150_000;

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

  /// Each stage begins with an event of this kind and name; the signal comes so much later.
  @ParameterizedTest
  @CsvSource({
    "Preflight, 0",
    "Preflight, 20",
    "Export, 0",
    "Export, 100",
    "Export, 400",
    "Import, 0",
    "Import, 150",
    "Import, 500",
    "Verify, 0",
    "Verify, 30",
    "Swap, 0"
  })
  void ofASync(String stage, int later) throws SQLException, IOException, InterruptedException {
    Ran ran =
        interrupted(scene.sync("--archive", folder.resolve("archive").toString()), stage, later);
    if (ran.status() == 0) {
      // The signal came when the swap was done: then all of it is, and said so.
      assertThat(stage).isIn("Verify", "Swap");
      scene.assertCopied();
      Program.run("rollback", "--target", scene.target().url()).orFail();
      Scene.dropThoseOfRuns(scene.target().server());
      return;
    }
    assertInterrupted(ran);
    scene.assertUntouched();
    // An archive that was complete before the signal is a whole one.
    Scene.removeArchivesIfWhole(folder);
  }

  @ParameterizedTest
  @CsvSource({"Export, 0", "Export, 200"})
  void ofAnExport(String stage, int later) throws SQLException, IOException, InterruptedException {
    assertInterrupted(interrupted(scene.export(folder.resolve("archive")), stage, later));
    scene.assertUntouched();
    Scene.assertNothingIn(folder);
  }

  @Test
  void ofAnImport() throws SQLException, InterruptedException {
    Path archive = folder.resolve("archive");
    Program.run(scene.export(archive)).orFail();
    assertInterrupted(interrupted(scene.importing(archive), "Import", 200));
    scene.assertUntouched();
  }

  /// A run that waits for a lock is interrupted as well.
  @Test
  void whileItWaits() throws SQLException, IOException, InterruptedException {
    try (var blocker = scene.source().connect();
        var statement = blocker.createStatement()) {
      blocker.setAutoCommit(false);
      statement.execute("LOCK TABLE scene.parts IN ACCESS EXCLUSIVE MODE");
      String[] words = scene.export(folder.resolve("archive"), "--lock-timeout", "300");
      assertInterrupted(interrupted(words, "Export", 500));
      blocker.rollback();
    }
    Scene.assertNothingIn(folder);
    Witness.assertNoSession(scene.source().server());
  }

  private static void assertInterrupted(Ran ran) {
    assertThat(ran.status()).as(ran.said()).isEqualTo(130);
    ran.failedWith("reason: Cancelled");
  }

  private static Ran interrupted(String[] words, String stage, int later)
      throws InterruptedException {
    String[] json = java.util.Arrays.copyOf(words, words.length + 2);
    String begins = "\"stage\":\"" + stage + "\",\"state\":\"started\"";
    json[words.length] = "--output";
    json[words.length + 1] = "json";
    try (Running running = Program.plain().start(json)) {
      Awaitility.await("the stage " + stage + " begins")
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(2))
          .until(() -> !running.process().isAlive() || running.said().contains(begins));
      Thread.sleep(later);
      long start = System.nanoTime();
      running.signal("INT");
      Ran ran = running.await();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      return ran;
    }
  }
}
