package io.multiboard.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a run whose output nobody reads, in a real pipe.
@Timeout(180)
class ReaderTest {
  /// More lines than a pipe of 64 KiB holds.
  private static final int TABLES = 250;

  private static final Duration LONG = Duration.ofMinutes(2);

  @TempDir private Path folder;
  private TestDatabase source;
  private TestDatabase target;

  @BeforeEach
  void fill() throws SQLException {
    source = TestServers.v18().createDatabase();
    source.execute(
        """
        DO $$ BEGIN
          FOR n IN 1 .. %d LOOP
            EXECUTE format('CREATE TABLE a_table_with_a_rather_long_name_%%s AS SELECT 1 AS id', n);
          END LOOP;
        END $$
        """
            .formatted(TABLES));
    target = TestServers.v18().createDatabase();
  }

  @AfterEach
  void drop() throws SQLException {
    for (List<String> left :
        target.rows("SELECT datname FROM pg_database WHERE datname LIKE 'multiboard%'")) {
      TestServers.v18().execute("DROP DATABASE \"" + left.getFirst() + "\" WITH (FORCE)");
    }
    source.close();
    target.close();
  }

  private Launched sync() throws IOException {
    return Launched.startPiped(
        folder, "sync", "--source", source.url(), "--target", target.url(), "--output", "json");
  }

  private void awaitCopy() {
    Awaitility.await()
        .atMost(LONG)
        .ignoreExceptions()
        .until(() ->
            target
                .query("SELECT count(*) FROM pg_tables WHERE tablename LIKE 'a_table%'")
                .equals(String.valueOf(TABLES)));
  }

  @Test
  void aReaderThatStopsHoldsUpNoRunAndGetsTheResult() throws Exception {
    try (Launched sync = sync()) {
      awaitCopy();
      List<String> lines;
      try (InputStream pipe = sync.pipe()) {
        lines = new String(pipe.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      }
      Typed typed = sync.await(60);
      assertThat(typed.status()).as(typed.all()).isZero();
      assertThat(lines).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
      assertThat(lines.getLast())
          .startsWith("{\"type\":\"result\"")
          .contains("\"tables\":" + TABLES);
    }
  }

  @Test
  void aClosedPipeBreaksNoRunAndIsSaid() throws Exception {
    try (Launched sync = sync()) {
      sync.pipe().close();
      Typed typed = sync.await(120);
      assertThat(typed.status()).as(typed.all()).isEqualTo(ExitStatus.FAILED);
      assertThat(typed.err())
          .contains(
              "standard output takes nothing more", "is done all the same", "Synced 250 tables");
      awaitCopy();
    }
  }
}
