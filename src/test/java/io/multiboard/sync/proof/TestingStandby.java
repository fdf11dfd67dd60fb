package io.multiboard.sync.proof;

import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import io.multiboard.sync.server.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;

/// A server that follows another one by streaming replication. Not thread-safe.
public record TestingStandby(TestServer primary, TestServer server) implements AutoCloseable {
  /// Copies the primary, which is stopped for that and started again, and follows it.
  ///
  /// @param settings lines of the standby's configuration
  public static TestingStandby of(TestServer primary, String settings) throws IOException {
    TestServer server = TestServers.startPrivate(primary.release());
    server.stopFast();
    primary.stopFast();
    run("rm", "-r", server.data().toString());
    run("cp", "-a", primary.data().toString(), server.data().toString());
    Path standbySignal = server.data().resolve("standby.signal");
    Files.createFile(standbySignal);
    Files.writeString(
        server.data().resolve("postgresql.auto.conf"),
        "port = %d%nprimary_conninfo = 'host=127.0.0.1 port=%d user=postgres'%n%s%n"
            .formatted(server.port(), primary.port(), settings));
    // After a promotion it is the server that removes it.
    Files.setOwner(standbySignal, Files.getOwner(server.data()));
    primary.start();
    server.start();
    TestingStandby standby = new TestingStandby(primary, server);
    standby.awaitUpToDate();
    return standby;
  }

  /// Waits until all that the primary has done by now is done here too.
  public void awaitUpToDate() {
    Awaitility.await("the standby is up to date")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> hasReplayed(query(primary, "SELECT pg_current_wal_flush_lsn()")));
  }

  private boolean hasReplayed(String position) throws SQLException {
    return query(server, "SELECT pg_last_wal_replay_lsn() >= '" + position + "'::pg_lsn")
        .equals("t");
  }

  /// Makes it take writes.
  void promote() throws SQLException {
    query(server, "SELECT pg_promote()");
  }

  private static String query(TestServer server, String sql) throws SQLException {
    return new TestDatabase(server, "postgres").query(sql);
  }

  private static void run(String... words) throws IOException {
    try {
      Process process = new ProcessBuilder(words).inheritIO().start();
      if (process.waitFor() != 0) {
        throw new IOException("failed: " + String.join(" ", words));
      }
    } catch (InterruptedException interruption) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interruption);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
