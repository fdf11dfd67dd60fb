package io.multiboard.sync.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import io.multiboard.sync.server.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A sync that is killed, at whatever moment, leaves the old target or the whole new one; the next
/// run succeeds and clears what the dead one left.
class KillTest {
  private static final int KILLS = 20;
  private static final int ROWS = 12_000;
  private static final long SEED = System.nanoTime();

  @TempDir Path folder;

  private final Random random = new Random(SEED);
  private int runs;

  @Test
  void oldOrWholeNewAtAnyMoment() throws SQLException, IOException, InterruptedException {
    TestServer from = TestServers.v15();
    TestServer to = TestServers.v18();
    try (TestDatabase one = from.createDatabase();
        TestDatabase two = from.createDatabase();
        TestDatabase target = to.createDatabase()) {
      Scene.fill(one, ROWS, "one");
      Scene.fill(two, ROWS, "two");
      long whole = firstSync(one, target);
      PlainDump dumpOfOne = PlainDump.byNewest(target);
      long again = firstSync(two, target);
      PlainDump dumpOfTwo = PlainDump.byNewest(target);
      System.out.println(
          "KillTest: seed " + SEED + ", a whole run takes " + whole + " ms, then " + again);
      boolean holdsTwo = true;
      for (int kill = 0; kill < KILLS; kill++) {
        TestDatabase source = holdsTwo ? one : two;
        long moment = 300 + random.nextLong(again);
        killed(source, target, moment);
        PlainDump now = PlainDump.byNewest(target);
        boolean changed = isLike(now, holdsTwo ? dumpOfOne : dumpOfTwo);
        assertThat(changed || isLike(now, holdsTwo ? dumpOfTwo : dumpOfOne))
            .as("after %d ms the target is the old one or the new one", moment)
            .isTrue();
        now.delete();
        sync(source, target).orFail();
        assertNothingLeft(from, to);
        holdsTwo = !holdsTwo;
        (holdsTwo ? dumpOfTwo : dumpOfOne).assertLike(PlainDump.byNewest(target));
      }
    } finally {
      Scene.dropThoseOfRuns(to);
    }
  }

  private long firstSync(TestDatabase source, TestDatabase target)
      throws SQLException, IOException {
    Scene.mark(target);
    long start = System.nanoTime();
    Program.plain().start(words(source, target)).await().orFail();
    long taken = Duration.ofNanos(System.nanoTime() - start).toMillis();
    Scene.removeArchives(folder);
    return taken;
  }

  private Ran sync(TestDatabase source, TestDatabase target) {
    return Program.run(words(source, target));
  }

  private void killed(TestDatabase source, TestDatabase target, long moment)
      throws InterruptedException {
    try (Running running = Program.plain().start(words(source, target))) {
      Thread.sleep(moment);
      running.process().destroyForcibly().waitFor();
    }
  }

  private String[] words(TestDatabase source, TestDatabase target) {
    return new String[] {
      "sync",
      "--source",
      source.url(),
      "--target",
      target.url(),
      "--archive",
      folder.resolve("archive-" + ++runs).toString()
    };
  }

  /// But for the former database, which is the way back, and whole archives.
  private void assertNothingLeft(TestServer from, TestServer to) throws SQLException, IOException {
    assertThat(Scene.ofRuns(to)).hasSize(1).allMatch(name -> name.startsWith("multiboard_old_"));
    assertThat(Scene.ofRuns(from)).isEmpty();
    Witness.assertNoSession(from);
    Witness.assertNoSession(to);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left)
          .allMatch(file ->
              Files.exists(file.resolve("toc.dat")) && !file.toString().contains("partial"));
    }
    Scene.removeArchives(folder);
  }

  private static boolean isLike(PlainDump one, PlainDump two) {
    try {
      one.assertLike(two);
      return true;
    } catch (AssertionError different) {
      return false;
    }
  }
}
