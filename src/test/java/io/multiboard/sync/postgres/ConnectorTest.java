package io.multiboard.sync.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.multiboard.sync.failure.Reason;
import io.multiboard.sync.failure.SyncException;
import io.multiboard.sync.server.TestServer;
import io.multiboard.sync.server.TestServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectorTest {
  private static final Duration NONE = Duration.ZERO;

  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void opensSessionsWithPinnedSettings(TestServer server) {
    try (Session session = new Connector(server.address("postgres", "postgres"), "pins").open()) {
      assertThat(session.version().major()).isEqualTo(server.release().major());
      assertThat(setting(session, "search_path")).isEmpty();
      assertThat(setting(session, "statement_timeout")).isEqualTo("0");
      assertThat(setting(session, "client_connection_check_interval")).isEqualTo("2s");
      assertThat(setting(session, "restrict_nonsystem_relation_kind"))
          .isEqualTo("view, foreign-table");
      assertThat(setting(session, "application_name")).isEqualTo("pins");
    }
  }

  private static String setting(Session session, String name) {
    return session.queryOne(
        "SELECT pg_catalog.current_setting(?)", row -> String.valueOf(row.getString(1)), name);
  }

  @Test
  void saysWhenAHostIsUnknown() {
    DatabaseAddress address =
        new LoginEnvironment(java.util.Map.of()).resolve("postgres://u@no.such.host.invalid/d");
    assertFailure(
        () -> new Connector(address, "test").open(),
        Reason.DnsFailure,
        "\"no.such.host.invalid\" is not known");
  }

  @Test
  void saysWhenNobodyAnswers() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    DatabaseAddress address =
        new DatabaseAddress("127.0.0.1", port, "d", "u", Optional.empty(), TlsSettings.DISABLED);
    assertFailure(
        () -> new Connector(address, "test").open(),
        Reason.Unreachable,
        "no PostgreSQL server answers");
  }

  @Test
  void saysWhenThereIsNoSuchDatabase() {
    assertFailure(
        () -> new Connector(TestServers.v18().address("none", "postgres"), "test").open(),
        Reason.DatabaseNotFound,
        "database \"none\" does not exist");
  }

  @Test
  void saysWhenThereIsNoSuchRole() {
    assertFailure(
        () -> new Connector(TestServers.v18().address("postgres", "nobody here"), "test").open(),
        Reason.AuthenticationFailed,
        "role \"nobody here\" does not exist");
  }

  @Test
  void waitsForRoomAndSaysWhenThereIsNone() throws SQLException {
    TestServer server = TestServers.v18();
    server.execute("CREATE ROLE narrow LOGIN CONNECTION LIMIT 1");
    DatabaseAddress address = server.address("postgres", "narrow");
    Session first = new Connector(address, "test").open();
    assertFailure(
        () -> new Connector(address, "test", Heartbeat.PATIENCE, NONE).open(),
        Reason.TooManyConnections,
        "too many connections for role \"narrow\"");
    Thread.ofVirtual().start(() -> closeSoon(first));
    try (Session second = new Connector(address, "test").open()) {
      assertThat(second.backendId()).isNotEqualTo(first.backendId());
    }
    server.execute("DROP ROLE narrow");
  }

  /// However long the login takes, what a role brings along does not end it.
  @ParameterizedTest
  @MethodSource("io.multiboard.sync.server.TestServers#all")
  void survivesTheTimeoutsOfARole(TestServer server) throws SQLException {
    server.execute(
        "CREATE ROLE hasty LOGIN",
        "ALTER ROLE hasty SET idle_session_timeout = 1",
        "ALTER ROLE hasty SET statement_timeout = 1",
        "ALTER ROLE hasty SET lock_timeout = 1");
    Connector connector = new Connector(server.address("postgres", "hasty"), "test");
    for (int login = 0; login < 20; login++) {
      try (Session session = connector.open()) {
        session.execute("SELECT pg_catalog.pg_sleep(0.01)");
      }
    }
    server.execute("DROP ROLE hasty");
  }

  private static void closeSoon(Session session) {
    try {
      Thread.sleep(600);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    session.close();
  }

  @Test
  void anInterruptEndsTheWaitForRoom() throws Exception {
    TestServer server = TestServers.v15();
    server.execute("CREATE ROLE barred LOGIN CONNECTION LIMIT 0");
    Connector connector = new Connector(server.address("postgres", "barred"), "test");
    List<SyncException> thrown = new ArrayList<>();
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                connector.open().close();
              } catch (SyncException failure) {
                thrown.add(failure);
              }
            });
    Thread.sleep(600);
    thread.interrupt();
    assertThat(thread.join(Duration.ofSeconds(15))).isTrue();
    assertThat(thrown)
        .singleElement()
        .extracting(SyncException::reason)
        .isEqualTo(Reason.Cancelled);
    server.execute("DROP ROLE barred");
  }

  @Test
  void failuresOfStatementsSayWhatAndWhere() {
    try (Session session =
        new Connector(TestServers.v15().address("postgres", "postgres"), "t").open()) {
      assertFailure(
          () -> session.execute("SELECT\n  1/0"),
          Reason.StatementFailed,
          "division by zero (while running: SELECT 1/0)");
      assertFailure(
          () ->
              session.execute(
                  "DO $$BEGIN RAISE 'a' USING ERRCODE = '53100', DETAIL = 'b', HINT = 'c'; END$$"),
          Reason.DiskFull,
          "a; b; c (while running");
    }
  }

  @Test
  void anInterruptOfAVirtualThreadIsACancellation() throws InterruptedException {
    List<SyncException> thrown = new ArrayList<>();
    Session session = new Connector(TestServers.v18().address("postgres", "postgres"), "t").open();
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                session.execute("SELECT pg_catalog.pg_sleep(60)");
              } catch (SyncException failure) {
                thrown.add(failure);
              }
            });
    Thread.sleep(300);
    thread.interrupt();
    assertThat(thread.join(Duration.ofSeconds(15))).isTrue();
    assertThat(thrown)
        .singleElement()
        .extracting(SyncException::reason)
        .isEqualTo(Reason.Cancelled);
    session.close();
  }

  static void assertFailure(ThrowingCallable work, Reason reason, String words) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            SyncException.class,
            failure -> assertThat(failure.reason()).as(failure.getMessage()).isEqualTo(reason))
        .hasMessageContaining(words);
  }
}
