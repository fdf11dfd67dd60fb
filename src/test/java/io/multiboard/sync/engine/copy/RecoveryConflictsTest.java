package io.multiboard.sync.engine.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiboard.sync.engine.toc.CopyEncoding;
import io.multiboard.sync.event.EventSink;
import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.postgres.Connector;
import io.multiboard.sync.proof.TestingStandby;
import io.multiboard.sync.server.Release;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import io.multiboard.sync.server.TestServers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(240)
class RecoveryConflictsTest {
  /// The session that is ended is idle just then, and hears of it when it starts a COPY.
  @ParameterizedTest
  @EnumSource(names = {"V15", "V18"})
  void aStandbysConflictIsToldFromALostConnection(Release release) throws Exception {
    try (TestServer primary = TestServers.startPrivate(release)) {
      TestDatabase source = primary.createDatabase("source");
      source.execute("CREATE TABLE t AS SELECT generate_series(1, 1000) AS a");
      try (TestingStandby standby = TestingStandby.of(primary, "max_standby_streaming_delay = 0")) {
        Connector connector =
            new Connector(standby.server().address(source.name(), "postgres"), "conflict");
        assertThatThrownBy(() -> Crew.run("test", crew -> read(crew, connector, source, standby)))
            .isInstanceOfSatisfying(
                SyncException.class,
                failure -> assertThat(failure.reason()).isEqualTo(Reason.SerializationFailure))
            .hasMessageContaining("its primary has removed rows");
      }
    }
  }

  private static int read(
      Crew crew, Connector connector, TestDatabase source, TestingStandby standby)
      throws InterruptedException {
    Snapshot snapshot = Snapshot.take(crew.open(connector), connector, Duration.ofSeconds(10));
    List<TableExport> exports =
        TestingSource.tables(snapshot.session(), CopyEncoding.TEXT).stream()
            .map(table -> new TableExport(table, TestingSink::new))
            .toList();
    assertThat(exports).hasSize(1);
    removeRows(source);
    standby.awaitUpToDate();
    new ExportCrew(snapshot, 1, 1_000_000, EventSink.NONE).read(exports, Optional.empty());
    return 0;
  }

  private static void removeRows(TestDatabase source) {
    try {
      source.execute("DELETE FROM t", "VACUUM t");
    } catch (java.sql.SQLException failure) {
      throw new AssertionError(failure);
    }
  }
}
