package io.multiboard.sync.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.server.Release;
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
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A sync that is killed, at whatever moment, leaves the old target or the whole new one; the next
/// run succeeds and clears what the dead one left.
class KillTest {
  private static final int KILLS = Integer.getInteger("multiboard.test.kills", 20);

  /// As a shell says it: 128 + 9.
  private static final int KILLED = 137;

  private static final int ROWS = 4_000;
  private static final long SEED = Long.getLong("multiboard.test.seed", System.nanoTime());

  @TempDir Path folder;
  private static TestServer from;
  private static TestServer to;
  private final Random random = new Random(SEED);
  private int runs;
  private int shadowsLeft;
  private int spoolsLeft;
  private int swapped;

  @BeforeAll
  static void start() {
    from = TestServers.startPrivate(Release.V15);
    to = TestServers.startPrivate(Release.V18);
  }

  @AfterAll
  static void stop() {
    from.close();
    to.close();
  }

  /// A source and what a copy of it looks like.
  private record Copied(TestDatabase source, PlainDump dump) {
    static Copied of(TestDatabase source) {
      return new Copied(source, PlainDump.byNewest(source));
    }
  }

  @Test
  void oldOrWholeNewAtAnyMoment() throws SQLException, IOException, InterruptedException {
    TestDatabase target = to.createDatabase("killed");
    Scene.mark(target);
    Copied old = Copied.of(source("one"));
    Copied next = Copied.of(source("two"));
    program(old, target).await().orFail();
    Duration whole = timed(next, target);
    Copied swap = old;
    old = next;
    next = swap;
    System.out.printf("KillTest: seed %d; a whole run takes %d ms%n", SEED, whole.toMillis());
    int kills = 0;
    while (kills < KILLS) {
      Duration moment = Duration.ofMillis(random.nextLong(whole.toMillis()));
      if (kill(next, target, moment)) {
        kills++;
        assertOldOrNew(old, next, target, moment);
        countLeftovers();
      } else {
        // It was quicker than the first one.
        whole = whole.multipliedBy(3).dividedBy(4);
      }
      Program.run(words(next, target)).orFail();
      next.dump().assertLike(PlainDump.byNewest(target));
      assertNothingLeft();
      swap = old;
      old = next;
      next = swap;
    }
    System.out.printf(
        "KillTest: %d kills: %d left a shadow database, %d the beginnings of an archive, %d came after the swap%n",
        KILLS, shadowsLeft, spoolsLeft, swapped);
  }

  private static TestDatabase source(String seed) throws SQLException {
    TestDatabase source = from.createDatabase("source_" + seed);
    Scene.fill(source, ROWS, seed);
    return source;
  }

  /// From its first word on; what comes before is the start of a Java machine.
  private Duration timed(Copied source, TestDatabase target) {
    try (Running running = begun(source, target)) {
      long start = System.nanoTime();
      running.await().orFail();
      return Duration.ofNanos(System.nanoTime() - start);
    }
  }

  private Running begun(Copied source, TestDatabase target) {
    Running running = program(source, target);
    Awaitility.await("its first word")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(1))
        .until(() -> running.said().contains("started"));
    return running;
  }

  private Running program(Copied source, TestDatabase target) {
    return Program.plain().start(words(source, target));
  }

  private String[] words(Copied source, TestDatabase target) {
    Path archive = folder.resolve("archive-" + ++runs);
    return new String[] {
      "sync",
      "--source",
      source.source().url(),
      "--target",
      target.url(),
      "--archive",
      archive.toString(),
      "--output",
      "json"
    };
  }

  /// Whether it was still going on.
  private boolean kill(Copied source, TestDatabase target, Duration moment)
      throws InterruptedException {
    try (Running running = begun(source, target)) {
      Thread.sleep(moment);
      return running.process().destroyForcibly().waitFor() == KILLED;
    }
  }

  private void assertOldOrNew(Copied old, Copied next, TestDatabase target, Duration moment) {
    PlainDump now = PlainDump.byNewest(target);
    boolean isNew = isLike(next.dump(), now);
    assertThat(isNew || isLike(old.dump(), now))
        .as("killed after %s, the target is the old one or the new one", moment)
        .isTrue();
    swapped += isNew ? 1 : 0;
    now.delete();
  }

  private void countLeftovers() throws SQLException, IOException {
    shadowsLeft +=
        Scene.ofRuns(to).stream().anyMatch(name -> name.startsWith("multiboard_new_")) ? 1 : 0;
    try (Stream<Path> left = Files.list(folder)) {
      spoolsLeft += left.anyMatch(file -> !Files.exists(file.resolve("toc.dat"))) ? 1 : 0;
    }
  }

  /// But for the former database, which is the way back, and whole archives.
  private void assertNothingLeft() throws SQLException, IOException {
    assertThat(Scene.ofRuns(to)).hasSize(1).allMatch(name -> name.startsWith("multiboard_old_"));
    assertThat(Scene.ofRuns(from)).isEmpty();
    Witness.assertNoSession(from);
    Witness.assertNoSession(to);
    Scene.removeArchivesIfWhole(folder);
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
