package io.multiboard.sync.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import io.multiboard.sync.server.TestServers;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeTest {
  private static final String PARTS =
      "CREATE TABLE part (id int PRIMARY KEY, name text);"
          + "INSERT INTO part SELECT i, 'part ' || i FROM generate_series(1, 1000) i";

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void seesAlikeAndUnlike(TestServer server) throws SQLException {
    Judge judge = Judge.of(server.release());
    try (TestDatabase one = server.createDatabase().execute(PARTS);
        TestDatabase two = server.createDatabase("it's \"two\" \\ ; --")) {
      judge.dumpDirectory(one, folder.resolve("archive"), "--compress=6").orFail();
      judge.restore(folder.resolve("archive"), two, "--jobs=2").orFail();
      assertThat(judge.plainDump(two)).isEqualTo(judge.plainDump(one)).contains("part 1000");
      two.execute("UPDATE part SET name = 'other' WHERE id = 500");
      assertThat(judge.plainDump(two)).isNotEqualTo(judge.plainDump(one));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zstd:3", "lz4:1", "gzip:6", "none"})
  void the17thKnowsEveryCompression(String compression) throws SQLException {
    try (TestDatabase one = TestServers.v15().createDatabase().execute(PARTS);
        TestDatabase two = TestServers.v15().createDatabase()) {
      Path archive = folder.resolve("archive");
      Judge.V17.dumpDirectory(one, archive, "--jobs=2", "--compress=" + compression).orFail();
      Judge.V17.restore(archive, two, "--jobs=2").orFail();
      assertThat(two.query("SELECT count(*) FROM part")).isEqualTo("1000");
    }
  }

  @Test
  void tellsOfAFailure() throws SQLException {
    try (TestDatabase one = TestServers.v15().createDatabase()) {
      Verdict verdict = Judge.V15.restore(folder.resolve("absent"), one);
      assertThat(verdict.status()).isNotZero();
      assertThat(verdict.messages()).contains("absent");
    }
  }
}
