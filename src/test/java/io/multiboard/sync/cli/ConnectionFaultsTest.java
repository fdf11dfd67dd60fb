package io.multiboard.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.multiboard.sync.demo.ServerOptions;
import io.multiboard.sync.server.Release;
import io.multiboard.sync.server.TestDatabase;
import io.multiboard.sync.server.TestServer;
import io.multiboard.sync.server.TestServers;
import io.multiboard.sync.testing.TestingCertificates.Pair;
import io.multiboard.sync.testing.TestingCertificates.Validity;
import io.multiboard.sync.testing.TestingProxy;
import io.multiboard.sync.testing.TestingTlsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Faults of the way to a server, met by a user who types a sync.
@Timeout(240)
class ConnectionFaultsTest {
  @TempDir private Path folder;
  private TestDatabase source;
  private TestDatabase target;

  @BeforeEach
  void fill() throws SQLException {
    source = TestServers.v18().createDatabase();
    source.execute(
        "CREATE TABLE part (id int)",
        "INSERT INTO part SELECT generate_series(1, 1000)",
        "CREATE TABLE wide AS SELECT n, repeat('x', 1000) FROM generate_series(1, 20000) n");
    target = TestServers.v15().createDatabase();
  }

  @AfterEach
  void drop() throws SQLException {
    source.close();
    target.close();
  }

  private Typed sync(String from, String to, String... more) {
    return Typed.run(
        Stream.concat(Stream.of("sync", "--source", from, "--target", to), Stream.of(more))
            .toArray(String[]::new));
  }

  private static void assertFailed(Typed typed, String reason, String... words) {
    assertThat(typed.status()).as(typed.all()).isEqualTo(1);
    assertThat(typed.err()).contains("error: ", "reason: " + reason).contains(words);
  }

  /// F34: the role has no connection left on the source; then it has.
  @Test
  void aFullServerIsWaitedForAndThenSaid() throws SQLException {
    TestServers.v18()
        .execute(
            "CREATE ROLE narrow LOGIN SUPERUSER CONNECTION LIMIT 3",
            "ALTER ROLE narrow NOSUPERUSER");
    TestServers.v18().execute("GRANT pg_read_all_data TO narrow");
    String url = source.url().replace("postgres@", "narrow@");
    List<Connection> others = new ArrayList<>();
    try {
      for (int at = 0; at < 3; at++) {
        others.add(TestServers.v18().connect("postgres", "narrow"));
      }
      Instant start = Instant.now();
      assertFailed(
          sync(url, target.url()), "TooManyConnections", "too many connections for role", "--jobs");
      assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofSeconds(10));
    } finally {
      for (Connection other : others) {
        other.close();
      }
    }
    Typed typed = sync(url, target.url());
    assertThat(typed.status()).as(typed.all()).isZero();
    TestServers.v18().execute("REVOKE pg_read_all_data FROM narrow", "DROP ROLE narrow");
  }

  /// F38: the connection to the source is forgotten by the network, with its sockets open.
  @Test
  void aHalfOpenConnectionIsNoticedWithinAMinute() throws Exception {
    try (TestingProxy proxy = TestingProxy.before(TestServers.v18().port())) {
      proxy.after(8_000_000, TestingProxy.Way.TO_CLIENT, new TestingProxy.Mode.Silent());
      Instant start = Instant.now();
      Typed typed =
          sync(
              "postgres://postgres@127.0.0.1:%d/%s".formatted(proxy.port(), source.name()),
              target.url(),
              // Another session could be logging in just then, and would find nobody there.
              "--jobs",
              "1");
      assertFailed(typed, "ConnectionLost", "the connection is dead: nothing came or went for");
      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(70));
    }
    assertThat(target.rows("SELECT 1 FROM pg_class WHERE relname = 'part'")).isEmpty();
  }

  /// F39.
  @Test
  void anUnknownHostIsSaid() {
    assertFailed(
        sync("postgres://u@no.such.host.invalid/d", target.url()),
        "DnsFailure",
        "\"no.such.host.invalid\" is not known");
    assertFailed(
        sync(source.url(), "postgres://u@no.such.host.invalid/d"),
        "DnsFailure",
        "\"no.such.host.invalid\" is not known");
  }

  @Test
  void aClosedPortIsSaid() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    String nobody = "postgres://u@127.0.0.1:" + port + "/d";
    assertFailed(sync(nobody, target.url()), "Unreachable", "no PostgreSQL server answers");
    assertFailed(sync(source.url(), nobody), "Unreachable", "no PostgreSQL server answers");
  }

  @Test
  void aMissingSourceIsSaid() {
    String missing = source.url().replace(source.name(), "not_there");
    assertFailed(
        sync(missing, target.url()), "DatabaseNotFound", "database \"not_there\" does not exist");
  }

  @Test
  void aWrongPasswordIsSaidAndNoPasswordIsPrinted() throws SQLException {
    try (TestServer closed =
        TestServers.startPrivate(Release.V18, ServerOptions.withPassword("canary"))) {
      String right = "postgres://postgres:canary@127.0.0.1:%d/postgres".formatted(closed.port());
      assertFailed(
          sync(right.replace("canary", "parrot"), target.url()),
          "AuthenticationFailed",
          "password authentication failed");
      assertFailed(
          sync(right.replace(":canary", ""), target.url()),
          "AuthenticationFailed",
          "and none is given",
          "PGPASSWORD");
    }
  }

  /// I8: the password of a whole sync, with every log there is, is nowhere.
  @Test
  void aWholeSyncPrintsAndWritesNoPassword() throws Exception {
    try (TestServer closed =
        TestServers.startPrivate(Release.V18, ServerOptions.withPassword("canary"))) {
      String url = "postgres://postgres:canary@127.0.0.1:%d/postgres".formatted(closed.port());
      Path archive = folder.resolve("archive");
      Map<String, String> variables =
          Map.of("MULTIBOARD_SYNC_LOG_LEVEL", "trace", "PRODUCTION_DATABASE_URL", url);
      Typed typed =
          Typed.run(
              variables,
              "sync",
              "--source",
              "env:PRODUCTION_DATABASE_URL",
              "--target",
              target.url(),
              "--archive",
              archive.toString(),
              "--output",
              "json");
      assertThat(typed.status()).as(typed.lastLine()).isZero();
      assertThat(typed.err()).contains("FE=> ");
      assertThat(typed.all()).doesNotContain("canary");
      try (Stream<Path> files = Files.walk(archive)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
              .doesNotContain("canary");
        }
      }
      String there = url + "?sslmode=disable";
      assertThat(Typed.run(variables, "plan", "--source", source.url(), "--target", there).all())
          .contains("TargetIsProduction")
          .doesNotContain("canary");
    }
  }

  /// F40: each certificate that must not be believed, then one that may.
  @Test
  void aServerThatCannotProveItselfIsRefusedBeforeThePasswordIsSent() throws Exception {
    try (TestingTlsServer tls = TestingTlsServer.start(folder)) {
      tls.server().execute("CREATE DATABASE shop OWNER parts");
      String url =
          "postgres://parts:secret@localhost:%d/shop?sslrootcert=%s"
              .formatted(
                  tls.server().port(),
                  tls.authority().certificate().toString().replace(" ", "%20"));
      Pair stranger = tls.certificates().authority("another authority");
      long logged = Files.size(tls.server().log());
      tls.show(
          tls.certificates()
              .signed(tls.authority(), "old", "localhost", "DNS:localhost", Validity.EXPIRED));
      assertFailed(sync(url, target.url()), "TlsRejected", "has expired");
      tls.show(
          tls.certificates()
              .signed(
                  tls.authority(), "named", "db.example.org", "DNS:db.example.org", Validity.NOW));
      assertFailed(sync(url, target.url()), "TlsRejected", "matching localhost");
      tls.show(
          tls.certificates()
              .signed(stranger, "strange", "localhost", "DNS:localhost", Validity.NOW));
      assertFailed(sync(source.url(), url), "TlsRejected", "TLS: ");
      assertThat(Files.readString(tls.server().log()).substring((int) logged))
          .doesNotContain("parts");
      tls.show(tls.good());
      Typed typed = sync(url, target.url());
      assertThat(typed.status()).as(typed.all()).isZero();
    }
    assertFailed(
        sync(source.url().replace("sslmode=disable", "sslmode=verify-full"), target.url()),
        "TlsRejected",
        "the server does not offer TLS");
  }
}
