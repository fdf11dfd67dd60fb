package io.multiboard.sync.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServers;
import io.multiboard.sync.testing.TestingProxy;
import io.multiboard.sync.testing.TestingProxy.Mode;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.copy.CopyIn;

@Timeout(60)
class HeartbeatTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private TestDatabase database;
  private TestingProxy proxy;
  private Connector connector;

  @BeforeEach
  void start() throws IOException, SQLException {
    database = TestServers.v18().createDatabase();
    proxy = TestingProxy.before(TestServers.v18().port());
    DatabaseAddress address =
        new DatabaseAddress(
            "127.0.0.1",
            proxy.port(),
            database.name(),
            "postgres",
            Optional.empty(),
            TlsSettings.DISABLED);
    connector = new Connector(address, "heartbeat", PATIENCE, Duration.ZERO);
  }

  @AfterEach
  void stop() throws IOException, SQLException {
    proxy.close();
    database.close();
  }

  @Test
  void theUsualPatienceOutlastsAStallAndNoticesWithinAMinute() {
    assertThat(Heartbeat.PATIENCE).isBetween(Duration.ofSeconds(31), Duration.ofSeconds(39));
  }

  @Test
  void aLongStatementLives() {
    try (Session session = connector.open()) {
      session.execute("SELECT pg_catalog.pg_sleep(7)");
    }
    assertThat(proxy.accepted()).as("it was asked for more than once").isGreaterThan(2);
  }

  @Test
  void aNetworkThatSwallowsEverythingIsNoticedWhileReading() {
    try (Session session = connector.open()) {
      silenceSoon();
      assertThatThrownBy(() -> session.execute("SELECT pg_catalog.pg_sleep(60)"))
          .isInstanceOfSatisfying(
              SyncException.class,
              failure -> assertThat(failure.reason()).isEqualTo(Reason.ConnectionLost))
          .hasMessageContaining("its server does not answer");
    }
  }

  /// Let in, and silence from then on: no server that is not there.
  @Test
  void aNetworkThatSwallowsEverythingIsNoticedBetweenLoginAndFirstStatement() {
    proxy.afterWords(TestingProxy.Way.TO_SERVER, new Mode.Silent(), "'search_path'");
    assertThatThrownBy(() -> connector.open())
        .isInstanceOfSatisfying(
            SyncException.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.ConnectionLost))
        .hasMessageContaining("the connection is dead");
  }

  @Test
  void aStallShorterThanThePatienceIsNotAFailure() throws Exception {
    try (Session session = connector.open()) {
      silenceSoon();
      Thread.ofVirtual()
          .start(() -> {
            sleep(1_700);
            proxy.become(new Mode.Open());
          });
      session.execute("SELECT pg_catalog.pg_sleep(1)");
    }
  }

  @Test
  void aSessionThatTheServerHasLostIsNoticed() throws Exception {
    try (Session session = connector.open()) {
      Thread.ofVirtual().start(() -> loseTheSession(session.backendId()));
      assertThatThrownBy(() -> session.execute("SELECT pg_catalog.pg_sleep(60)"))
          .hasMessageContaining("its server has no such session any more");
    }
  }

  /// The network goes silent, the server ends the session, the network lets only newcomers speak.
  private void loseTheSession(int backendId) {
    String asleep =
        "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND pid = " + backendId;
    Awaitility.await("the statement has begun")
        .atMost(Duration.ofSeconds(60))
        .until(() -> database.query(asleep).equals("1"));
    proxy.forget();
    try {
      TestServers.v18().execute("SELECT pg_terminate_backend(" + backendId + ")");
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Test
  void aWriteThatNobodyTakesIsNoticed() throws Exception {
    database.execute("CREATE TABLE part (note text)");
    try (Session session = connector.open()) {
      CopyIn copy = session.copy().copyIn("COPY public.part FROM STDIN");
      silenceSoon();
      byte[] row = ("x".repeat(9_999) + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      assertThatThrownBy(
              () -> {
                for (int at = 0; at < 1_000_000; at++) {
                  copy.writeToCopy(row, 0, row.length);
                }
              })
          .isInstanceOfSatisfying(
              SQLException.class,
              failure ->
                  assertThat(SqlFailure.words(failure))
                      .contains("the connection is dead: nothing came or went"));
    }
  }

  @Test
  void slowIsNotDead() {
    proxy.become(new Mode.Narrow(64 * 1024));
    try (Session session = connector.open()) {
      String text =
          session.queryOne(
              "SELECT pg_catalog.repeat('x', 400000)", row -> String.valueOf(row.getString(1)));
      assertThat(text).hasSize(400_000);
    }
  }

  private void silenceSoon() {
    Thread.ofVirtual()
        .start(() -> {
          sleep(300);
          proxy.become(new Mode.Silent());
        });
  }

  private static void sleep(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
