package io.multiboard.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.server.Release;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import io.multiboard.sync.server.TestServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A target whose server is a physical copy of the source's: the same system identifier, and the
/// same OIDs of its databases.
@Timeout(180)
class PhysicalCopyTest {
  @Test
  void isRefusedUntilTheUserSaysSoAndNeverTakenForTheSourceItself() throws Exception {
    try (TestServer original = TestServers.startPrivate(Release.V18)) {
      TestDatabase source = original.createDatabase("shop");
      source.execute(
          "CREATE TABLE part AS SELECT 1 AS id",
          "COMMENT ON DATABASE shop IS 'multiboard:overwritable'");
      original.stopFast();
      try (TestServer copy = TestServers.startCopy(original)) {
        original.start();
        source.execute("INSERT INTO part VALUES (2)");
        TestDatabase target = new TestDatabase(copy, "shop");
        assertThat(identity(target)).isEqualTo(identity(source));

        refuses(source, target, "PhysicalCopy", "say --physical-copy");
        assertThat(rows(target)).isEqualTo("1");

        refuses(source, source, "TargetIsSource", "name another target", "--physical-copy");
        assertThat(rows(source)).isEqualTo("2");

        Typed done = sync(source, target, "--physical-copy");
        assertThat(done.status()).as(done.all()).isZero();
        assertThat(rows(target)).isEqualTo("2");
        assertThat(rows(source)).isEqualTo("2");
      }
    }
  }

  private static void refuses(
      TestDatabase source, TestDatabase target, String reason, String remedy, String... more) {
    Typed refused = sync(source, target, more);
    assertThat(refused.status()).as(refused.all()).isEqualTo(ExitStatus.FAILED);
    assertThat(refused.err()).contains("protection rule 3", reason, remedy);
  }

  private static Typed sync(TestDatabase source, TestDatabase target, String... more) {
    String[] words = new String[5 + more.length];
    System.arraycopy(
        new String[] {"sync", "--source", source.url(), "--target", target.url()}, 0, words, 0, 5);
    System.arraycopy(more, 0, words, 5, more.length);
    return Typed.run(words);
  }

  private static String identity(TestDatabase database) throws Exception {
    return database.query(
        "SELECT system_identifier || '/' || (SELECT oid FROM pg_database WHERE datname = 'shop') FROM pg_control_system()");
  }

  private static String rows(TestDatabase database) throws Exception {
    return database.query("SELECT count(*) FROM part");
  }
}
